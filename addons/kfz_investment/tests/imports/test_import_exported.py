import json

from lxml import etree
from odoo import http
from odoo.tests import tagged

from ..http_common import RpcCase
from .import_common import ImportCase


@tagged("post_install", "-at_install")
class TestImportExported(ImportCase, RpcCase):
    """A list of the screen comes back unchanged: the headings of the page, its unit, its words are those that imports read."""

    def _exported(self, model, view, domain, kind="xlsx"):
        """The file of “export all”, by the columns of a list, in Chinese."""
        Model = self.env[model].with_user(self.manager).with_context(lang="zh_CN")
        arch = etree.fromstring(Model.get_view(self.env.ref(view).id, "list")["arch"])
        names = [
            node.get("name")
            for node in arch.xpath("/list/field")
            if node.get("optional") != "hide" and node.get("column_invisible") != "1"
        ]
        fields = Model.fields_get(names, ["string", "type"])
        columns = [
            {
                "name": name,
                # as the browser sends it, which takes the field's own name
                "label": fields[name]["string"],
                "type": fields[name]["type"],
            }
            for name in names
        ]
        self.authenticate(self.manager.login, self.manager.login)
        data = {
            "model": model,
            "fields": columns,
            "ids": False,
            "domain": domain,
            "import_compat": False,
            "groupby": [],
            "context": {"lang": "zh_CN"},
        }
        form = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        response = self.url_open(f"/web/export/{kind}", data=form)
        self.assertEqual(response.status_code, 200, response.text[:1000])
        return response.content

    def test_projects_come_back_unchanged(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        project = self._project(
            "signed", user=self.officer, name="示例往返项目", expected_revenue=23_456_789.5
        )
        domain = [("id", "=", project.id)]
        file = self._exported("crm.lead", "kfz_investment.crm_lead_view_list_kfz", domain)
        wizard = self._wizard(self.manager, "project", file).with_context(lang="zh_CN")
        wizard.action_preview()
        counts = self._counts(wizard)
        self.assertFalse(counts["created"] or counts["error"], self._messages(wizard))
        self.assertFalse(counts["updated"], wizard.preview if "preview" in wizard else counts)
        wizard.action_import()
        self.assertEqual(project.expected_revenue, 23_456_789.5)

    def test_enterprises_come_back_unchanged(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        enterprise = self._enterprise("示例往返有限公司", registered_capital=12_345_678.9)
        domain = [("id", "=", enterprise.id)]
        file = self._exported("res.partner", "kfz_investment.res_partner_view_list_kfz", domain)
        wizard = self._wizard(self.manager, "enterprise", file)
        wizard.action_preview()
        counts = self._counts(wizard)
        self.assertFalse(counts["created"] or counts["error"], self._messages(wizard))
        self.assertFalse(counts["updated"], counts)
        wizard.action_import()
        self.assertEqual(enterprise.registered_capital, 12_345_678.9)
