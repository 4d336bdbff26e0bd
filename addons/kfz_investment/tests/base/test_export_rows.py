import itertools
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.models import BaseModel
from odoo.tests import tagged

from ...models.base import base_export, export_rows
from ...models.base.export_amounts import Export
from ..common import KfzCase

#: models with lists that leave, and links in their columns
MODELS = ("crm.lead", "res.partner", "kfz.agreement", "kfz.figure.entry")
LINKED = {
    "crm.lead": ("partner_id/name", "partner_id/industry_id/name", "stage_id/sequence", ".id"),
    "res.partner": ("parent_id/vat", "country_id/code"),
    "kfz.agreement": ("lead_id/partner_id/name", "lead_id/.id", "lead_id"),
}


@tagged("post_install", "-at_install")
class TestExportRows(KfzCase):
    """Lists are written column by column and in parts: cell for cell what core writes, at the price of a part."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.projects = cls.env["crm.lead"].concat(
            *(
                cls._project(
                    "negotiation", name=f"示例{number}", expected_revenue=(number + 1) * 10_000
                )
                for number in range(5)
            )
        )
        cls.projects[0].partner_id.industry_id = cls.industry
        cls.projects[1].user_id = False

    def _columns(self, records):
        """All columns that a file can have: those of the records, and some behind their links."""
        shown = records.fields_get(attributes=["exportable", "type"])
        names = [
            name
            for name, field in sorted(shown.items())
            if field.get("exportable", True) and name != "id"
        ]
        return [
            name
            for name in (*names, *LINKED.get(records._name, ()))
            if self._is_ours(records, name)
        ]

    @staticmethod
    def _is_ours(records, name):
        return records._kfz_is_plain_column(name.split("/"))

    def test_each_cell_is_as_core_writes_it(self):
        for user, name in itertools.product((self.manager, self.env.user), MODELS):
            records = self.env[name].with_user(user).search([], limit=8)
            columns = [column.split("/") for column in self._columns(records)]
            self.assertGreater(len(columns), 5)
            for compatible, path in itertools.product((True, False), columns):
                list_ = records.with_context(import_compat=compatible)
                with self.subTest(user=user.login, model=name, path=path, compatible=compatible):
                    ours = self._answer(list_, path)
                    with patch.object(type(list_), "_kfz_is_plain_column", return_value=False):
                        self.assertEqual(ours, self._answer(list_, path))

    @staticmethod
    def _answer(records, path):
        """The cells of a column beside another one, or how it is refused."""
        records.env.invalidate_all()
        try:
            return records._export_rows([path, [".id"]])
        except AccessError:
            return AccessError

    def test_a_list_of_plain_columns_is_not_left_to_core(self):
        names = ["name", "partner_id/name", "expected_revenue"]
        projects = self.projects.with_user(self.manager)
        with patch.object(BaseModel, "_export_rows", side_effect=AssertionError("core's way")):
            [first, *_others] = projects.export_data(names)["datas"]
        self.assertEqual(first, ["示例0", self.projects[0].partner_id.name, 10_000.0])

    def test_what_has_several_values_is_left_to_core(self):
        for name in ("tag_ids", "agreement_ids/amount", "id", "partner_id/id", "lead_properties.x"):
            self.assertFalse(self._is_ours(self.projects, name), name)
        rows = self.projects[:2].with_user(self.manager).export_data(["name", "agreement_ids/kind"])
        self.assertEqual([row[0] for row in rows["datas"] if row[0]], ["示例0", "示例1"])

    def test_in_parts_file_units_and_log_are_the_same(self):
        names = ["name", "expected_revenue", "company_id", "partner_id"]
        everything = self.projects | self._project("lead", zone=self.zone_b, name="示例乙区")
        answers = []
        for size in (1000, 2):
            export = Export("xlsx", screen=True)
            lead = everything.with_user(self.manager_all).with_context(
                kfz_export=export, lang="zh_CN"
            )
            before = self.env["kfz.export.log"].search([])
            with patch.object(export_rows, "BATCH", size):
                rows = lead.export_data(names)["datas"]
            logs = self.env["kfz.export.log"].search([]) - before
            answers.append(
                (rows, export.units, sorted((log.company_id.id, log.count) for log in logs))
            )
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(answers[0][2], [(self.zone_a.id, 5), (self.zone_b.id, 1)])

    def test_queries_grow_by_parts_not_by_records(self):
        names = ["name", "partner_id", "stage_id", "expected_revenue", "user_id", "company_id"]

        def queries(records):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.with_user(self.manager).with_context(
                kfz_export=Export("xlsx", screen=True)
            ).export_data(names)
            return self.env.cr.sql_log_count - before

        queries(self.projects)
        self.assertLessEqual(queries(self.projects), queries(self.projects[:2]))

    def test_no_more_than_a_part_is_in_memory(self):
        """What was read of one part is forgotten when the next is read."""
        seen = []
        field = self.env["crm.lead"]._fields["name"]
        with (
            patch.object(export_rows, "BATCH", 2),
            patch.object(
                type(self.projects),
                "_kfz_learn_currencies",
                lambda records, *_args: seen.append(len(field._get_cache(records.env))),
            ),
        ):
            self.projects.with_user(self.manager).with_context(
                kfz_export=Export("xlsx", screen=True)
            ).export_data(["name"])
        self.assertEqual(seen[:3], [2, 2, 1])
        self.assertEqual(base_export.MOST, 20_000)
