import datetime
import json
import random
from unittest.mock import patch

import psycopg2
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardLedger(AwardCase):
    """Each step is an entry that cannot be changed, chained by hashes; the check finds every change and gives no false alarm."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records = cls.env["kfz.award"].union(*[cls._confirmed([100] * 3) for _ in range(4)])
        cls.records[0].with_user(cls.manager).action_mark_paid("示例")
        cls.Entry = cls.env["kfz.award.entry"]
        # as before a commit
        cls.env["kfz.ledger.seal"]._kfz_run_queue()

    def _check(self):
        return self.Entry.with_user(self.manager).kfz_check()["KCBZ"]

    def test_an_untouched_chain_gives_no_alarm(self):
        entries = self.Entry.search([("company_id", "=", self.zone_a.id)], order="sequence")
        self.assertEqual(entries.mapped("sequence"), list(range(1, len(entries) + 1)))
        self.assertFalse(self._check())

    def test_an_entry_says_who_when_and_with_which_figures(self):
        entry = self.records[0].entry_ids.filtered(lambda row: row.step == "customs_confirmed")
        self.assertEqual(entry.user_id, self.customs)
        content = json.loads(entry.content)
        self.assertEqual(
            (content["base"], content["amount"], content["state"]),
            (300_00, 30, "customs_confirmed"),
        )
        self.assertEqual(content["moment"], entry.moment)

    def test_an_entry_reads_in_words_beside_what_was_hashed(self):
        entry = self.records[0].entry_ids.filtered(lambda row: row.step == "customs_confirmed")
        facts = entry.with_user(self.manager).with_context(lang="en_US").facts
        self.assertIn(f"Award number: {self.records[0].name}", facts)
        self.assertIn("CNY 300.00", facts)
        self.assertNotIn("{", facts)

    def test_an_entry_writes_months_and_days_as_offices_do(self):
        """To a Chinese reader no month is a first day, and no day is one of a program."""
        record, day = self.records[0], "2025-03-04"
        record.landed_on = day
        facts = (
            record.entry_ids[:1]
            .with_context(lang="zh_CN")
            ._kfz_facts(
                {"landed": day, "row": {"month_first": "2026-02-01", "public_from": "2026-02-03"}}
            )
        )
        texts = [value for _what, value in facts if value]
        self.assertEqual(texts, ["2025年3月4日", "2026年2月", "2026年2月3日"])

    def test_words_of_any_kind_stand_in_the_ledger_as_they_were_given(self):
        reason = '示例：\\N "引号", {NULL}\t\\t\\\n末行'
        self.records[1].with_user(self.manager)._kfz_refuse(reason)
        entry = self.records[1].entry_ids.sorted("sequence")[-1:]
        self.assertEqual((entry.step, json.loads(entry.content)["reason"]), ("refused", reason))
        self.assertFalse(self._check())

    def test_the_application_refuses_to_make_change_or_delete_an_entry(self):
        entry = self.records[0].entry_ids[:1]
        for action in (
            lambda: entry.write({"step": "paid"}),
            entry.unlink,
            lambda: self.Entry.create({"award_id": self.records[0].id}),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                action()

    def test_the_database_refuses_update_delete_and_truncate(self):
        for query in (
            "UPDATE kfz_award_entry SET step = 'paid'",
            "DELETE FROM kfz_award_entry",
            "TRUNCATE kfz_award_entry",
        ):
            with (
                self.assertRaises(psycopg2.errors.RestrictViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cr.execute(query)

    def test_random_changes_by_sql_are_all_found(self):
        rng = random.Random("award ledger")
        self.env.flush_all()
        self.cr.execute("ALTER TABLE kfz_award_entry DISABLE TRIGGER USER")
        self.cr.execute(
            "SELECT id FROM kfz_award_entry WHERE company_id = %s ORDER BY id", [self.zone_a.id]
        )
        ids = [row[0] for row in self.cr.fetchall()]
        before = self._ledger_rows()
        missed = []
        for number in range(60):
            query = self._random_change(rng, ids)
            self.cr.execute("SAVEPOINT tamper")
            self.cr.execute(*query)
            self.env.invalidate_all()
            # a change that changes nothing would be no miss of the check
            self.assertNotEqual(self._ledger_rows(), before, query)
            # the award ledger alone: the sealed ones take their time
            if not self.Entry._kfz_verify(self.zone_a):
                missed.append((number, query))
            self.cr.execute("ROLLBACK TO SAVEPOINT tamper")
        self.assertFalse(missed)
        self.env.invalidate_all()
        self.assertFalse(self._check())

    def _ledger_rows(self):
        self.cr.execute("SELECT * FROM kfz_award_entry ORDER BY id")
        return self.cr.fetchall()

    def _random_change(self, rng, ids):
        one, other = rng.sample(ids, 2)
        choices = {
            # every content names its moment, so a year: there is a 2 in each
            "content": "content = translate(content, '0123456789', '0132456789')",
            "text": "content = content || ' '",
            "user": f"user_id = {self.employee.id}",
            "step": "step = 'refused'",
            "moment": "moment = moment || '0'",
            "sequence": "sequence = sequence + 1000",
            "hash": "hash = reverse(hash)",
            "previous": "previous_hash = reverse(hash)",
            "award": f"award_id = {self.records[-1].id}",
            "zone": f"company_id = {self.zone_b.id}",
            "id": "id = id + 100000",
        }
        way = rng.choice([*choices, "delete", "last", "swap"])
        if way == "delete":
            return ("DELETE FROM kfz_award_entry WHERE id = %s", [one])
        if way == "last":
            return ("DELETE FROM kfz_award_entry WHERE id = %s", [max(ids)])
        if way == "swap":
            return (
                "UPDATE kfz_award_entry e SET content = o.content FROM kfz_award_entry o WHERE e.id = %s AND o.id = %s",
                [one, other],
            )
        if way == "award":
            one = self.records[0].entry_ids[0].id
        return (f"UPDATE kfz_award_entry SET {choices[way]} WHERE id = %s", [one])

    def test_an_award_changed_behind_the_ledger_is_found(self):
        """Each column of its own, past the guard: the check says which award, which column, and both values."""
        changes = {
            "amount": "amount + 1",
            "base_amount": "base_amount + 0.01",
            "payee": "'示例另一收款人'",
            "payee_id": f"{self.employee.partner_id.id}",
            "payment_reference": "payment_reference || ' '",
            "paid_on": "paid_on - 1",
            "paid_by_id": f"{self.employee.id}",
            "customs_on": "customs_on + interval '1 second'",
            "committee_user_id": "NULL",
            "reason": "'x'",
            "state": "'payable'",
            "scheme_id": f"{self.scheme.copy({'active': False}).id}",
            "landed_on": "landed_on - 1",
            "name": "name || 'x'",
            "public_to": "CURRENT_DATE",
            "clawed_amount": "1",
        }
        paid = self.records[0]
        self.env.flush_all()
        self.cr.execute("ALTER TABLE kfz_award DISABLE TRIGGER USER")
        for column, value in changes.items():
            with self.subTest(column=column), self.cr.savepoint() as savepoint:
                self.cr.execute(f"UPDATE kfz_award SET {column} = {value} WHERE id = %s", [paid.id])
                self.env.invalidate_all()
                [finding] = self._check()
                self.assertIn(f"“{self._label(column)}”", finding)
                savepoint.rollback()
        self.env.invalidate_all()
        self.assertFalse(self._check())

    def _label(self, column):
        return self.env["kfz.award"]._fields[column]._description_string(self.env)

    def test_an_award_that_is_gone_is_found(self):
        self.env.flush_all()
        for table in ("kfz_award", "kfz_award_entry"):
            self.cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        self.cr.execute("ALTER TABLE kfz_award_entry DROP CONSTRAINT kfz_award_entry_award_id_fkey")
        gone = self.records[0].name
        self.cr.execute("DELETE FROM kfz_award WHERE id = %s", [self.records[0].id])
        self.env.invalidate_all()
        [finding] = self._check()
        self.assertIn(gone, finding)

    def test_old_entries_are_compared_as_far_as_they_say(self):
        figures = self.env["kfz.award"]._kfz_entry_figures_of
        with patch.object(
            self.env.registry["kfz.award"],
            "_kfz_entry_figures_of",
            lambda records, rows: {
                ident: (zone, {key: value for key, value in content.items() if key != "row"})
                for ident, (zone, content) in figures(rows).items()
            },
        ):
            self.records[1]._kfz_enter("question")
        self.assertNotIn("row", json.loads(self.records[1].entry_ids.sorted("id")[-1].content))
        self.assertFalse(self._check())
        self.cr.execute("ALTER TABLE kfz_award DISABLE TRIGGER USER")
        for change, is_found in (("payee = 'x'", False), ("amount = amount + 1", True)):
            self.cr.execute(f"UPDATE kfz_award SET {change} WHERE id = %s", [self.records[1].id])
            self.env.invalidate_all()
            self.assertEqual(bool(self._check()), is_found)

    def test_an_entry_is_never_dated_before_its_predecessor(self):
        earlier = self.cr.now() - datetime.timedelta(days=1)
        with patch.object(self.cr, "now", lambda: earlier):
            self.records[1].with_user(self.manager)._kfz_refuse("示例")
        self.assertFalse(self._check())
        forgetful = patch.object(
            self.env.registry["kfz.award.entry"], "_kfz_last_moment", lambda *_a: ""
        )
        with forgetful, patch.object(self.cr, "now", lambda: earlier):
            self.records[2].with_user(self.manager)._kfz_refuse("示例")
        self.assertIn("dated before", self._check()[0])

    def test_a_changed_landing_or_scheme_and_a_merge_raise_no_alarm(self):
        record = self._award([100] * 3)
        landing = record.lead_id._kfz_landing()
        landing._kfz_reverse(
            "示例", {"effective_date": landing.effective_date - datetime.timedelta(days=10)}
        )
        self.assertFalse(self._check())
        landing = self.records[2].lead_id._kfz_landing()
        landing._kfz_reverse("示例", {"effective_date": self.today})
        self.assertEqual(self.records[2].state, "accruing")
        self.assertFalse(self._check())
        other = self._intermediary("示例合并中介有限公司")
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (other | self.intermediary).ids, other
        )
        self.assertEqual(self.records[0].intermediary_id, other)
        self.assertFalse(self._check())

    def test_an_exported_head_finds_a_chain_that_was_cut_off(self):
        head = self.Entry.with_user(self.manager).kfz_export_head()
        self.assertFalse(self.Entry.with_user(self.manager).kfz_check(head)["KCBZ"])
        self.env.flush_all()
        self.cr.execute("ALTER TABLE kfz_award_entry DISABLE TRIGGER USER")
        self.cr.execute(
            "DELETE FROM kfz_award_entry WHERE id = (SELECT max(id) FROM kfz_award_entry WHERE company_id = %s)",
            [self.zone_a.id],
        )
        self.cr.execute(
            """UPDATE kfz_award_head h SET count = count - 1, hash = (
            SELECT hash FROM kfz_award_entry e WHERE e.company_id = h.company_id ORDER BY sequence DESC LIMIT 1) WHERE company_id = %s""",
            [self.zone_a.id],
        )
        self.env.invalidate_all()
        self.assertIn("fewer", self.Entry.with_user(self.manager).kfz_check(head)["KCBZ"][0])
        with self.assertRaises(UserError):
            self.Entry.with_user(self.manager).kfz_check("{}")

    def test_only_managers_and_verifiers_of_the_zone_can_check(self):
        for user in (self.manager, self.customs, self.committee):
            self.assertEqual(list(self.Entry.with_user(user).kfz_check()), ["KCBZ"])
        for user in (self.officer, self.joint, self.employee):
            with self.assertRaises(AccessError):
                self.Entry.with_user(user).kfz_check()
        self.assertEqual(list(self.Entry.with_user(self.manager_b).kfz_check()), ["KMFTZ"])
        self.assertFalse(self.Entry.with_user(self.manager_b).search([]))

    def test_a_broken_chain_is_told_to_managers_and_administrators_at_night(self):
        self.Entry._cron_verify()
        newest = self.env["kfz.award"].search(
            [("company_id", "=", self.zone_a.id)], order="id desc", limit=1
        )
        self.assertFalse(
            newest.activity_ids.filtered(
                lambda activity: activity.summary == "A ledger was changed"
            )
        )
        self.env.flush_all()
        self.cr.execute("ALTER TABLE kfz_award_entry DISABLE TRIGGER USER")
        self.cr.execute(
            "UPDATE kfz_award_entry SET step = 'refused' WHERE award_id = %s", [self.records[0].id]
        )
        with mute_logger("odoo.addons.kfz_investment.models.award.kfz_award_check"):
            self.Entry._cron_verify()
        told = newest.activity_ids.filtered(
            lambda activity: activity.summary == "A ledger was changed"
        ).user_id
        self.assertIn(self.manager, told)
        self.assertNotIn(self.manager_b, told)

    def test_the_wizard_checks_and_takes_the_head_out(self):
        wizard = self.env["kfz.award.ledger.check"].with_user(self.customs).create({})
        wizard.action_check()
        self.assertTrue(wizard.is_whole)
        wizard.action_export()
        self.assertTrue(wizard.file)
