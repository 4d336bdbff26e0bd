import psycopg2
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .light_common import LightCase


@tagged("post_install", "-at_install")
class TestLightLedger(LightCase):
    """Each light that turns is an entry that stays, with its rule, since when, why, and who was told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls._on("step_late")
        cls.step = cls._step(-3)
        cls.env.cr.flush()
        cls.change = cls.env["kfz.light.change"].search([("lead_id", "=", cls.project.id)])

    def test_an_entry_says_what_was_known(self):
        change = self.change
        self.assertEqual(
            (change.kind, change.light, change.light_before), ("progress", "amber", False)
        )
        self.assertEqual(
            (change.rule_id, change.since, change.known_on),
            (self.rule, self._in_days(-2), self.today),
        )
        self.assertTrue(change.is_worse)
        self.assertIn("“Customs filing” was planned for", change.why)
        self.assertEqual(change.why, self.project.light_progress_why)
        self.assertIn("Do “Customs filing” and enter its date", self.project.light_progress_mend)

    def test_what_does_not_turn_is_not_entered_again(self):
        self._again(self._in_days(1))
        self.project.name = "示例项目改名"
        self._save()
        self.assertEqual(self._changes(), self.change)

    def test_entries_are_never_changed_or_deleted(self):
        with self.assertRaises(UserError):
            self.change.light = "green"
        with self.assertRaises(UserError):
            self.change.unlink()
        for statement in (
            "UPDATE kfz_light_change SET light = 'green'",
            "DELETE FROM kfz_light_change",
        ):
            with (
                self.assertRaises(psycopg2.errors.RestrictViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cr.execute(statement)

    def test_the_rule_says_who_is_to_be_told_and_the_ledger_who_was(self):
        self.assertEqual(self.change.to_tell_user_ids, self.officer)
        self.change._kfz_told(self.officer)
        self.assertEqual(self.change.told_user_ids, self.officer)
        self.assertFalse(self.change.to_tell_user_ids)
        self._night(self._in_days(60))
        red = self._changes()[-1]
        self.assertEqual((red.light, red.light_before), ("red", "amber"))
        self.assertLessEqual(self.officer | self.official | self.manager, red.to_tell_user_ids)
        self.assertNotIn(self.manager_b, red.to_tell_user_ids)

    def test_a_rule_by_which_a_light_turned_stays(self):
        with (
            self.assertRaises(psycopg2.errors.RestrictViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.rule.unlink()

    def test_the_timeline_and_the_sheet_say_it(self):
        lead = self.project.with_user(self.officer)
        rows = [row["title"] for row in lead.action_timeline()["rows"] if row["kind"] == "light"]
        self.assertEqual(rows, ["Light of progress: – → Amber"])
        [(label, text)] = lead._kfz_light_lines()
        self.assertEqual(label, "Light of progress")
        self.assertIn("Amber: “Customs filing” was planned for", text)

    def test_a_merged_project_keeps_its_history(self):
        other = self._signed(partner_id=self.project.partner_id.id, name="示例项目二")
        lost = self._project("lead", user=self.officer, partner_id=self.project.partner_id.id)
        del other
        (self.project | lost).merge_opportunity()
        self.assertEqual(self.change.lead_id, self.project)

    def test_a_light_that_is_gone_with_its_rule_says_so(self):
        self.Rule.search([]).active = False
        rule = self._rule("milestone_late", has_amber=False, red=0)
        mended, *others = self._signed(), self._signed(), self._signed()
        for lead in (mended, *others):
            self._step(-3, lead)
            self._again(lead=lead)
            self.assertEqual(lead.light_progress, "red")
        rule.keeps_month = False
        self.env["kfz.ladder.step"].search([("lead_id", "=", mended.id)]).done_on = self.today
        self._again(lead=mended)
        self.assertFalse(self._changes(mended)[-1].why)
        for lead, change, words in zip(
            others,
            ({"red": 300}, {"active": False, "red": 0}),
            (
                "The rule that decided it was changed.",
                "The rule that decided it does not count here any more.",
            ),
            strict=True,
        ):
            rule.write(change)
            self._again(lead=lead)
            self.assertEqual(self._changes(lead)[-1].why, words)
