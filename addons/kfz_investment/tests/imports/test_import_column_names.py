from odoo.exceptions import UserError
from odoo.tests import tagged

from .import_common import ImportCase


@tagged("post_install", "-at_install")
class TestImportColumnNames(ImportCase):
    """Columns are named by their labels as well, on the command line and in the list of words."""

    def _read(self, rows, kind="project"):
        wizard = self._wizard(self.manager_all, kind, self._xlsx(rows))
        wizard.action_preview()
        return wizard

    def test_a_column_is_named_by_its_label_too(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        for name in ("investment", "Planned Investment", "计划总投资", "计划总投资（亿元）"):
            wizard = self._read([["项目名称", "盘子（万元）"], ["示例项目甲", 8000]])
            wizard._choose_columns([("盘子（万元）", name, "万元")], remember=False)
            self.assertEqual(wizard.column_ids[1].field, "investment", name)
        wizard._choose_columns([("盘子（万元）", "不读取", "")], remember=False)
        self.assertEqual(wizard.column_ids[1].field, "-")
        with self.assertRaisesRegex(UserError, r"“甲” is not.*Planned investment \(investment\)"):
            wizard._choose_columns([("盘子（万元）", "甲", "")])

    def test_every_name_of_a_column_means_that_column_alone(self):
        Import = self.env["kfz.import"]
        for kind, _label in Import._selection_kind():
            for lang in ("en_US", "zh_CN"):
                page = Import.with_context(lang=lang).new({"kind": kind})
                for name, label, _is_amount in page.column_options:
                    self.assertEqual(Import._column_of(kind, name) or "-", name)
                    if name != "-":
                        self.assertEqual(Import._column_of(kind, label), name, (kind, label))

    def test_words_are_listed_by_the_names_of_their_columns(self):
        Alias = self.env["kfz.import.alias"]
        labels = dict(Alias.fields_get(["field"])["field"]["selection"])
        self.assertEqual(labels["investment"], "Planned investment")
        self.assertEqual(labels["name"], "Name of the enterprise / Name of the project")
        word = Alias.create({"kind": "project", "field": "name", "alias": "示例招引标的"})
        self.assertEqual(word.column_label, "Name of the project")
