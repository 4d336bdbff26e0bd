from odoo.exceptions import UserError
from odoo.tests import tagged

from .import_common import ImportCase
from .test_import_rules import HEAD, LANDED, SIGNED


@tagged("post_install", "-at_install")
class TestImportReserved(ImportCase):
    """What only managers change, in the list of an officer who works on the project; and what a list without a name leaves."""

    def _project_of(self, row, **values):
        """A project of the officer, from a past ledger."""
        self._import(self.manager, "project", self._xlsx([HEAD, row]))
        lead = self.env["crm.lead"].search(
            [("name", "=", row[0]), ("company_id", "=", self.zone_a.id)]
        )
        lead.write({"user_id": self.officer.id, **values})
        return lead

    def _officers_list(self, row, head=HEAD, **values):
        """The same is said before and after."""
        return self._import(self.officer, "project", self._xlsx([head, row]), **values)

    def test_an_agreement_that_counts_waits_for_a_manager_and_the_rest_is_done(self):
        lead = self._project_of(SIGNED)
        row = [*SIGNED[:3], 2, "签约", "2026-03-06", 1.5, None, None]
        content = self._xlsx([HEAD, row])
        wizard = self._wizard(self.officer, "project", content)
        wizard.action_preview()
        reserved = wizard.change_ids.filtered("is_reserved")
        mine = wizard.change_ids - reserved
        self.assertEqual(
            set(reserved.mapped("key")), {"agreement_ids.signed_on", "agreement_ids.amount"}
        )
        self.assertFalse(any(reserved.mapped("apply")) or any(reserved.mapped("may_tick")))
        self.assertEqual((mine.key, mine.apply), ("expected_revenue", True))
        self.assertIn("only a promotion manager can change it", self._messages(wizard, "warning"))
        with self.assertRaisesRegex(UserError, "Ask a manager to import the list"):
            reserved[0].apply = True
        wizard.action_import()
        self.assertEqual((wizard.error_count, wizard.updated_count), (0, 1))
        self.assertEqual((lead.expected_revenue, lead.signed_amount), (200_000_000, 100_000_000))
        # of the manager who sends it next, nothing is asked
        done = self._import(self.manager, "project", content)
        self.assertEqual((done.undo_count, done.updated_count), (0, 1))
        self.assertEqual((lead.signed_amount, str(lead.signed_date)), (150_000_000, "2026-03-06"))

    def test_a_landing_that_counts_waits_for_a_manager(self):
        lead = self._project_of(LANDED)
        same = self._officers_list(LANDED)
        self.assertEqual((same.error_count, same.unchanged_count), (0, 1), self._messages(same))
        wizard = self._officers_list([*LANDED[:7], "2026-06-09", 500])
        self.assertEqual((wizard.error_count, wizard.kept_count), (0, 1), self._messages(wizard))
        self.assertEqual(str(lead.landed_date), "2026-06-01")

    def test_officers_correct_capital_and_numbers(self):
        lead = self._project_of(LANDED)
        head, row = [*HEAD, "协议编号"], [*LANDED[:8], 700, "协-7"]
        wizard = self._officers_list(row, head)
        self.assertEqual((wizard.error_count, wizard.kept_count), (0, 0), self._messages(wizard))
        self.assertEqual((lead.capital_in_place, lead.agreement_ids.number), (7_000_000, "协-7"))

    def test_the_area_of_a_signed_project_is_a_managers_correction(self):
        areas = self.env["kfz.area"].create(
            [{"name": f"示例片区{n}", "code": f"EX{n}", "company_id": self.zone_a.id} for n in "ab"]
        )
        lead = self._project_of(SIGNED)
        lead.area_id = areas[0]
        head, row = [*HEAD, "所属片区"], [*SIGNED, areas[1].name]
        wizard = self._officers_list(row, head)
        self.assertEqual((wizard.error_count, wizard.kept_count), (0, 1), self._messages(wizard))
        self.assertEqual(lead.area_id, areas[0])
        wizard = self._wizard(self.manager, "project", self._xlsx([head, row]), name="二季度.xlsx")
        wizard.action_preview()
        wizard.change_ids.apply = True
        wizard.action_import()
        self.assertEqual((wizard.error_count, lead.area_id), (0, areas[1]), self._messages(wizard))
        correction = self.env["kfz.correction"].search([("lead_id", "=", lead.id)])
        self.assertEqual(
            (correction.field_name, correction.reason), ("area_id", "Imported: 二季度.xlsx")
        )

    def test_a_list_without_a_name_still_leaves_a_reason(self):
        lead = self._project_of(SIGNED)
        row = [*SIGNED[:5], "2026-03-06", *SIGNED[6:]]
        for number, name in enumerate((False, " "), 6):
            row[5] = f"2026-03-0{number}"
            self._import(self.manager, "project", self._xlsx([HEAD, row]), name=name)
            correction = self.env["kfz.correction"].search([("lead_id", "=", lead.id)], limit=1)
            self.assertEqual(correction.reason, "Imported: a workbook without a name")
            self.assertIn("Imported: a workbook without a name, row 2", lead.message_ids[:1].body)
