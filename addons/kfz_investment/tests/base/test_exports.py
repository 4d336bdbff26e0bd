import csv
import datetime
import io
import json
import zipfile
from unittest.mock import patch
from urllib.parse import unquote

import openpyxl
import xlsxwriter
from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain import calendar, list_workbook
from ...models.base import base_export
from ...models.base.export_amounts import Export
from ...models.base.promotion_words import PLUMBING
from ...models.guards.plain_workbooks import named_sheet
from ..common import KfzCase, request_of
from ..http_common import RpcCase

COLUMNS = (
    ("name", "项目", "char"),
    ("expected_revenue", "计划投资", "monetary"),
    ("stage_id", "阶段", "many2one"),
    ("industry_function", "功能", "selection"),
)


@tagged("post_install", "-at_install")
class TestExports(KfzCase, RpcCase):
    """Lists leave through those who may, in the units of the screen, and each is entered in the log."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.projects = cls._project("lead", name="=示例甲", expected_revenue=123_456_789.5) | (
            cls._project("lead", name="示例乙", expected_revenue=0)
        )
        cls.Log = cls.env["kfz.export.log"]
        cls.before = cls.Log.search([])

    def _new(self):
        return self.Log.search([("id", "not in", self.before.ids)])

    def _post(self, user, route, data):
        self.authenticate(user.login, user.login)
        form = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        return self.url_open(route, data=form)

    def _export(self, user, kind="xlsx", **params):
        columns = params.pop("columns", COLUMNS)
        data = {
            "model": "crm.lead",
            "fields": [{"name": n, "label": label, "type": t} for n, label, t in columns],
            "ids": False,
            "domain": [("id", "in", self.projects.ids), ("is_promotion", "=", True)],
            "import_compat": False,
            "groupby": [],
            "context": {"lang": "zh_CN"},
            **params,
        }
        return self._post(user, f"/web/export/{kind}", data)

    def test_what_core_keeps_for_its_boards_is_no_column(self):
        fields = self.env["crm.lead"].fields_get(
            ["rotting_days", "is_rotting", "stage_id_color"], ["exportable"]
        )
        self.assertEqual({field["exportable"] for field in fields.values()}, {False})

    def _table(self, response):
        self.assertEqual(response.status_code, 200, response.text[:2000])
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
        return [[cell.value for cell in row] for row in sheet.iter_rows()]

    def test_a_manager_exports_a_list_in_the_units_of_the_screen(self):
        head, *rows = self._table(self._export(self.manager))
        self.assertEqual(head[:2], ["项目", "计划总投资（万元）"])
        amounts = {row[0]: row[1] for row in rows}
        self.assertEqual(amounts, {"=示例甲": 12345.67895, "示例乙": None})
        names = dict(
            self.env["crm.lead"]
            .with_context(lang="zh_CN")
            ._fields["industry_function"]
            ._description_selection(self.env(context={"lang": "zh_CN"}))
        )
        self.assertIn(rows[0][3] or False, {*names.values(), False})
        [log] = self._new()
        self.assertEqual(
            (log.user_id, log.company_id, log.count, log.kind, log.model_name),
            (self.manager, self.zone_a, 2, "xlsx", "crm.lead"),
        )
        self.assertIn("示例乙", log.filter_text)
        self.assertIn("[expected_revenue]", log.column_text)

    def test_the_file_and_its_sheet_are_called_as_the_page_is_with_the_day(self):
        day = calendar.today()
        for context, groupby, kind, word in (
            ({"lang": "zh_CN", "default_is_promotion": True}, [], "xlsx", "项目"),
            ({"lang": "zh_CN", "default_is_promotion": True}, ["stage_id"], "xlsx", "项目"),
            ({"lang": "zh_CN"}, [], "xlsx", "线索与项目"),
            ({"lang": "en_US", "default_is_promotion": True}, [], "csv", "Projects"),
        ):
            with self.subTest(word, kind=kind, groupby=groupby):
                response = self._export(self.manager, kind, context=context, groupby=groupby)
                name = unquote(response.headers["Content-Disposition"])
                self.assertTrue(name.endswith(f"{word}_{day:%Y-%m-%d}.{kind}"), name)
                if kind == "xlsx":
                    book = openpyxl.load_workbook(io.BytesIO(response.content))
                    self.assertEqual(book.sheetnames, [word])

    def test_a_list_is_written_in_one_go_and_a_list_in_groups_by_core(self):
        for groupby, calls in (([], 1), (["stage_id"], 0)):
            with patch.object(
                list_workbook, "with_rows", side_effect=list_workbook.with_rows
            ) as written:
                response = self._export(self.manager, groupby=groupby)
            self.assertEqual((response.status_code, written.call_count), (200, calls))

    def test_what_no_sheet_may_be_called_is_left_out_of_its_name(self):
        for text, name in (("示例[a]:*?/\\", "示例a"), ("长" * 40, "长" * 31), ("[]", "Sheet1")):
            with self.subTest(text), named_sheet(text):
                book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
                self.assertEqual(book.add_worksheet().get_name(), name)
                self.assertEqual(book.add_worksheet().get_name(), "Sheet2")

    def test_no_column_is_offered_that_core_keeps_for_its_own_work(self):
        for model, kept in (("crm.lead", "name"), ("res.partner", "vat")):
            offered = self.env[model].with_user(self.manager).fields_get()
            self.assertIn(kept, offered)
            hidden = {*PLUMBING, *self.env[model]._kfz_sales_fields()}
            self.assertFalse(hidden & offered.keys())
        self.assertIn(
            "is_blacklisted", self.env["res.partner"].with_user(self.salesman).fields_get()
        )

    def test_money_that_is_owed_leaves_to_the_fen(self):
        scheme = self.env["kfz.award.scheme"].create(
            {
                "name": "示例方案",
                "company_id": self.zone_a.id,
                "date_from": "2026-01-01",
                "cap": 123_456.78,
            }
        )
        export = Export("xlsx", screen=True)
        rows = [["示例方案", 123_456.78]]
        scheme.with_context(lang="zh_CN")._kfz_amounts_as_shown(["name", "cap"], rows, export)
        self.assertEqual((rows[0][1], export.units), (123_456.78, {"cap": "（元）"}))

    def test_a_record_without_an_amount_has_no_say_in_the_unit(self):
        usd, cny = self.env.ref("base.USD"), self.env.ref("base.CNY")
        values = [("甲", 10_000, cny), ("乙", 0, usd)]
        enterprises = self.env["res.partner"].create(
            [
                {
                    "name": f"示例企业{name}",
                    "registered_capital": amount,
                    "kfz_currency_id": each.id,
                }
                for name, amount, each in values
            ]
        )
        export, name = Export("xlsx", screen=True), "registered_capital"
        rows = [[each.registered_capital] for each in enterprises]
        enterprises.with_context(lang="zh_CN")._kfz_amounts_as_shown([name], rows, export)
        self.assertEqual((rows, export.units), ([[1.0], [""]], {name: "（万元）"}))

    def test_no_client_says_what_the_log_says(self):
        context = {"lang": "zh_CN", "kfz_export": "call"}
        head = self._table(self._export(self.manager, context=context))[0]
        self.assertEqual(head[1], "计划总投资（万元）")
        [log] = self._new()
        self.assertEqual(log.kind, "xlsx")
        self.assertIn("示例乙", log.filter_text)

    def test_plain_values_and_groups_have_the_same_units(self):
        response = self._export(self.manager, "csv")
        head, *rows = csv.reader(io.StringIO(response.content.decode()))
        self.assertEqual(head[1], "计划总投资（万元）")
        self.assertIn(["'=示例甲", "12345.67895"], [row[:2] for row in rows])
        table = self._table(self._export(self.manager, groupby=["stage_id"]))
        self.assertEqual(table[0][1], "计划总投资（万元）")
        self.assertEqual(table[1][1], 12345.67895)
        self.assertEqual(self._new().mapped("kind"), ["xlsx", "csv"])

    def test_moments_are_those_of_the_zones(self):
        self.manager.tz = False
        self.projects.flush_recordset()
        self.cr.execute(
            "UPDATE crm_lead SET create_date = '2026-03-31 18:00:00' WHERE id IN %s",
            [tuple(self.projects.ids)],
        )
        columns = (("create_date", "登记时间", "datetime"),)
        table = self._table(self._export(self.manager, columns=columns))
        self.assertEqual(str(table[1][0]), "2026-04-01 02:00:00")

    def test_english_reads_millions(self):
        head, *rows = self._table(self._export(self.manager, context={"lang": "en_US"}))
        self.assertEqual(head[1], "Planned investment (CNY million)")
        self.assertIn(123.4567895, [row[1] for row in rows])

    def test_a_file_for_core_s_import_keeps_yuan(self):
        columns = (("id", "", "integer"), *COLUMNS[:2])
        table = self._table(self._export(self.manager, import_compat=True, columns=columns))
        self.assertEqual(table[0], ["id", "name", "expected_revenue"])
        self.assertIn(123_456_789.5, [row[2] for row in table[1:]])
        self.assertTrue(self._new())

    def test_a_column_with_several_currencies_stays_as_it_is(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": usd.id,
                "name": "2020-01-01",
                "rate": 0.125,
                "company_id": self.zone_a.id,
            }
        )
        agreements = self.env["kfz.agreement"].create(
            [
                {"lead_id": lead.id, "kind": "formal", "amount": 20_000, "currency_id": currency.id}
                for lead, currency in zip(
                    self.projects, (usd, self.zone_a.currency_id), strict=True
                )
            ]
        )
        columns = (("amount", "金额", "monetary"), ("amount_cny", "折合", "monetary"))
        params = {"model": "kfz.agreement", "domain": [("id", "in", agreements.ids)]}
        head, *rows = self._table(self._export(self.manager, columns=columns, **params))
        self.assertEqual(head, ["金额", "折合（万元）"])
        self.assertEqual([row[0] for row in rows], [20_000, 20_000])
        self.assertEqual(sorted(row[1] for row in rows), [2, 16])

    @mute_logger("odoo.addons.web.controllers.export", "odoo.http")
    def test_who_may_not_export_is_told_who_may(self):
        for user in (self.officer, self.official, self.customs):
            with self.subTest(user=user.login):
                user.lang = "en_US"
                response = self._export(user)
                self.assertEqual(response.status_code, 500)
                self.assertIn("promotion managers and the joint office", response.text)
                with self.assertRaisesRegex(AccessError, "Ask a manager of your zone"):
                    self.projects.with_user(user).export_data(["name"])
                table = self._pivot()
                self.assertNotEqual(
                    self._post(user, "/web/pivot/export_xlsx", table).status_code, 200
                )
        self.assertFalse(self._new())

    def test_a_program_is_entered_too(self):
        request_of(
            self.env(user=self.manager),
            "crm.lead",
            "export_data",
            [self.projects.ids, ["name"]],
            {},
        )
        [log] = self._new()
        self.assertEqual((log.kind, log.count, log.user_id), ("call", 2, self.manager))

    @mute_logger("odoo.http")
    def test_the_route_for_programs_is_entered_too(self):
        self.env["ir.config_parameter"].set_param("web.json.enabled", "True")
        # core asks in this route whether the server has demonstration data, which only administrators may read
        admin = self.env.ref("base.user_admin")
        admin.group_ids += self.env.ref("kfz_investment.group_kfz_manager")
        admin.company_ids |= self.zone_a
        # sudo: a key is made as its page makes one, after a password
        keys = self.env["res.users.apikeys"].with_user(admin).sudo()
        tomorrow = datetime.datetime.now() + datetime.timedelta(days=1)
        headers = {"Authorization": f"Bearer {keys._generate('rpc', '示例', tomorrow)}"}
        action = self.env.ref("kfz_investment.kfz_project_action").id
        domain = f"[('id','in',{self.projects.ids})]"
        for page in (
            f"action-{action}?view_type=list&domain={domain}",
            f"crm.lead/{self.projects[0].id}",
        ):
            response = self.url_open(f"/json/1/{page}", headers=headers)
            self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual(
            self._new().mapped(lambda log: (log.kind, log.count, log.user_id)),
            [("call", count, admin) for count in (1, 2)],
        )

    def test_what_views_say_is_asked_without_the_client_s_context(self):
        """The answer is kept for everybody: an archived page must not decide it because of who asked first."""
        arch = '<list><field name="day_close" widget="kfz_amount"/></list>'
        values = {"name": "示例", "model": "crm.lead", "arch": arch, "active": False}
        self.env["ir.ui.view"].create(values)
        views = self.env["ir.ui.view"].with_user(self.manager).with_context(active_test=False)
        shown = views._kfz_amount_fields()
        self.assertIs(shown["crm.lead", "expected_revenue"], False)
        self.assertIs(shown["kfz.award", "amount"], True, "what is owed is exact to the fen")
        self.assertNotIn(("crm.lead", "day_close"), shown)

    def test_each_zone_has_its_own_entry(self):
        other = self._project("lead", zone=self.zone_b, user=self.manager_b, name="示例丙")
        everything = (self.projects | other).ids
        self._table(self._export(self.manager_all, ids=everything, domain=[]))
        self._table(self._export(self.manager_all, domain=[("id", "in", everything)]))
        logs = self._new()
        self.assertEqual(
            sorted((log.company_id.id, log.count, log.filter_text or "") for log in logs),
            sorted([(self.zone_a.id, 2, ""), (self.zone_b.id, 1, "")] * 2),
        )
        theirs = self.Log.with_user(self.manager_b).search([("id", "in", logs.ids)])
        self.assertEqual(theirs.company_id, self.zone_b)

    def test_what_fails_leaves_nothing(self):
        self.patch(base_export, "MOST", 1)
        with self.assertRaisesRegex(UserError, "has 2 records, and a file takes at most 1"):
            self.projects.with_user(self.manager).export_data(["name"])
        with mute_logger("odoo.addons.web.controllers.export", "odoo.http"):
            self.assertEqual(self._export(self.manager).status_code, 500)
        self.assertFalse(self._new())

    def _pivot(self, **values):
        return {
            "title": "示例",
            "model": "kfz.signed.landed.report",
            "measure_count": 1,
            "col_group_headers": [[{"title": "合计", "width": 1, "height": 1}]],
            "measure_headers": [{"title": "签约金额（万元）", "is_bold": True}],
            "rows": [{"title": "=1+1", "indent": 0, "values": [{"value": 5.5}]}],
            "domain": [("company_id", "=", self.zone_a.id)],
            "measures": ["signed_amount", "no such column"],
            **values,
        }

    @mute_logger("odoo.http")
    def test_a_pivot_table_is_entered(self):
        route = "/web/pivot/export_xlsx"
        self.assertEqual(self._table(self._post(self.joint, route, self._pivot()))[-1][1], 5.5)
        [log] = self._new()
        self.assertEqual((log.kind, log.count), ("pivot", 1))
        self.assertRegex(log.column_text, r"^[^,，、]+ \[signed_amount\]$")
        zone = self.zone_a.with_context(lang=self.joint.lang)
        self.assertIn(zone.display_name, log.filter_text)
        # what tells of all zones is no zone's
        self.assertFalse(log.company_id)
        self.assertFalse(log.with_user(self.manager).search([("id", "=", log.id)]))
        for odd in ({"model": "no.model"}, {"model": 5}, {"domain": [("nothing", "=", 1)]}):
            response = self._post(self.joint, route, self._pivot(**odd))
            self.assertNotEqual(response.status_code, 200)
        self.assertEqual(len(self._new()), 1)

    @mute_logger("odoo.http")
    def test_several_business_cards_are_a_list(self):
        people = self.projects.partner_id | self.manager.partner_id
        one, several = str(people[0].id), ",".join(map(str, people.ids))
        self.assertGreater(len(people), 1)
        for user, status in ((self.officer, 403), (self.manager, 200)):
            self.authenticate(user.login, user.login)
            # the number 0 is nobody's, and makes no list of one card
            for ids, wanted in ((one, 200), (f"0,{one}", 200), (several, status)):
                with self.subTest(user=user.login, ids=ids):
                    response = self.url_open(f"/web/partner/vcard?partner_ids={ids}")
                    self.assertEqual(response.status_code, wanted)
        with zipfile.ZipFile(io.BytesIO(response.content)) as cards:
            self.assertEqual(len(cards.namelist()), len(people))
        [log] = self._new()
        self.assertEqual((log.kind, log.count, log.user_id), ("cards", len(people), self.manager))

    def test_the_log_is_the_system_s(self):
        self.projects.with_user(self.manager).export_data(["name"])
        log = self._new().with_user(self.manager)
        self.assertEqual(log.count, 2)
        for change in (lambda: log.write({"count": 1}), log.unlink, lambda: log.create({})):
            # AccessError is a UserError, too
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(AccessError):
            log.with_user(self.officer).read(["count"])
