from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .import_common import ImportCase

NAME = "昆明示例一有限公司"
HEAD = ["企业名称", "示例秘密列"]


@tagged("post_install", "-at_install", "isolation")
class TestImportWords(ImportCase):
    """A zone's words are its own: they neither change nor show in another's imports; common ones are the administrators'."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.common = cls.env.ref("kfz_investment.alias_enterprise_registered_capital_1")

    def _word(self, user, **vals):
        vals = {"kind": "enterprise", "field": "address", "alias": "示例秘密列", **vals}
        made = self._call(user, "kfz.import.alias", "create", [vals])
        return self.env["kfz.import.alias"].browse(made)

    def _read(self, user, head=HEAD, row=(NAME, "示例路1号")):
        wizard = self._wizard(user, "enterprise", self._xlsx([head, row]))
        wizard.action_preview()
        return wizard

    def _told(self, wizard):
        """All that a preview tells of a file."""
        columns = [(line.heading, line.field, line.source, line.unit) for line in wizard.column_ids]
        return columns, wizard.line_ids.mapped("message"), wizard.preview, self._counts(wizard)

    def test_a_word_is_its_makers_zones(self):
        word = self._word(self.manager)
        self.assertEqual(word.company_id, self.zone_a)
        self.assertEqual(self._read(self.officer).open_count, 0)

    def test_another_zone_learns_nothing_of_a_word_or_choice(self):
        before = self._told(self._read(self.manager_b))
        self._word(self.manager)
        wizard = self._read(self.officer, [*HEAD, "示例秘密另列"], (NAME, "x", "y"))
        wizard.action_confirm_columns()
        self.assertEqual(self._told(self._read(self.manager_b)), before)
        secret = self.env["kfz.import.alias"].search([("company_id", "=", self.zone_a.id)])
        self.assertGreater(len(secret), 1)
        Words = self.env["kfz.import.alias"].with_user(self.manager_b)
        self.assertFalse(Words.search([("alias", "like", "示例秘密")]))
        self.assertFalse(Words.name_search("示例秘密"))
        self.assertFalse(Words.search([("layout", "!=", False)]))
        for method, args in (
            ("read", [["alias"]]),
            ("write", [{"alias": "x"}]),
            ("unlink", []),
            ("action_forget", []),
        ):
            with self.subTest(method=method), self.assertRaises(AccessError):
                self._call(self.manager_b, "kfz.import.alias", method, secret.ids, *args)

    def test_a_word_that_another_zone_has_is_free(self):
        self._word(self.manager)
        self.assertEqual(self._word(self.manager_b, field="scope").company_id, self.zone_b)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._word(self.manager, field="scope")

    def test_the_zones_own_word_comes_before_the_common_one(self):
        self._word(self.manager, alias="注册资本", field="paid_in_capital")
        head, row = ["企业名称", "注册资本（万元）"], (NAME, 1)
        for user, field in (
            (self.officer, "paid_in_capital"),
            (self.manager_b, "registered_capital"),
        ):
            wizard = self._read(user, head, row)
            self.assertEqual(wizard.column_ids[1].field, field)

    def test_the_word_of_the_zone_in_which_the_user_works_counts(self):
        self._word(self.manager_b)
        Alias = self.env["kfz.import.alias"].with_user(self.manager_all)
        in_b = Alias.with_context(allowed_company_ids=[self.zone_b.id, self.zone_a.id])
        self.assertNotIn("示例秘密列", Alias._headings("enterprise"))
        self.assertIn("示例秘密列", in_b._headings("enterprise"))

    def test_a_word_in_cells_is_its_zones_too(self):
        vals = {"field": "ownership", "value": "private", "alias": "示例民企"}
        word = self._word(self.manager, **vals)
        Alias = self.env["kfz.import.alias"]
        values = Alias.with_user(self.officer)._values("enterprise", "ownership")
        self.assertEqual(values[word.key], "private")
        self.assertNotIn(
            word.key, Alias.with_user(self.manager_b)._values("enterprise", "ownership")
        )

    def test_only_administrators_change_common_words(self):
        for method, args in (
            ("write", [{"field": "paid_in_capital"}]),
            ("write", [{"active": False}]),
            ("unlink", []),
            ("action_forget", []),
        ):
            for user in (self.manager, self.manager_all, self.officer):
                with self.subTest(method=method, user=user.login), self.assertRaises(AccessError):
                    self._call(user, "kfz.import.alias", method, self.common.ids, *args)
        word = self._word(self.manager)
        with self.assertRaises(AccessError):
            self._call(self.manager, "kfz.import.alias", "action_make_common", word.ids)
        self.manager.group_ids += self.env.ref("base.group_system")
        self._call(self.manager, "kfz.import.alias", "action_make_common", word.ids)
        self.assertFalse(word.company_id)
        self._call(self.manager, "kfz.import.alias", "write", self.common.ids, {"active": True})

    def test_the_zone_of_a_word_is_never_a_clients(self):
        word = self._word(self.manager)
        for vals in ({"company_id": self.zone_b.id}, {"company_id": False}, {"layout": "x"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self._call(self.manager, "kfz.import.alias", "write", word.ids, vals)
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self._word(self.manager, alias="示例", **vals)
        context = {"default_company_id": self.zone_b.id}
        Alias = self.env["kfz.import.alias"].with_user(self.manager).with_context(**context)
        made = Alias.create({"kind": "enterprise", "field": "scope", "alias": "示例丁"})
        self.assertEqual(made.company_id, self.zone_a)

    def test_officers_and_customs_teach_no_words(self):
        for user in (self.officer, self.customs):
            with self.assertRaises(AccessError):
                self._word(user)

    def test_a_manager_lets_the_import_forget(self):
        self._read(self.officer).action_confirm_columns()
        kept = self.env["kfz.import.alias"].search([("layout", "!=", False)])
        with self.assertRaises(AccessError):
            self._call(self.officer, "kfz.import.alias", "action_forget", kept.ids)
        self._call(self.manager, "kfz.import.alias", "action_forget", kept.ids)
        self.assertEqual(self._read(self.officer).open_count, 1)
