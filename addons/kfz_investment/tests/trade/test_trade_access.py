from odoo.exceptions import AccessError, MissingError
from odoo.tests import tagged

from .trade_common import TradeCase


@tagged("post_install", "-at_install")
class TestTradeAccess(TradeCase):
    """Access to trade (design §10): a zone sees its own records, the joint office figures only, other zones nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.confirmed = cls._confirmed()
        cls.draft = cls._trade(mode="9610")
        cls.target = cls.env["kfz.trade.target"].create(
            {"company_id": cls.zone_a.id, "year": 2026, "amount": 1000}
        )

    def test_the_own_zone_reads_its_records(self):
        both = self.confirmed | self.draft
        for user in (self.customs, self.customs2, self.committee, self.officer, self.manager):
            self.assertEqual(
                self.env["kfz.trade.record"]
                .with_user(user)
                .search([("id", "in", both.ids)], order="id"),
                both,
            )
            self.assertEqual(
                self.env["kfz.trade.report"]
                .with_user(user)
                .search([("id", "in", both.ids)])
                .partner_id,
                self.enterprise,
            )

    def test_other_zones_read_write_and_confirm_nothing(self):
        for model, record in (
            ("kfz.trade.record", self.draft),
            ("kfz.trade.record", self.confirmed),
            ("kfz.trade.target", self.target),
        ):
            for user in (self.customs_b, self.manager_b):
                theirs = self.env[model].with_user(user)
                self.assertFalse(theirs.search([("id", "=", record.id)]))
                calls = [
                    lambda r: r.read(["display_name"]),
                    lambda r: r.write({"amount": 1}),
                    lambda r: r.unlink(),
                ]
                if model == "kfz.trade.record":
                    calls.append(lambda r: r.action_confirm())
                for call in calls:
                    with self.subTest(model=model, user=user.login), self.assertRaises(AccessError):
                        call(theirs.browse(record.id))
        self.assertFalse(
            self.env["kfz.trade.report"]
            .with_user(self.customs_b)
            .search([("company_id", "=", self.zone_a.id)])
        )

    def test_a_refusal_tells_nothing_of_another_zones_record(self):
        theirs = self.env["kfz.trade.record"].with_user(self.customs_b)
        missing = theirs.search([], order="id desc", limit=1).id or 0
        for call in (
            lambda ident: theirs.browse(ident).write({"note": "x"}),
            lambda ident: theirs.browse(ident).write({"amount": 1}),
            lambda ident: theirs.browse(ident).action_reverse(),
            lambda ident: theirs.create(
                self._trade_vals(
                    reverses_id=ident, reason="x", partner_id=self._enterprise(zone=self.zone_b).id
                )
            ),
            lambda ident: theirs.create(
                self._trade_vals(
                    company_id=self.zone_a.id, partner_id=self._enterprise(zone=self.zone_b).id
                )
            ),
        ):
            told = set()
            for ident in (self.confirmed.id, self.draft.id, missing + 2_000_000):
                told.add(self._refusal(call, ident))
            self.assertEqual(len(told), 1)
            self.assertNotIn("KCBZ", told.pop())

    def _refusal(self, call, ident):
        try:
            with self.cr.savepoint():
                call(ident)
        except (AccessError, MissingError) as error:
            # as ir.http does for every request
            return str(
                self.env["ir.http"]._kfz_plain_missing(self.env(user=self.customs_b.id), error)
            )
        return self.fail("not refused")

    def test_trade_of_a_hidden_enterprise_cannot_be_recorded(self):
        told = set()
        for partner in (self.enterprise.id, 2_000_000_000):
            with self.assertRaises(AccessError) as caught, self.cr.savepoint():
                self._trade(self.customs_b, partner_id=partner)
            told.add(str(caught.exception))
        self.assertEqual(len(told), 1)

    def test_the_joint_office_reads_figures_and_no_enterprise(self):
        with self.assertRaises(AccessError):
            self.env["kfz.trade.record"].with_user(self.joint).search([])
        report = self.env["kfz.trade.report"].with_user(self.joint)
        groups = report.formatted_read_group(
            [("company_id", "=", self.zone_a.id)],
            ["company_id", "year", "mode", "direction"],
            ["amount:sum", "record_count:sum"],
        )
        self.assertEqual(
            [(row["year"], row["mode"], row["amount:sum"]) for row in groups],
            [("2026", "1210", 12345.67)],
        )
        self.assertNotIn("partner_id", report.fields_get())
        for call in (
            lambda: report.search([]).mapped("partner_id"),
            lambda: report.search([("partner_id", "=", self.enterprise.id)]),
            lambda: report.formatted_read_group([], ["partner_id"], ["amount:sum"]),
        ):
            with self.assertRaises(AccessError):
                call()
        target = (
            self.env["kfz.trade.target"]
            .with_user(self.joint)
            .search([("year", "=", 2026), ("company_id", "=", self.zone_a.id)])
        )
        self.assertEqual((target.achieved, target.waiting), (12345.67, 12345.67))

    def test_a_form_of_another_zones_target_shows_no_figure(self):
        def opened(user):
            return (
                self.env["kfz.trade.target"]
                .with_user(user)
                .onchange(
                    {"company_id": self.zone_a.id, "year": 2026},
                    ["company_id", "year"],
                    {"achieved": {}, "waiting": {}, "year": {}},
                )
            )

        self.assertEqual(opened(self.manager)["value"]["achieved"], 12345.67)
        with self.assertRaises(AccessError):
            opened(self.manager_b)

    def test_every_field_of_the_report_is_one_column(self):
        fields = [
            name
            for name, field in self.env["kfz.trade.report"]._fields.items()
            if field.store and name != "id"
        ]
        self.env.flush_all()
        self.env.cr.execute(
            f"SELECT {', '.join(fields)} FROM (%s) report LIMIT 1"
            % self.env.cr.mogrify(
                self.env["kfz.trade.report"]._table_query.code,
                self.env["kfz.trade.report"]._table_query.params,
            ).decode()
        )
        self.assertEqual(len(self.env.cr.fetchone()), len(fields))

    def test_the_plans_targets_and_totals_are_there(self):
        rows = self.env["kfz.trade.target"].with_user(self.manager).search([("year", "<", 2026)])
        self.assertEqual(
            {row.year: (row.amount, row.stated_amount) for row in rows},
            {
                2017: (0, 57_600_000),
                2018: (0, 68_600_000),
                2019: (0, 366_460_000),
                2020: (0, 1_119_860_000),
                2021: (0, 7_733_200_000),
                2022: (11_500_000_000, 0),
                2023: (12_600_000_000, 0),
                2024: (14_500_000_000, 0),
                2025: (16_000_000_000, 0),
            },
        )
        self.assertTrue(all("十四五" in source for source in rows.mapped("source")))

    def test_customs_open_what_waits_for_them(self):
        action = self.env.ref("kfz_investment.kfz_trade_record_action_to_confirm")
        menus = self.env["ir.ui.menu"].with_user(self.customs2).load_menus(False)
        self.assertIn(self.env.ref("kfz_investment.menu_kfz_trade_to_confirm").id, menus)
        self.assertNotIn(
            self.env.ref("kfz_investment.menu_kfz_trade_records").id,
            self.env["ir.ui.menu"].with_user(self.joint).load_menus(False),
        )
        for user, seen in ((self.customs2, True), (self.customs, False)):
            domain = eval(action.domain, {"uid": user.id})
            self.assertEqual(
                self.draft in self.env["kfz.trade.record"].with_user(user).search(domain), seen
            )
