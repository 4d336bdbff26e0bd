import contextlib
from unittest.mock import patch

import psycopg2
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.table_guard import merging, passing
from ..award.award_common import AwardCase

#: a change of each kept table that its guard must refuse: (table, its rows, the change)
CHANGES = (
    ("kfz_trade_record", "state = 'confirmed'", "amount = amount + 1"),
    ("kfz_trade_record", "state = 'confirmed'", "month = month + interval '1 month'"),
    ("kfz_trade_record", "state = 'confirmed'", "state = 'draft'"),
    ("kfz_figure_entry", "TRUE", "amount = amount + 1"),
    ("kfz_figure_entry", "TRUE", "create_date = create_date - interval '1 day'"),
    ("kfz_stage_transition", "TRUE", "effective_date = effective_date + 1"),
    ("kfz_stage_transition", "TRUE", "user_id = user_id + 1"),
    ("kfz_condition_change", "TRUE", "condition = 'lost'"),
    ("kfz_correction", "TRUE", "old_value = 'x'"),
    ("kfz_ladder_change", "TRUE", "reason = 'x'"),
    ("kfz_issue_climb", "TRUE", "told = 'x'"),
    ("kfz_light_change", "TRUE", "light = 'green'"),
    ("kfz_light_reason", "TRUE", "name = 'x'"),
    ("kfz_rule_change", "TRUE", "act = 'created'"),
    ("kfz_award_entry", "TRUE", "step = 'refused'"),
    ("kfz_award", "state = 'paid'", "payment_reference = 'x'"),
    ("kfz_award", "state = 'paid'", "paid_on = paid_on - 1"),
    ("kfz_award", "state = 'paid'", "payee = 'x'"),
    ("kfz_award", "state = 'paid'", "amount = amount + 1"),
    ("kfz_award", "state = 'paid'", "state = 'payable'"),
    ("kfz_award", "state = 'committee_confirmed'", "base_amount = base_amount + 1"),
    ("kfz_award", "state = 'committee_confirmed'", "payee = 'x'"),
    ("kfz_agreement", "state = 'in_force'", "lead_id = lead_id + 1"),
    ("kfz_agreement", "state = 'in_force'", "state = 'draft'"),
    ("kfz_milestone", "state = 'recognised'", "effective_date = effective_date - 1"),
    ("kfz_milestone", "state = 'recognised'", "state = 'draft'"),
    ("kfz_capital_record", "TRUE", "lead_id = lead_id + 1"),
)


@tagged("post_install", "-at_install")
class TestTableGuard(AwardCase):
    """The database keeps what counts as it is, also from SQL by the role of the application; what passes is entered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what tests before this one have committed and cleared away stays entered
        cls.entered = cls.env["kfz.guard.pass"].search([])
        cls.paid, cls.confirmed = cls._confirmed([100] * 3), cls._confirmed([100] * 3)
        cls.paid.with_user(cls.manager).action_mark_paid("示例")
        cls.project = cls.paid.lead_id
        cls.capital = cls.env["kfz.capital.record"].create(
            {"lead_id": cls.project.id, "received_on": cls.today, "amount": 100}
        )
        cls.capital._kfz_correct({"amount": 200}, "示例")
        cls.project.write({"condition": "delayed", "condition_reason": "示例"})
        cls.env["kfz.ladder.step"].create(
            {"lead_id": cls.project.id, "step": "customs", "planned_on": cls.today}
        )._kfz_move(cls._days_ago(-9), "示例")
        cls._climbed_issue(cls.project)
        known = {"lead_id": cls.project.id, "company_id": cls.project.company_id.id}
        days = {"since": cls.today, "known_on": cls.today}
        cls.env["kfz.light.change"].create({**known, **days, "kind": "record", "light": "red"})
        cls.env["kfz.light.reason"].create({**known, "name": "示例", "month": cls.today})
        cls.env["kfz.light.rule"].create({"name": "示例规则", "check_code": "stale"}).amber = 7
        cls.env.flush_all()

    @contextlib.contextmanager
    def _refused(self):
        with (
            self.assertRaises(psycopg2.errors.RestrictViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            yield

    def _passes(self):
        self.env.invalidate_all()
        return {
            (row.reason, row.table_name, row.operation): row.count
            for row in self.env["kfz.guard.pass"].search([]) - self.entered
        }

    def test_the_guards_themselves_are_looked_at(self):
        verify = self.env["kfz.ledger.seal"]._kfz_verify_guards
        self.assertFalse(verify())
        for query in (
            "ALTER TABLE kfz_award_entry DISABLE TRIGGER ALL",
            "DROP TRIGGER kfz_guard_1 ON kfz_stage_transition",
            (
                "CREATE OR REPLACE FUNCTION kfz_table_guard() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN COALESCE(NEW, OLD); END $$"
            ),
        ):
            with self.subTest(query), self.cr.savepoint() as savepoint:
                self.cr.execute(query)
                self.assertEqual(len(verify()), 1)
                savepoint.rollback()

    def test_what_was_let_past_stays_entered(self):
        with passing(self.cr, "test"):
            self.cr.execute("UPDATE kfz_stage_transition SET reason = 'x'")
        with (
            self.assertRaises(psycopg2.errors.RestrictViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
            passing(self.cr, "test"),
        ):
            self.cr.execute("DELETE FROM kfz_guard_pass")

    def test_what_counts_is_neither_changed_nor_deleted_nor_emptied(self):
        for table, rows, change in CHANGES:
            with self.subTest(table=table, change=change):
                self.cr.execute(f"SELECT count(*) FROM {table} WHERE {rows}")
                self.assertTrue(self.cr.fetchone()[0], "no row to try")
                with self._refused():
                    self.cr.execute(f"UPDATE {table} SET {change} WHERE {rows}")
                with self._refused():
                    self.cr.execute(f"DELETE FROM {table} WHERE {rows}")
        for table in sorted({table for table, _rows, _change in CHANGES}):
            with self.subTest(table=table), self._refused():
                self.cr.execute(f"TRUNCATE {table} CASCADE")

    def test_drafts_and_what_the_acts_set_change(self):
        draft = self._trade(self._enterprise("示例其他企业"), [100], confirmed=False)
        self.cr.execute("UPDATE kfz_trade_record SET amount = 5 WHERE id = %s", [draft.id])
        self.cr.execute("DELETE FROM kfz_trade_record WHERE id = %s", [draft.id])
        self.cr.execute(
            "UPDATE kfz_award SET question = 'x', note = 'x' WHERE id = %s", [self.paid.id]
        )
        self.assertFalse(self._passes())

    def test_each_declared_guard_is_there(self):
        """A column that may change is one, so that a renamed field does not open a table unnoticed."""
        for model in self.env.registry.values():
            if model._abstract or not model._auto or not model._kfz_table_guards:
                continue
            with self.subTest(model=model._name):
                self.cr.execute(
                    "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'kfz\\_guard\\_%%' AND tgenabled = 'O'",
                    [model._table],
                )
                self.assertEqual(self.cr.fetchone()[0], len(model._kfz_table_guards) + 1)
                for guard in model._kfz_table_guards:
                    self.assertLessEqual({*guard.may_change}, {*model._fields})
                    self.assertTrue(all(guard.may_change.values()), "say by whom")

    def test_an_update_passes_and_is_entered_by_the_database(self):
        with passing(self.cr, "update of test"):
            self.cr.execute(
                "UPDATE kfz_award SET payee = 'x' WHERE id = ANY(%s)",
                [[self.paid.id, self.confirmed.id]],
            )
        self.assertEqual(self._passes(), {("update of test", "kfz_award", "UPDATE"): 2})
        with self._refused():
            self.cr.execute("UPDATE kfz_award SET payee = 'y' WHERE id = %s", [self.paid.id])

    def test_an_update_of_the_addon_opens_the_pass_while_the_registry_loads(self):
        registry, change = self.env.registry, "UPDATE kfz_figure_entry SET amount = amount + 1"
        for is_ready, is_let in ((True, False), (False, True)):
            with patch.object(registry, "ready", is_ready), self.cr.savepoint() as savepoint:
                registry.init_models(
                    self.cr, ["kfz.figure.entry"], {"module": "kfz_investment"}, install=False
                )
                if is_let:
                    self.cr.execute(change)
                    passes = self._passes()
                    self.assertIn(("update of the system", "kfz_figure_entry", "UPDATE"), passes)
                else:
                    with self._refused():
                        self.cr.execute(change)
                savepoint.rollback()
        with self._refused():
            self.cr.execute(change)

    def test_a_pass_that_fails_is_closed(self):
        with contextlib.suppress(ValueError), passing(self.cr, "test"):
            raise ValueError
        with self._refused():
            self.cr.execute("UPDATE kfz_award SET payee = 'y' WHERE id = %s", [self.paid.id])

    def test_a_merge_moves_links_alone(self):
        old, new = self.paid.partner_id, self._enterprise("示例并入企业")
        with merging(self.cr, "res_partner", old.ids, new.id):
            with self._refused():
                self.cr.execute(
                    "UPDATE kfz_award SET partner_id = %s, amount = 5 WHERE id = %s",
                    [new.id, self.paid.id],
                )
            with self._refused():
                self.cr.execute(
                    "UPDATE kfz_award SET partner_id = %s WHERE id = %s",
                    [self.env.company.partner_id.id, self.paid.id],
                )
            with self._refused():
                self.cr.execute("DELETE FROM kfz_award WHERE id = %s", [self.paid.id])
            self.cr.execute(
                "UPDATE kfz_award SET partner_id = %s WHERE id = %s", [new.id, self.paid.id]
            )
        self.assertEqual(
            self._passes(), {(f"merge res_partner:{old.id}>{new.id}", "kfz_award", "UPDATE"): 1}
        )

    def test_core_merges_contacts_of_confirmed_trade_and_says_so(self):
        trade = self.env["kfz.trade.record"].search(
            [("partner_id", "=", self.paid.partner_id.id), ("state", "=", "confirmed")]
        )
        old, new = self.paid.partner_id, self._enterprise("示例并入企业")
        self.env["base.partner.merge.automatic.wizard"]._merge((old | new).ids, new)
        self.assertEqual((trade.partner_id, self.paid.partner_id), (new, new))
        reason = f"merge res_partner:{old.id}>{new.id}"
        self.assertEqual(self._passes()[reason, "kfz_trade_record", "UPDATE"], len(trade))

    def test_the_entry_of_a_pass_stays(self):
        with passing(self.cr, "test"):
            self.cr.execute("UPDATE kfz_award SET payee = 'x' WHERE id = %s", [self.paid.id])
        with self._refused():
            self.cr.execute("DELETE FROM kfz_guard_pass")
        with self.assertRaises(UserError):
            self.env["kfz.guard.pass"].search([]).unlink()
        # as another transaction sees it
        self.cr.execute("ALTER TABLE kfz_guard_pass DISABLE TRIGGER USER")
        entry = self.env["kfz.guard.pass"].search([]) - self.entered
        self.cr.execute(
            "UPDATE kfz_guard_pass SET transaction = '1' WHERE id = ANY(%s)", [entry.ids]
        )
        self.cr.execute("ALTER TABLE kfz_guard_pass ENABLE TRIGGER USER")
        with self._refused():
            self.cr.execute("UPDATE kfz_guard_pass SET count = 0")

    def test_users_read_a_sentence(self):
        try:
            with mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.cr.execute("DELETE FROM kfz_award")
        except psycopg2.errors.RestrictViolation as error:
            words = self.env["res.partner"]._sql_error_to_message(error)
        self.assertIn("Referral award", words)

    def test_a_project_is_archived_not_deleted(self):
        with self.assertRaisesRegex(UserError, "Archive it"):
            self._project().unlink()
        self.env["crm.lead"].create({"name": "示例商机", "is_promotion": False}).unlink()
