import datetime
import importlib.util
import json
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL, file_path

from ...models.base.table_guard import passing
from ..award.award_common import AwardCase

#: {model: {column: what a tamperer sets}}
TAMPERING = {
    "kfz.trade.record": {
        "amount": "amount + 0.01",
        "month": "month - interval '5 years'",
        "direction": "'import'",
        "confirmed_by_id": "entered_by_id",
        "confirmed_on": "confirmed_on - interval '1 day'",
        "is_bonded": "NOT is_bonded",
        "number": "number || 'x'",
        "partner_id": "partner_id + 1",
    },
    "kfz.figure.entry": {
        "amount": "amount + 0.01",
        "count": "count + 1",
        "effective_date": "effective_date - 1",
        "create_date": "create_date - interval '1 second'",
        "source": "source || '0'",
        "user_id": "2",
    },
    "kfz.stage.transition": {
        "effective_date": "effective_date - 1",
        "milestone": "'review'",
        "reason": "'x'",
        "create_date": "create_date - interval '1 second'",
    },
    "kfz.agreement": {"number": "'x'", "amount_cny": "amount_cny + 1", "state": "'terminated'"},
    "kfz.milestone": {
        "effective_date": "effective_date - 1",
        "ground": "'construction'",
        "companies_recognised": "companies_recognised || '0'",
    },
    "kfz.capital.record": {"received_on": "received_on - 1", "amount": "amount + 1"},
    "kfz.condition.change": {"condition": "'ongoing'", "reason": "'x'"},
    "kfz.correction": {"old_value": "'x'", "reason": "'x'", "user_id": "2"},
}


@tagged("post_install", "-at_install")
class TestLedgerSeal(AwardCase):
    """What counts is sealed before the commit; a change past the guards is found and named, and lawful work is none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Seal = cls.env["kfz.ledger.seal"]
        cls.project = cls._landed()
        cls.trade = cls._trade(cls.project.partner_id, [100, 200, 300])
        cls.capital = cls.env["kfz.capital.record"].create(
            {"lead_id": cls.project.id, "received_on": cls.today, "amount": 100}
        )
        cls.capital._kfz_correct({"amount": 200}, "示例")
        cls.project.write({"condition": "delayed", "condition_reason": "示例"})
        cls._seal()

    @classmethod
    def _seal(cls):
        """As before a commit."""
        cls.env.flush_all()
        cls.env.cr.precommit.run()

    def _findings(self, **options):
        self.env.invalidate_all()
        return self.Seal._kfz_verify(self.zone_a, **options)

    def _tampered(self, *queries):
        """What the check finds after changes past the guards, which are undone."""
        with self.cr.savepoint() as savepoint:
            for name, model in self.env.registry.items():
                if (model._kfz_seal or name.startswith("kfz.ledger.")) and not model._abstract:
                    self.cr.execute(f"ALTER TABLE {model._table} DISABLE TRIGGER ALL")
            for query in queries:
                self.cr.execute(query)
            found = self._findings()
            savepoint.rollback()
        self.env.invalidate_all()
        return found

    def test_untouched_ledgers_are_whole(self):
        self.assertFalse(self._findings())
        self.assertGreaterEqual(self.Seal.search_count([("chain", "=", self.project.id)]), 6)

    def test_each_changed_column_is_named(self):
        for model, changes in TAMPERING.items():
            ident = self.env[model].search([("company_id", "=", self.zone_a.id)], limit=1).id
            for column, value in changes.items():
                with self.subTest(model=model, column=column):
                    found = self._tampered(
                        f"UPDATE {self.env[model]._table} SET {column} = {value} WHERE id = {ident}"
                    )
                    label = self.env[model]._fields[column]._description_string(self.env)
                    self.assertEqual(len(found), 1)
                    self.assertIn(f"“{label}”", found[0])

    def test_rows_that_are_gone_added_or_moved_are_found(self):
        for model in TAMPERING:
            table = self.env[model]._table
            ident = self.env[model].search([("company_id", "=", self.zone_a.id)], limit=1).id
            names = [name for name in self.env[model]._kfz_seal.columns if name != "number"]
            with self.subTest(model=model):
                [gone] = self._tampered(f"DELETE FROM {table} WHERE id = {ident}")
                self.assertIn("gone", gone)
                moved = f"UPDATE {table} SET company_id = {self.zone_b.id} WHERE id = {ident}"
                self.assertIn("gone", self._tampered(moved)[0])
                if model not in ("kfz.trade.record", "kfz.milestone"):
                    columns = ", ".join(names)
                    [added] = self._tampered(
                        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = {ident}"
                    )
                    self.assertIn("past the ledger", added)

    def test_the_seals_themselves_are_guarded_by_their_chain(self):
        ident = self.Seal.search([("chain", "=", 0)], order="sequence desc", limit=1).id
        for query in (
            f"DELETE FROM kfz_ledger_seal WHERE id = {ident}",
            f"UPDATE kfz_ledger_seal SET content = content || ' ' WHERE id = {ident}",
            f"UPDATE kfz_ledger_seal SET row_id = row_id + 1 WHERE id = {ident}",
            "UPDATE kfz_ledger_head SET count = count - 1 WHERE chain = 0",
            "DELETE FROM kfz_ledger_head",
        ):
            with self.subTest(query):
                self.assertTrue(self._tampered(query))

    def test_a_draft_that_is_confirmed_past_the_system_is_found(self):
        draft = self._trade(self._enterprise("示例另一企业"), [100], confirmed=False)
        self._seal()
        self.assertFalse(self._findings())
        [found] = self._tampered(
            f"UPDATE kfz_trade_record SET state = 'confirmed' WHERE id = {draft.id}"
        )
        self.assertIn("past the ledger", found)

    def test_facts_that_differ_from_their_ledger_are_found(self):
        """Also by who seals what was changed: the figures know better."""
        agreement = self.project.agreement_ids[0]
        for query, model in (
            (f"UPDATE kfz_agreement SET amount_cny = 5 WHERE id = {agreement.id}", "kfz.agreement"),
            (
                f"UPDATE kfz_capital_record SET received_on = '2020-01-01' WHERE id = {self.capital.id}",
                "kfz.capital.record",
            ),
            (
                f"UPDATE crm_lead SET stage_id = {self.stages['production'].id} WHERE id = {self.project.id}",
                None,
            ),
            (f"UPDATE kfz_trade_record SET is_reversed = TRUE WHERE id = {self.trade[0].id}", None),
        ):
            with self.subTest(query), self.cr.savepoint() as savepoint:
                with passing(self.cr, "test"):
                    self.cr.execute(query)
                self.env.invalidate_all()
                if model:
                    self.Seal._kfz_seal_rows(model, SQL("TRUE"))
                self.assertTrue(self._findings())
                savepoint.rollback()

    def test_lawful_work_raises_no_alarm(self):
        self._reverse(self.trade[0], 150)
        company = self._enterprise("示例项目公司")
        self.project._kfz_landing()._kfz_reverse("示例", {"project_company_ids": [(4, company.id)]})
        self.capital._kfz_withdraw("示例")
        self.project.action_resume()
        old, new = self.project.partner_id, self._enterprise("示例并入企业")
        self.assertFalse(self._findings())
        self._seal()
        self.env["base.partner.merge.automatic.wizard"]._merge((old | new).ids, new)
        self.assertFalse(self._findings())
        self._seal()
        self.assertFalse(self._findings())
        last = self.Seal.search(
            [("ledger", "=", "kfz.trade.record"), ("row_id", "=", self.trade[1].id)]
        )[-1]
        self.assertEqual(json.loads(last.content)["values"]["partner_id"], str(new.id))

    def test_exported_heads_find_a_chain_that_was_rebuilt(self):
        heads = self.Seal._kfz_heads(self.zone_a)
        self.assertFalse(self._findings(exported=heads))
        self._trade(self._enterprise("示例另一企业"), [100])
        self._seal()
        self.assertFalse(self._findings(exported=heads))
        with self.cr.savepoint() as savepoint:
            self.cr.execute("ALTER TABLE kfz_ledger_seal DISABLE TRIGGER USER")
            self.cr.execute("ALTER TABLE kfz_ledger_head DISABLE TRIGGER USER")
            self.cr.execute("DELETE FROM kfz_ledger_seal")
            self.cr.execute("DELETE FROM kfz_ledger_head")
            for model, _seal in self.Seal._kfz_sealed_models():
                ids = self.env[model].search([("company_id", "=", self.zone_a.id)]).ids
                self.Seal._kfz_queue(model, ids)
            later = self.cr.now() + datetime.timedelta(seconds=1)
            with patch.object(self.cr, "now", lambda: later):
                self._seal()
            self.assertFalse(self._findings())
            self.assertTrue(self._findings(exported=heads))
            savepoint.rollback()

    def test_the_update_seals_what_counted_before(self):
        self.cr.execute("ALTER TABLE kfz_ledger_seal DISABLE TRIGGER USER")
        self.cr.execute("DELETE FROM kfz_ledger_seal")
        self.cr.execute("ALTER TABLE kfz_ledger_seal ENABLE TRIGGER USER")
        with passing(self.cr, "test"):
            self.cr.execute("DELETE FROM kfz_ledger_head")
        self.env.invalidate_all()
        self.assertTrue(self._findings())
        path = file_path("kfz_investment/migrations/19.0.1.3.0/post-seals.py")
        spec = importlib.util.spec_from_file_location("post_ledger", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        for _time in range(2):
            script.migrate(self.cr, "19.0.1.2.0")
            self.assertFalse(self._findings())
        self.assertEqual(
            self.Seal.search_count([("ledger", "=", "kfz.trade.record")]), len(self.trade)
        )

    def test_verifiers_are_told_of_trade_alone(self):
        figure = self.env["kfz.figure.entry"].search([("lead_id", "=", self.project.id)], limit=1)
        self.cr.execute("ALTER TABLE kfz_figure_entry DISABLE TRIGGER USER")
        self.cr.execute("UPDATE kfz_figure_entry SET amount = 5 WHERE id = %s", [figure.id])
        self.env.invalidate_all()
        Entry = self.env["kfz.award.entry"]
        self.assertFalse(Entry.with_user(self.customs).kfz_check()["KCBZ"])
        self.assertTrue(Entry.with_user(self.manager).kfz_check()["KCBZ"])

    def test_sealing_costs_the_same_statements_for_any_number_of_rows(self):
        rows = self.env["kfz.figure.entry"].search([])
        counts = []
        for ids in (rows[:1].ids, rows.ids):
            self.Seal._kfz_queue("kfz.figure.entry", ids)
            before = self.cr.sql_log_count
            self.Seal._kfz_run_queue()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_a_seal_is_never_dated_before_its_predecessor(self):
        with patch.object(self.cr, "now", lambda: self.trade[0].create_date.replace(year=2020)):
            self._trade(self._enterprise("示例另一企业"), [100])
            self._seal()
        self.assertFalse(self._findings())
