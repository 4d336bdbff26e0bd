import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...models.base.kfz_bulk_create import Bulk, bulk_of
from ...models.guards.quiet import Quiet
from ..common import KfzCase

#: differ between any two records
OWN = {
    "id",
    "create_date",
    "write_date",
    # of computed columns, whoever's call happens to write them to the database
    "write_uid",
    "__last_update",
    "project_code",
    "date_open",
    "date_last_stage_update",
    "date_closed",
    "day_open",
    "day_close",
    "lead_id",
    "message_bounce",
    "commercial_partner_id",
    "calendar_last_notif_ack",
}


@tagged("post_install", "-at_install")
class TestBulkCreate(KfzCase):
    """Bulk creation makes the same records as core, and refuses the same values."""

    def _model(self, name, user=None, bulk=True):
        model = (
            self.env[name].with_user(user or self.manager_all).with_context(tracking_disable=True)
        )
        # as the import of a past ledger does
        env = model.env["kfz.agreement"]._kfz_may_set("state").env
        env = env["kfz.milestone"]._kfz_may_set("state", "recognised_by_id").env
        model = model.with_env(env).with_context(kfz_quiet=Quiet())
        return model.with_context(kfz_bulk=Bulk()) if bulk else model

    def _values(self, record):
        self.env.flush_all()
        self.env.invalidate_all()
        names = [
            name
            for name, field in record._fields.items()
            if field.store and field.column_type and name not in OWN
        ]
        return record.sudo().read(names, load=None)[0]

    def _assert_same(self, name, vals, **context):
        one, other = (
            self._model(name, bulk=bulk).with_context(**context).create([dict(vals)])
            for bulk in (False, True)
        )
        # as the user: whose country completes a phone is that of whoever has it computed
        one.env.flush_all()
        first, second = self._values(one), self._values(other)
        first.pop("id"), second.pop("id")
        self.assertEqual(first, second)
        return one, other

    def test_an_enterprise_is_the_same(self):
        vals = {
            "name": "昆明示例长乐有限公司",
            "is_enterprise": True,
            "company_id": self.zone_a.id,
            "registered_capital": 1234.56,
            "ownership": "hmt",
            "phone": "13888888888",
            "email": "A@Example.com",
            "street": "示例路",
            "website": "example.com",
        }
        self._assert_same("res.partner", vals)

    def _project_values(self):
        """A project with a record of each kind."""
        official = self._official()
        return {
            "name": "示例项目",
            "is_promotion": True,
            "company_id": self.zone_a.id,
            "partner_id": self._enterprise().id,
            "user_id": False,
            "expected_revenue": 200_000_000,
            "stage_id": self.stages["lead"].id,
            "assignment_ids": [(0, 0, {"role": "lead_official", "official_id": official.id})],
            "agreement_ids": [
                (
                    0,
                    0,
                    {
                        "kind": "formal",
                        "state": "in_force",
                        "signed_on": "2026-03-05",
                        "amount": 100.5,
                    },
                )
            ],
            "capital_ids": [(0, 0, {"received_on": "2026-06-01", "amount": 7})],
            "milestone_ids": [
                (
                    0,
                    0,
                    {"milestone": "landed", "effective_date": "2026-06-01", "state": "recognised"},
                )
            ],
        }

    def test_a_project_with_all_its_records_is_the_same(self):
        one, other = self._assert_same("crm.lead", self._project_values())
        other._kfz_sync_figures()
        self.assertEqual(
            (str(other.signed_date), other.signed_amount, other.landed_amount),
            ("2026-03-05", 100.5, 7),
        )
        self.assertTrue(other.is_major)
        figures = [
            self.env["kfz.figure.entry"]
            .search([("lead_id", "=", lead.id)])
            .mapped(lambda e: (e.indicator, e["count"], e.amount, str(e.effective_date)))
            for lead in (one, other)
        ]
        self.assertEqual(sorted(figures[0]), sorted(figures[1]))
        for name in (
            "assignment_ids",
            "agreement_ids",
            "capital_ids",
            "milestone_ids",
            "transition_ids",
        ):
            first, second = self._values(one[name]), self._values(other[name])
            first.pop("id"), second.pop("id")
            self.assertEqual(first, second)

    def test_different_amounts_are_rounded_by_their_currencies_without_reading_them(self):
        lead = self._project()
        currencies = self.env.ref("base.CNY") | self.env.ref("base.JPY")
        currencies.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": currencies[1].id,
                "company_id": self.zone_a.id,
                "name": "2026-05-01",
                "rate": 20,
            }
        )
        rows = [
            {
                "lead_id": lead.id,
                "received_on": "2026-06-01",
                "currency_id": currencies[number % 2].id,
                "amount": number + 0.126,
            }
            for number in range(1, 81)
        ]
        counts = []
        for part in (rows[:20], rows[20:]):
            model = self._model("kfz.capital.record")
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            records = model.create([dict(vals) for vals in part])
            counts.append(self.env.cr.sql_log_count - before)
            expected = [
                round(row["amount"], 2 if row["currency_id"] == currencies[0].id else 0)
                for row in part
            ]
            self.assertEqual(records.mapped("amount"), expected)
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual(
                records.mapped("amount"), expected, "the database holds what the cache held"
            )
        self.assertLess(counts[1], counts[0] + 10)

    def test_one_record_of_another_zone_among_many_rows_is_refused(self):
        lead, stranger = self._project(), self._official(zone=self.zone_b)
        officials = [self._official() for _number in range(3)]
        with self.assertRaises(UserError):
            self._model("kfz.assignment").create(
                [
                    {"lead_id": lead.id, "official_id": official.id, "role": "task_force_member"}
                    for official in (*officials, stranger)
                ]
            )

    def test_constraints_hold(self):
        vals = {
            "name": "示例",
            "is_enterprise": True,
            "company_id": self.zone_a.id,
            "vat": "91532822L12TH3BJ10",
        }
        with self.assertRaises(ValidationError):
            self._model("res.partner").create([vals])
        with self.assertRaisesRegex(ValidationError, "Still missing"):
            self._model("crm.lead").create(
                [
                    {
                        "name": "示例",
                        "is_promotion": True,
                        "company_id": self.zone_a.id,
                        "stage_id": self.stages["signed"].id,
                    }
                ]
            )

    def test_access_rules_hold(self):
        with self.assertRaises(AccessError):
            self._model("res.partner", self.manager).create(
                [{"name": "示例", "is_enterprise": True, "company_id": self.zone_b.id}]
            )
        with self.assertRaises(AccessError):
            self._model("kfz.gate.rule", self.officer).create(
                [{"stage_id": self.stages["signed"].id, "check_code": "area"}]
            )

    def test_company_checks_hold(self):
        stranger = self._official(zone=self.zone_b)
        with self.assertRaises(UserError):
            self._model("crm.lead").create(
                [
                    {
                        "name": "示例",
                        "is_promotion": True,
                        "company_id": self.zone_a.id,
                        "partner_id": self._enterprise(zone=self.zone_b).id,
                    }
                ]
            )
        lead = self._project()
        with self.assertRaises(UserError):
            self._model("kfz.assignment").create(
                [{"lead_id": lead.id, "official_id": stranger.id, "role": "account_manager"}]
            )

    def test_rows_say_when_they_were_recorded_only_where_server_code_lets_them(self):
        past = datetime.datetime(2024, 2, 29, 3, 4, 5)
        vals = {"name": "昆明示例旧年有限公司", "is_enterprise": True, "create_date": past}
        model = self._model("res.partner")
        self.assertNotEqual(model.create([dict(vals)]).create_date, past)
        model = model.with_context(kfz_bulk=Bulk(keeps_dates=True))
        self.assertEqual(model.create([dict(vals)]).create_date, past)

    def test_clients_cannot_ask_for_bulk_creation(self):
        for value in (True, {"defaults": {}}, "Bulk"):
            self.assertIsNone(bulk_of(self.env["base"].with_context(kfz_bulk=value).env))
