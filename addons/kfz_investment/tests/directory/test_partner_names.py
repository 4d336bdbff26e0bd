from odoo.addons.base.models.res_partner import ResPartner as CorePartner
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.directory.res_partner_name import MORE
from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestPartnerNames(KfzCase):
    """The names of partners are those that core puts together, for many with one reading."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = {"company_id": cls.zone_a.id}
        enterprise = {"is_company": True, "email": "a@example.com", "vat": "CN1", **company}
        names = (
            "示例企业",
            "  示例 企业 ",
            "示例\n企业",
            "示例 \n 企业\n",
            "Demo  Ltd.",
            "示例&<企业>",
        )
        cls.partners = cls.env["res.partner"].create(
            [{"name": name, **enterprise} for name in names]
        )
        parent = cls.partners[0]
        cls.partners += cls.env["res.partner"].create(
            [
                {"name": "示例联系人", "parent_id": parent.id, **company},
                {"name": False, "type": "invoice", "parent_id": parent.id, **company},
                {"name": "示例联系人乙", "company_name": "示例别处", **company},
                {"name": "示例独立人", **company},
                {"name": "示例子公司", "is_company": True, "parent_id": parent.id, **company},
            ]
        )
        cls.env.flush_all()

    def _both(self, partners):
        self.env.invalidate_all()
        shown = partners.mapped(lambda partner: partner.display_name)
        partners.invalidate_recordset(["display_name"])
        CorePartner._compute_display_name(partners)
        return shown, partners.mapped(lambda partner: partner.display_name)

    def test_they_are_what_core_puts_together(self):
        keys = ({}, *({key: True} for key in MORE), {"partner_display_name_hide_company": True})
        for context in (*keys, {"lang": "zh_CN"}, {"show_address": True, "show_vat": True}):
            for user in (self.env.user, self.officer):
                partners = self.partners.with_user(user).with_context(**context)
                with self.subTest(context=context, user=user.login):
                    self.assertEqual(*self._both(partners))

    def test_a_new_one_and_a_renamed_one(self):
        new = self.env["res.partner"].new({"name": " 示例新企业 "})
        self.assertEqual(new.display_name, "示例新企业")
        partner = self.partners[0]
        self.assertEqual(partner.display_name, "示例企业")
        partner.name = "示例改名企业"
        self.assertEqual(partner.display_name, "示例改名企业")
        self.assertIn("示例改名企业", self.partners[6].display_name)

    def test_a_hidden_one_is_refused(self):
        hidden = self.partners[0]
        hidden.company_id = self.zone_b
        partner = hidden.with_user(self.officer).with_context(allowed_company_ids=self.zone_a.ids)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            partner.display_name  # pylint: disable=pointless-statement

    def test_many_cost_one_query(self):
        self.partners.mapped("display_name")
        self.env.invalidate_all()
        enterprises = self.partners[:6]
        with self.assertQueryCount(1):
            enterprises.mapped("display_name")
