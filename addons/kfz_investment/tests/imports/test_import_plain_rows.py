from unittest.mock import patch

from odoo.tests import tagged

from ...wizard.imports.kfz_import_handler import QUIET
from ...wizard.imports.kfz_import_project_rows import DERIVED
from ..table_rows import RowsCase
from .import_common import ImportCase

WIZARDS = "odoo.addons.kfz_investment.wizard.imports"
HEAD = (
    "项目名称", "投资企业", "统一社会信用代码", "计划总投资（亿元）", "当前阶段", "签约日期", "协议金额（万美元）",
    "落地日期", "开工日期", "到位资金（万元）", "挂点领导", "责任单位", "专人", "联系人", "联系电话", "进展情况",
)  # fmt: skip
ROWS = (
    ("示例线索甲", None, None, None, "线索", *[None] * 11),
    ("示例线索乙", "昆明示例绿原有限公司", None, 0.5, "线索", *[None] * 5, "示例领导", None, "示例专员", "张示例", "13888888888", None),
    ("示例洽谈", "昆明示例绿原有限公司", None, 36, "洽谈", *[None] * 5, "示例领导", "示例招商部", "示例专员", None, None, "第一行\n第二行 <b>"),
    ("示例签约", "昆明示例长河有限公司", None, 1.234567891, "签约", "2024-03-05", 333.337, None, None, None, "示例领导", "示例招商部", None, None, None, "示例"),
    ("示例落地", "昆明示例长河有限公司", None, 5, "落地", "2024-03-05", 100, "2024-06-01", None, 1234.567, None, None, "示例专员", None, None, None),
    ("示例开工", "昆明示例青山有限公司", None, 12, "开工", "2023-01-31", None, "2023-06-01", "2023-12-31", 70, *[None] * 6),
    ("示例落地早于签约", "昆明示例青山有限公司", None, 12, "落地", "2023-01-31", 1, "2022-06-01", None, 7, *[None] * 6),
    ("示例未来", "昆明示例青山有限公司", None, 12, "签约", "2199-01-31", 1, *[None] * 9),
    ("示例坏数", "昆明示例青山有限公司", None, "很多", "签约", "2024-01-31", 1, *[None] * 9),
    ("示例投产", "昆明示例青山有限公司", None, None, "投产", "2024-01-31", 1, "2024-02-01", None, None, *[None] * 6),
)  # fmt: skip

ENTERPRISE_HEAD = (
    "企业名称", "统一社会信用代码", "注册资本（万元）", "币种", "成立日期", "企业性质", "国别", "注册地址", "联系人", "联系电话", "电子邮箱", "网址", "备注",
)  # fmt: skip
ENTERPRISES = (
    ("昆明示例供应链管理有限公司", "91530111K6FMHDQAEB", 1000.126, None, "2024-03-05", "民营", None, "示例路1号", "张示例", "0871-63100001", "A@Example.com", "example.com", "示例"),
    ("云南示例（香港）有限公司", None, 7, "美元", None, "港澳台", "中国香港", None, None, "13888888888", None, None, None),
    ("示例万象有限公司", None, None, None, None, None, "老挝", None, None, "020 5555 1234", None, None, None),
    ("示例坏号码有限公司", None, None, None, None, "国有", "中国", None, None, "12345", "不是邮箱", None, None),
    ("示例昆明综合保税区自由贸易试验区有限公司", None, 0, None, None, None, None, None, "李示例", "+86 871 63100002", None, None, None),
    ("Example Trading Ltd.", None, None, None, None, None, "日本", None, None, "17951123456", None, None, None),
)  # fmt: skip


def by_the_orm(handler, pairs):
    """The projects of an import as ``create`` makes them, record by record, with all that hangs on each."""
    Lead = handler._with_leave(handler._bulk("crm.lead", default_is_promotion=True))
    leads = Lead.browse()
    for vals, children in pairs:
        own = {name: value for name, value in vals.items() if name not in DERIVED}
        for name, rows in children.items():
            left = ("amount_cny",)
            own[name] = [
                (0, 0, {key: row[key] for key in row if key not in left} | {"company_id": vals["company_id"]})
                for row in rows
            ]  # fmt: skip
        leads += Lead.create([own])
    leads._kfz_sync_figures()
    return leads


@tagged("post_install", "-at_install")
class TestImportPlainRows(RowsCase, ImportCase):
    """Rows that an import writes at once are those that ``create`` makes one by one, in every table, ids and times aside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        dollar = cls.env.ref("base.USD")
        dollar.active = True
        cls.env["res.currency.rate"].create(
            {"currency_id": dollar.id, "name": "2020-01-01", "rate": 0.143, "company_id": False}
        )
        cls.env.flush_all()

    # what an import wrote

    def _import_rolled_back(self, user, kind, content, values):
        def run():
            wizard = self._wizard(user, kind, content, **values)
            wizard.action_import()
            return self._counts(wizard), sorted(wizard.line_ids.mapped("message"))

        return self._rolled_back(run)

    def _assert_same(self, user, kind, content, **values):
        plain = self._import_rolled_back(user, kind, content, values)

        def one_by_one(handler, model, known=None, **context):
            return handler.env[model].with_context(**QUIET, **context)

        with (
            patch(f"{WIZARDS}.kfz_import_handler.KfzImportHandler._bulk", one_by_one),
            patch(
                f"{WIZARDS}.kfz_import_project_rows.KfzImportProject._create_projects", by_the_orm
            ),
        ):
            orm = self._import_rolled_back(user, kind, content, values)
        self._assert_same_rows(plain, orm)
        return {table: len(rows) for table, rows in plain[1].items()}

    # files

    def test_an_odd_past_ledger(self):
        wrote = self._assert_same(
            self.manager, "project", self._xlsx([HEAD, *ROWS]), is_opening=True
        )
        for table in (
            "crm_lead", "kfz_agreement", "kfz_capital_record", "kfz_milestone", "kfz_assignment",
            "kfz_gate_override", "kfz_stage_transition", "kfz_figure_entry", "kfz_ledger_seal", "kfz_import_trace",
        ):  # fmt: skip
            self.assertGreater(wrote[table], 1, table)

    def test_a_list_of_new_projects(self):
        content = self._xlsx([HEAD, *ROWS])
        for user in (self.manager, self.officer):
            self._assert_same(user, "project", content, opening_decided=True)

    def test_odd_enterprises(self):
        wrote = self._assert_same(
            self.manager, "enterprise", self._xlsx([ENTERPRISE_HEAD, *ENTERPRISES])
        )
        self.assertGreater(wrote["res_partner"], len(ENTERPRISES), "contacts, too")

    def test_projects_have_from_their_enterprises_what_core_gives_them(self):
        """Addresses, phones, e-mail, language and industry of enterprises that are there."""
        laos = self.env.ref("base.la").id
        industry = self.env["res.partner.industry"].search(
            [("classification", "=", "gbt4754")], limit=1
        )
        values = (
            {"phone": "0871-63100001", "city": "昆明", "industry_id": industry.id},
            {"phone": "020 5555 1234", "country_id": laos, "website": "http://example.com"},
            {"email": "a@example.com", "function": "示例", "lang": "zh_CN"},
        )
        for which in (values, values[:2]):
            head, rows = (*HEAD[:2], "联系电话", "当前阶段"), []
            for place, own in enumerate(which):
                name = f"昆明示例{'甲乙丙'[place]}{len(which)}物流有限公司"
                self._enterprise(name=name, **own)
                rows += [(f"示例项目{place}", name, None, "线索")]
                rows += [(f"示例二期{place}", name, "12345", "线索")]
            self._assert_same(
                self.manager,
                "project",
                self._xlsx([head, *rows]),
                opening_decided=True,
            )

    def _cost(self, kind, rows, **values):
        """Queries of importing rows, the first of which is the heading."""
        wizard = self._wizard(self.manager, kind, self._xlsx(rows), **values)
        wizard.action_preview()
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        wizard.action_import()
        self.env.flush_all()
        self.assertEqual(wizard.created_count, len(rows) - 1)
        return self.env.cr.sql_log_count - before

    def test_many_enterprises_cost_the_queries_of_few(self):
        """Names that are alike and claims of others included: nothing is asked per row."""
        spent = []
        for first, count in ((0, 4), (10, 40), (100, 400)):
            rows = [
                (f"昆明示例{number}号物流有限公司", None, number, *[None] * 10)
                for number in range(first, first + count)
            ]
            spent.append(self._cost("enterprise", [ENTERPRISE_HEAD, *rows]))
        self.assertLess(max(spent[1:]), spent[0] + 10, spent)

    def test_many_projects_cost_the_queries_of_few(self):
        """With agreements, landings, capital, assignments and what they owe: nothing is asked per row of a past ledger."""
        kinds, spent = (ROWS[2], ROWS[3], ROWS[5]), []
        for count in (6, 30, 300):
            rows = [(f"示例{count}之{number}", *kinds[number % 3][1:]) for number in range(count)]
            spent.append(self._cost("project", [HEAD, *rows], is_opening=True))
        self.assertLess(max(spent[1:]), spent[0] + 15, spent)

    def test_nothing_is_written_again_after_it_was_inserted(self):
        """What follows from the values of a row is in its INSERT: an import of new rows updates neither table."""
        stored = []

        def note(records, vals_list):
            stored.extend((records._name, name) for vals in vals_list for name in vals)
            return write_multi(records, vals_list)

        write_multi = type(self.env["base"])._write_multi
        for kind, rows in (
            ("enterprise", [ENTERPRISE_HEAD, *ENTERPRISES[1:4]]),
            ("project", [HEAD, *ROWS[:2]]),
        ):
            wizard = self._wizard(self.manager, kind, self._xlsx(rows))
            wizard.action_preview()
            self.env.flush_all()
            with patch.object(type(self.env["base"]), "_write_multi", note):
                wizard.action_import()
                self.env.flush_all()
        written = {each for each in stored if each[0] in ("res.partner", "crm.lead")}
        self.assertFalse(written)

    def test_the_shipped_examples(self):
        for name, kind in (("enterprises.xlsx", "enterprise"), ("projects.xlsx", "project")):
            with self.subTest(name):
                self._assert_same(
                    self.manager_all, kind, self._example(name), is_opening=kind == "project"
                )
