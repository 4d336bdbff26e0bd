from odoo.modules.module import load_script
from odoo.tests import tagged

from .import_common import ImportCase

SCRIPT = "kfz_investment/migrations/19.0.1.4.0/pre-aliases.py"
KEYS = "kfz_investment/migrations/19.0.1.4.0/post-keys.py"


@tagged("post_install", "-at_install")
class TestImportMigration(ImportCase):
    """The update gives words to the zone of their author; what nobody in a zone made waits for an administrator."""

    def _word(self, alias, author, **vals):
        word = self.env["kfz.import.alias"].create(
            {"kind": "enterprise", "field": "address", "alias": alias, **vals}
        )
        self.env.flush_all()
        self.cr.execute(
            "UPDATE kfz_import_alias SET company_id = NULL, create_uid = %s WHERE id = %s",
            [author.id, word.id],
        )
        return word

    def _migrate(self):
        self.env.flush_all()
        load_script(SCRIPT, "kfz_words_script").migrate(self.cr, "19.0.1.3.0")
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    def test_words_go_to_the_zone_of_their_author(self):
        own = self._word("示例迁移甲", self.manager)
        other = self._word("示例迁移乙", self.manager_b, value="x")
        archived = self._word("示例迁移丙", self.manager, active=False)
        nobodys = self._word("示例迁移丁", self.env.ref("base.user_root"))
        shipped = self.env.ref("kfz_investment.alias_enterprise_name_1")
        with self.assertLogs("kfz_words_script", "WARNING") as log:
            self._migrate()
        self.assertEqual((own | archived).company_id, self.zone_a)
        self.assertEqual(other.company_id, self.zone_b)
        self.assertFalse(archived.active)
        self.assertEqual((nobodys.company_id.id, nobodys.active), (False, False))
        self.assertIn("示例迁移丁", "".join(log.output))
        self.assertEqual((shipped.company_id.id, shipped.active), (False, True))
        Alias = self.env["kfz.import.alias"]
        self.assertIn(own.key, Alias.with_user(self.officer)._headings("enterprise"))
        for key in (own.key, nobodys.key):
            self.assertNotIn(key, Alias.with_user(self.manager_b)._headings("enterprise"))

    def test_a_second_update_changes_nothing(self):
        word = self._word("示例迁移甲", self.manager)
        self._migrate()
        word.create_uid = self.manager_b
        self._migrate()
        self.assertEqual(word.company_id, self.zone_a)

    def test_headings_are_compared_as_they_are_read_now(self):
        known, same, other = (
            self._word(alias, self.manager, field="address")
            for alias in ("示例处（Place）", "示例处二", "示例处三")
        )
        keys = [word.key for word in (known, other)]
        for word, key in ((known, "示例处"), (same, "old"), (other, "示例处二")):
            self.cr.execute("UPDATE kfz_import_alias SET key = %s WHERE id = %s", [key, word.id])
        self.env.invalidate_all()
        load_script(KEYS, "kfz_keys_script").migrate(self.cr, "19.0.1.3.0")
        self.assertEqual([known.key, other.key], keys)
        self.assertEqual((same.key, same.active, other.active), ("示例处二", True, True))

    def test_of_two_headings_that_are_compared_alike_one_stays(self):
        first = self._word("示例处（甲）", self.manager)
        second = self._word("示例处乙", self.manager)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE kfz_import_alias SET alias = '示例处(甲)' WHERE id = %s", [second.id]
        )
        self.env.invalidate_all()
        with self.assertLogs("kfz_keys_script", "WARNING") as log:
            load_script(KEYS, "kfz_keys_script").migrate(self.cr, "19.0.1.3.0")
        self.assertEqual((first.active, second.active), (True, False))
        self.assertIn("示例处(甲)", "".join(log.output))
