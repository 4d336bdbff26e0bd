from odoo.tests import tagged
from odoo.tools import SQL

from ...models.base.kfz_ledger_order import _moment
from ...models.base.table_guard import passing
from ..award.award_common import AwardCase


@tagged("post_install", "-at_install")
class TestLedgerOrder(AwardCase):
    """An entry that is dated before its predecessor is a finding, in every ledger, even when the seals agree with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Seal = cls.env["kfz.ledger.seal"]
        cls.project = cls._landed()
        cls.trade = cls._trade(cls.project.partner_id, [100])

    def _findings(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.Seal._kfz_verify(self.zone_a)

    def _double(self, table, owner, moment, days):
        """A copy of the latest row of a table, with its moment moved, past all guards; whether there is one."""
        self.cr.execute(
            SQL(
                "SELECT array_agg(column_name::text) FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'",
                table,
            )
        )
        [names] = self.cr.fetchone()
        shown = [
            SQL("%s + %s * interval '1 day'", SQL.identifier(name), days)
            if name == moment
            else SQL.identifier(name)
            for name in names
        ]
        self.cr.execute(
            SQL(
                "INSERT INTO %(table)s (%(names)s) SELECT %(shown)s FROM %(table)s WHERE %(owner)s = %(zone)s ORDER BY id DESC LIMIT 1",
                table=SQL.identifier(table),
                names=SQL(", ").join(map(SQL.identifier, names)),
                shown=SQL(", ").join(shown),
                owner=SQL.identifier(owner),
                zone=self.zone_a.id,
            )
        )
        return self.cr.rowcount

    def test_an_entry_set_back_is_found_although_its_seal_was_made_anew(self):
        for name in ("kfz.stage.transition", "kfz.figure.entry"):
            for days, is_found in ((0, False), (-1, True)):
                with self.subTest(ledger=name, days=days), self.cr.savepoint() as savepoint:
                    self.env.flush_all()
                    with passing(self.cr, "test"):
                        self.assertTrue(
                            self._double(self.env[name]._table, "company_id", "create_date", days)
                        )
                    self.Seal._kfz_seal_rows(name, SQL("TRUE"))
                    found = [line for line in self._findings() if "dated before" in line]
                    self.assertEqual(bool(found), is_found)
                    savepoint.rollback()

    def test_every_append_only_ledger_with_a_moment_is_walked(self):
        found = set(self.Seal._kfz_ordered_models())
        ledger = self.env.registry["kfz.append.only.mixin"]
        for name, model in self.env.registry.items():
            if issubclass(model, ledger) and not model._abstract and name not in found:
                with self.subTest(ledger=name):
                    # a chain of its own, or the day of its run
                    has_chain = "previous_hash" in model._fields
                    self.assertTrue(has_chain or not _moment(model))
        self.assertLessEqual(
            {
                "kfz.stage.transition",
                "kfz.credit.entry",
                "kfz.correction",
                "kfz.export.log",
                "kfz.condition.change",
                "kfz.first.contact.check",
                "kfz.first.contact.extension",
                "kfz.zone.setting.change",
                "kfz.import.run",
                "kfz.guard.pass",
                "kfz.rule.change",
            },
            found,
        )

    def test_each_of_them_can_be_asked(self):
        for name in self.Seal._kfz_ordered_models():
            with self.subTest(ledger=name):
                query = self.Seal._kfz_order_query(self.env[name], self.zone_a)
                self.assertEqual(self.env.execute_query(query), [])

    def test_a_reversing_entry_is_not_confirmed_before_what_it_reverses(self):
        self._reverse(self.trade[0], 50)
        self.assertFalse(self._findings())
        entry = self.env["kfz.trade.record"].search([("reverses_id", "=", self.trade[0].id)])
        with passing(self.cr, "test"):
            self.cr.execute(
                "UPDATE kfz_trade_record SET confirmed_on = confirmed_on - interval '1 day' WHERE id = %s",
                [entry.id],
            )
        self.env.invalidate_all()
        self.Seal._kfz_seal_rows("kfz.trade.record", SQL("TRUE"))
        self.assertTrue([line for line in self._findings() if "reverses" in line])
