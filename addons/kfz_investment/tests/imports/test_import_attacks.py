from unittest.mock import patch

import psycopg2
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain.workbook.columns.known import Choice
from .import_common import ImportCase

HEAD = ["企业名称", "注册资本"]
ROWS = [HEAD, ["昆明示例试探有限公司", 1200]]


@tagged("post_install", "-at_install")
class TestImportAttacks(ImportCase):
    """What strangers tried on imports over HTTP."""

    def _preview(self, user=None, rows=ROWS, **vals):
        wizard = self._wizard(user or self.officer, "enterprise", self._xlsx(rows), **vals)
        wizard.action_preview()
        return wizard

    # remarks and kinds

    def test_nobody_writes_remarks_into_the_import_of_another(self):
        wizard = self._preview(self.manager)
        line = {"import_id": wizard.id, "message": "示例", "level": "error"}
        for user in (self.officer, self.manager_b, self.manager):
            with self.assertRaises(AccessError):
                self.env["kfz.import.line"].with_user(user).create(line)
            with self.assertRaises(AccessError):
                wizard.line_ids[:1].with_user(user).write({"import_id": wizard.id})

    def test_a_kind_that_there_is_not_is_refused_in_words(self):
        for kind in ("alias", "handler", "column", "foo"):
            with self.assertRaisesRegex(ValidationError, "no such list"):
                self.env["kfz.import"].with_user(self.officer).create({"kind": kind})
        word = {"kind": "handler", "field": "name", "alias": "示例列名"}
        with self.assertRaisesRegex(ValidationError, "no such list"):
            self.env["kfz.import.alias"].with_user(self.manager).create(word)

    def test_a_file_that_did_not_arrive_whole_is_refused_in_words(self):
        wizard = self.env["kfz.import"].with_user(self.officer).create({"kind": "enterprise"})
        wizard.file = "示例"
        with self.assertRaisesRegex(UserError, "did not arrive whole"):
            wizard.action_preview()

    # what is imported is what was shown

    def test_a_unit_that_is_chosen_after_the_preview_is_shown_before_it_counts(self):
        wizard = self._preview(unit="1")
        wizard.unit = "10000"
        with self.assertRaisesRegex(UserError, "Read again"):
            wizard.action_import()
        self.assertFalse(self.env["res.partner"].search([("name", "=", ROWS[1][0])]))
        wizard.action_preview()
        wizard.action_import()
        partner = self.env["res.partner"].search([("name", "=", ROWS[1][0])])
        self.assertEqual(partner.registered_capital, 12_000_000)

    # words

    def test_a_word_stands_for_a_value_that_its_column_can_have(self):
        Alias = self.env["kfz.import.alias"].with_user(self.manager)
        for kind, field, value in (
            ("project", "stage", "nonsense"),
            ("project", "zone", "NOWHERE"),
            ("project", "function", "nonsense"),
            ("project", "name", "nonsense"),
            ("enterprise", "ownership", "nonsense"),
            ("enterprise", "industry", "1"),
        ):
            with self.assertRaises(ValidationError):
                Alias.create({"kind": kind, "field": field, "alias": "示例词", "value": value})
        word = Alias.create(
            {"kind": "project", "field": "stage", "alias": "示例词", "value": "signed"}
        )
        with self.assertRaises(ValidationError):
            word.value = "nonsense"

    @mute_logger("odoo.addons.kfz_investment.wizard.imports.kfz_import")
    def test_what_the_database_refuses_is_left_to_the_server_to_try_again(self):
        handler = type(self.env["kfz.import.enterprise"])
        failure = psycopg2.errors.SerializationFailure
        with (
            patch.object(handler, "_read_rows", side_effect=failure),
            self.assertRaises(failure),
        ):
            self._preview()

    def test_choosing_columns_takes_a_lock(self):
        Lock = self.env["kfz.import.lock"].sudo()
        Alias = self.env["kfz.import.alias"].with_user(self.officer)
        for number in (1, 2):
            layouts = {"示例版式": {"招商老板": Choice("name" if number == 1 else "contact")}}
            Alias._remember("enterprise", self.zone_a.id, layouts, "list.xlsx")
            self.env.invalidate_all()
            found = Lock.search([("company_id", "=", self.zone_a.id), ("scope", "=", "columns")])
            self.assertEqual(found.count, number)
        word = self.env["kfz.import.alias"].search([("layout", "=", "示例版式")])
        self.assertEqual(word.field, "contact")

    def test_the_list_of_an_import_shows_its_records_in_groups_too(self):
        wizard = self._preview(unit="1")
        wizard.action_import()
        domain = wizard.action_open_records()["domain"]
        Partner = self.env["res.partner"].with_user(self.officer)
        self.assertEqual(Partner.search_count(domain), 1)
        groups = Partner.web_read_group(domain, ["company_id"], aggregates=["__count"])
        self.assertEqual(sum(group["__count"] for group in groups["groups"]), 1)

    def test_progress_that_is_not_taken_over_is_said(self):
        head = ["项目名称", "当前阶段", "进展情况"]
        row = ["示例进展项目", "线索", "第一次对接"]
        for progress, said in (("第一次对接", False), ("第二次对接", True)):
            wizard = self._import(self.manager, "project", self._xlsx([head, [*row[:2], progress]]))
            self.assertEqual("does not replace" in self._messages(wizard, "warning"), said)

    def test_the_way_out_for_rows_before_their_gates_is_said(self):
        head = ["项目名称", "投资企业", "当前阶段"]
        rows = [head, ["示例洽谈项目", "昆明示例洽谈有限公司", "洽谈"]]
        for user, words in (
            (self.manager, "Read again"),
            (self.officer, "ask a promotion manager"),
        ):
            wizard = self._wizard(user, "project", self._xlsx(rows))
            wizard.action_preview()
            self.assertIn(words, self._messages(wizard, "warning"))
