from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.kfz_bulk_create import Bulk
from ..table_rows import RowsCase

CREATED = "odoo.addons.kfz_investment.models.pipeline.crm_lead_created.CrmLead._kfz_are_plain"


@tagged("post_install", "-at_install")
class TestCreatedInBulk(RowsCase):
    """Projects that are created together are, in every table, those that core makes one by one; what is refused of one is refused."""

    def _leads(self, user=None, **context):
        return self.env(user=user or self.officer, context={"lang": "zh_CN", **context})["crm.lead"]

    def _together(self, vals_list, user=None, **context):
        leads = self._leads(user, **context).create([dict(vals) for vals in vals_list])
        # as the user: whose country completes a phone is that of whoever has it computed
        leads.env.flush_all()

    def _one_by_one(self, vals_list, user=None, **context):
        with patch(CREATED, lambda *_args: False):
            for vals in vals_list:
                self._leads(user, **context).create([dict(vals)]).env.flush_all()

    def setUp(self):
        super().setUp()
        # leads that are entered one by one are reminded of at once, those of a list in the night
        Response = self.env.registry["kfz.response"]
        self.startPatcher(patch.object(Response, "_kfz_watch", lambda responses: None))

    def _by_core(self, vals_list, user=None, **context):
        """In one call: where somebody is told, all are told before the first messages are written."""
        with patch(CREATED, lambda *_args: False):
            self._together(vals_list, user, **context)

    def _assert_same(self, vals_list, user=None, than=None, **context):
        self.env["crm.stage"]._kfz_pipeline()
        one, other = (
            self._rolled_back(lambda way=way: way(vals_list, user, **context))
            for way in (self._together, than or self._one_by_one)
        )
        self._assert_same_rows(one, other)
        return {table: len(rows) for table, rows in one[1].items()}

    def _rows(self):
        """Projects as people enter them, with enterprises of all sorts."""
        laos = self.env.ref("base.la").id
        industry = self.env["res.partner.industry"].search(
            [("classification", "=", "gbt4754")], limit=1
        )
        enterprises = [
            self._enterprise(name=f"昆明示例{word}有限公司", **own).id
            for word, own in (
                ("甲", {"phone": "0871-63100001", "city": "昆明", "industry_id": industry.id}),
                ("乙", {"phone": "020 5555 1234", "country_id": laos, "website": "http://example.com"}),
                ("丙", {"email": "示例 <A@Example.com>", "function": "示例", "lang": "zh_CN"}),
                ("丁", {"email": "不是邮箱", "phone": "12345"}),
            )
        ]  # fmt: skip
        enterprises.append(self._enterprise(company_id=False, city="昆明").id)
        own = [
            {},
            {"expected_revenue": 1_000_000.13, "industry_function": "logistics"},
            {"expected_revenue": 90_000_000_000, "site_need": "第一行\n第二行", "priority": "2"},
            {"next_step": "示例：寄资料", "phone": "13888888888", "email_from": "c@example.com"},
            {"investment_unknown": True, "user_id": False, "date_deadline": "2020-02-29"},
            {"description": "<p onclick='x'>示例 <b>粗</b></p>", "contact_name": "张示例", "phone": ""},
            {"user_id": self.officer.id, "is_major_flagged": False, "source_kind": "event"},
            {"date_deadline": "2199-01-31", "partner_id": False, "email_from": "坏"},
        ]  # fmt: skip
        return [
            {
                "name": f"示例项目{number} <x>",
                "is_promotion": True,
                "partner_id": enterprises[number % len(enterprises)],
                **values,
            }
            for number, values in enumerate([*own, *own[:4]])
        ]

    def test_every_table_holds_what_core_writes(self):
        rows = self._rows()
        for user, than in (
            (self.officer, self._one_by_one),
            (self.officer, self._by_core),
            (self.manager, self._by_core),
            (self.manager_all, self._by_core),
        ):
            wrote = self._assert_same(rows, user, than)
            self.assertEqual(wrote["crm_lead"], len(rows))
            for table in ("mail_message", "mail_followers", "kfz_stage_transition", "kfz_ledger_seal", "mail_followers_mail_message_subtype_rel"):  # fmt: skip
                self.assertGreaterEqual(wrote[table], len(rows), table)

    def test_with_what_the_page_sends_along(self):
        rows = [{key: value for key, value in row.items() if key != "is_promotion"} for row in self._rows()]  # fmt: skip
        for context in (
            {"default_is_promotion": True},
            {"default_is_promotion": True, "default_type": "opportunity", "default_industry_function": "rnd"},
            {"default_is_promotion": True, "default_tag_ids": [(4, self.env["crm.tag"].create({"name": "示例"}).id)]},
            {"default_is_promotion": True, "mail_create_nosubscribe": True, "tracking_disable": True},
        ):  # fmt: skip
            self._assert_same(rows[:4], **context)

    def test_amounts_that_a_currency_would_round_are_stored_as_core_stores_them(self):
        self._assert_same([*self._rows()[:2], {**self._rows()[0], "expected_revenue": 7.126}])

    def test_what_hangs_on_a_project_is_created_as_ever(self):
        official = self._official()
        assignment = {"role": "lead_official", "official_id": official.id}
        rows = self._rows()[:3]
        rows[1]["assignment_ids"] = [(0, 0, assignment)]
        self.assertTrue(self._assert_same(rows)["kfz_assignment"])

    def test_a_follower_of_many_is_told_of_each(self):
        rows = [{**row, "user_id": self.officer.id} for row in self._rows()]
        self.assertEqual(
            self._assert_same(rows, self.manager, self._by_core)["mail_notification"], len(rows)
        )

    def _refused(self, way, vals_list):
        """What a way says of rows that it refuses, none of which is then there."""
        count = self.env["crm.lead"].with_context(active_test=False).search_count
        before = count([])
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                way(vals_list)
                self.env.flush_all()
        except Exception as error:
            self.env.invalidate_all(flush=False)
            self.env.cr.precommit.clear()
            self.assertEqual(count([]), before)
            return type(error), isinstance(error, UserError) and str(error)
        self.fail(f"{vals_list[-1]} was not refused")
        return None

    def test_one_hostile_row_among_many_is_refused_as_alone(self):
        other = self._enterprise(zone=self.zone_b)
        hidden = self._project(zone=self.zone_b)
        hostile = (
            {"partner_id": other.id},
            {"partner_id": 2**31 - 1},
            {"partner_id": str(other.id)},
            {"partner_id": [other.id]},
            {"company_id": self.zone_b.id},
            {"company_id": self.env["res.company"].create({"name": "示例"}).id},
            {"stage_id": self.stages["signed"].id},
            {"stage_id": False},
            {"user_id": self.env.ref("base.public_user").id},
            {"industry_function": "示例"},
            {"expected_revenue": "很多"},
            {"name": False},
            {"name": "示例\x00"},
            {"no_such_field": 1},
            {"owed_count": 3},
            {"signed_date": "2026-01-01"},
            {"date_deadline": "2026-02-30"},
            {"interaction_ids": [(4, 1)]},
            {"area_id": self.env["kfz.area"].sudo().search([("company_id", "=", self.zone_b.id)], limit=1).id or hidden.id},
        )  # fmt: skip
        rows = [{"name": f"示例{n}", "is_promotion": True} for n in range(20)]
        for values in hostile:
            with self.subTest(values):
                bad = {**rows[0], **values}
                alone = self._refused(self._one_by_one, [rows[0], bad])
                among = [*rows[:10], bad, *rows[10:]]
                self.assertEqual(self._refused(self._together, among), alone)

    def test_two_hundred_cost_the_queries_of_twenty(self):
        partner = self._enterprise(email="a@example.com", phone="0871-63100001")
        rows = [{"name": f"示例{n}", "is_promotion": True, "partner_id": partner.id, "expected_revenue": n} for n in range(200)]  # fmt: skip
        counts = {}
        for count in (20, 20, 200):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._together(rows[:count])
            self.env.cr.flush()
            counts[count] = self.env.cr.sql_log_count - before
        self.assertLessEqual(counts[200], counts[20] + 3, counts)

    def test_only_named_models_are_created_in_bulk(self):
        bulk = Bulk(models={"crm.lead"})
        env = self.env["kfz.area"].with_context(kfz_bulk=bulk).env
        env["crm.tag"].create([{"name": "示例"}])
        self.assertFalse(bulk.defaults)

    def test_roles_that_create_no_projects_create_none_together(self):
        with self.assertRaises(AccessError):
            self._together(self._rows()[:3], self.employee)
