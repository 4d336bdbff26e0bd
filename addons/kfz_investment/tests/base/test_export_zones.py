import json

from odoo import http
from odoo.tests import tagged

from ...models.base.export_amounts import Export
from ..common import KfzCase
from ..http_common import RpcCase


@tagged("post_install", "-at_install")
class TestExportZones(KfzCase, RpcCase):
    """What managers read in the log of their zone says nothing that the zone does not read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ours = cls._project("lead", name="示例本区项目")
        cls.theirs = cls._project("lead", zone=cls.zone_b, user=cls.manager_b, name="示例秘密项目")
        cls.Log = cls.env["kfz.export.log"]
        cls.before = cls.Log.search([])

    def _logged(self, user, domain, model="crm.lead"):
        """The entries of an export by a domain."""
        before = self.Log.search([])
        context = {"kfz_export": Export("xlsx", domain=domain)}
        Model = self.env[model].with_user(user).with_context(**context)
        Model.with_context(allowed_company_ids=user.company_ids.ids).search(domain).export_data(
            ["display_name"]
        )
        return self.Log.search([("id", "not in", before.ids)])

    def test_a_filter_names_no_record_of_another_zone(self):
        both = [("id", "in", (self.ours | self.theirs).ids)]
        for domain in (
            [*both, ("company_id", "=", self.zone_a.id)],
            [
                "|",
                ("id", "=", self.ours.id),
                "&",
                ("id", "=", self.theirs.id),
                ("active", "=", False),
            ],
            [("id", "=", self.ours.id), ("partner_id", "!=", self.theirs.partner_id.id)],
            [
                ("id", "=", self.ours.id),
                ("partner_id", "any", [("id", "!=", self.theirs.partner_id.id)]),
            ],
            # a name that was typed may be one from there
            [("id", "=", self.ours.id), ("name", "!=", "示例秘密项目")],
            [("id", "=", self.ours.id), ("partner_id", "not ilike", "示例秘密项目")],
            [("id", "=", self.ours.id), ("partner_id", "any", [("name", "!=", "示例秘密项目")])],
        ):
            with self.subTest(domain=domain):
                log = self._logged(self.manager_all, domain)
                self.assertEqual((log.company_id, log.count), (self.zone_a, 1))
                self.assertTrue(log.filter_text.startswith("Not shown"), log.filter_text)
        own = [("id", "=", self.ours.id), ("active", "=", True)]
        self.assertIn("示例本区项目", self._logged(self.manager_all, own).filter_text)

    def test_who_works_in_one_zone_is_quoted(self):
        domain = [("id", "=", self.ours.id), ("name", "ilike", "示例")]
        log = self._logged(self.manager, domain)
        self.assertIn("示例本区项目", log.filter_text)
        self.assertEqual(log.company_id, self.zone_a)

    def test_what_is_no_zone_s_is_for_the_administrator(self):
        nothing = [("id", "in", self.theirs.ids), ("name", "=", "nope")]
        log = self._logged(self.manager_all, nothing)
        self.assertEqual((log.company_id.id, log.count), (False, 0))
        self.assertIn("示例秘密项目", log.filter_text)
        for user in (self.manager, self.manager_b, self.manager_all):
            self.assertFalse(log.with_user(user).search([("id", "=", log.id)]))
        promotion = self.env["kfz.joint.promotion"]._kfz_open(
            {"title": "示例"}, (self.zone_a, self.zone_b), {}, False
        )
        domain = [("id", "in", promotion.ids)]
        self.assertFalse(self._logged(self.joint, domain, promotion._name).company_id)
        log = self._logged(self.manager, domain, promotion._name)
        self.assertEqual(log.company_id, self.zone_a)
        self.env["kfz.export.log"].with_user(self.joint)._kfz_log_document(promotion, "示例")
        self.assertFalse(self.Log.search([], limit=1).company_id)

    def test_no_zone_is_told_of_what_others_exported(self):
        """What all zones read, whosever it is, is entered for the exporter's zone, or for none."""
        theirs = self.env["kfz.area"].create(
            {"name": "示例片区", "code": "XB", "company_id": self.zone_b.id}
        )
        domain = [("id", "in", (self.area | theirs).ids)]
        ours = self.zone_a.id
        for user, entries in ((self.manager, {(ours, 2)}), (self.joint, {(ours, 1), (False, 1)})):
            logs = self._logged(user, domain, "kfz.area")
            with self.subTest(user=user.login):
                self.assertEqual({(log.company_id.id, log.count) for log in logs}, entries)

    def test_who_reads_beyond_a_zone_is_not_quoted_in_it(self):
        domain = [("id", "=", self.ours.id)]
        self.assertIn("示例本区项目", self._logged(self.manager, domain).filter_text)
        self.manager.group_ids += self.env.ref("kfz_investment.group_kfz_joint_office")
        log = self._logged(self.manager, domain)
        self.assertEqual(log.company_id, self.zone_a)
        self.assertTrue(log.filter_text.startswith("Not shown"), log.filter_text)

    def test_columns_are_called_as_the_system_calls_them(self):
        self.authenticate(self.manager.login, self.manager.login)
        data = {
            "model": "crm.lead",
            "fields": [{"name": "contact_name", "label": "公开编号", "type": "char"}],
            "ids": self.ours.ids,
            "domain": [],
            "import_compat": False,
            "groupby": [],
            "context": {},
        }
        form = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        response = self.url_open("/web/export/csv", data=form)
        self.assertIn("公开编号", response.content.decode())
        log = self.Log.search([("id", "not in", self.before.ids)])
        self.assertNotIn("公开编号", log.column_text)
        self.assertIn("[contact_name]", log.column_text)
