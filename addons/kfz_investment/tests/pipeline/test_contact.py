from lxml import etree
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestContact(KfzCase):
    """Whom the zone calls about a project: chosen from the enterprise's persons or typed, and kept on the project."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterprise = cls._enterprise("示例甲企业有限公司", phone="0871-60000001")
        cls.person = cls._person(cls.enterprise)
        cls.lead = cls._project(partner_id=cls.enterprise.id, user=cls.officer)

    @classmethod
    def _person(cls, enterprise, name="王示例", zone=None):
        return cls.env["res.partner"].create(
            {
                "name": name,
                "function": "投资部经理",
                "parent_id": enterprise.id,
                "company_id": (zone or cls.zone_a).id,
                "phone": "138-0000-0001",
                "email": "wang@example.com",
            }
        )

    def _values(self, lead=None):
        lead = lead or self.lead
        return (lead.contact_name, lead.function, lead.phone, lead.email_from)

    def test_the_page_shows_the_contact_and_choosing_one_fills_it_in(self):
        view = self.env.ref("kfz_investment.crm_lead_view_form_kfz")
        for user in (self.officer, self.manager, self.official, self.taskforce):
            arch = self.env["crm.lead"].with_user(user).get_view(view.id)["arch"]
            group = etree.fromstring(arch).find(".//group[@name='contact']")
            self.assertIsNotNone(group.find(".//field[@name='phone'][@widget='phone']"))
        with Form(self.lead.with_user(self.officer), view) as form:
            form.contact_id = self.person
            # a form writes numbers the international way, as on the enterprise's page
            self.assertEqual(form.phone, "+86 138 0000 0001")
            form.phone = "138-0000-0002"
        self.assertEqual(
            self._values(), ("王示例", "投资部经理", "+86 138 0000 0002", "wang@example.com")
        )

    def test_choosing_by_any_other_way_fills_it_in_too(self):
        self.lead.with_user(self.officer).contact_id = self.person
        self.assertEqual(
            self._values(), ("王示例", "投资部经理", "138-0000-0001", "wang@example.com")
        )
        made = self._project(partner_id=self.enterprise.id, contact_id=self.person.id)
        self.assertEqual(self._values(made), self._values())

    def test_numbers_of_a_person_and_of_the_enterprise_stay_apart(self):
        self.assertEqual(self.lead.phone, "0871-60000001")
        self.lead.write({"phone": "138-0000-0003", "email_from": "x@example.com"})
        self.assertEqual((self.enterprise.phone, self.enterprise.email), ("0871-60000001", False))
        self.enterprise.write({"phone": "0871-60000002", "email": "office@example.com"})
        self.assertEqual(self._values(), (False, False, "138-0000-0003", "x@example.com"))

    def test_a_person_of_another_enterprise_is_refused(self):
        other = self._person(self._enterprise("示例乙企业有限公司"), "李示例")
        with self.assertRaisesRegex(ValidationError, "李示例"), self.cr.savepoint():
            self.lead.with_user(self.officer).contact_id = other

    def test_with_another_enterprise_the_contact_goes(self):
        self.lead.contact_id = self.person
        other = self._enterprise("示例乙企业有限公司")
        self.lead.with_user(self.officer).partner_id = other
        self.assertEqual((*self._values(), self.lead.contact_id.id), (False,) * 5)
        self.lead.write({"partner_id": self.enterprise.id, "contact_id": self.person.id})
        view = self.env.ref("kfz_investment.crm_lead_view_form_kfz")
        with Form(self.lead.with_user(self.officer), view) as form:
            form.partner_id = other
            # before it is saved
            self.assertFalse(form.contact_id)
            self.assertFalse(form.contact_name or form.phone)
        typed = self._project(partner_id=False, contact_name="先示例", phone="1")
        typed.partner_id = other
        self.assertEqual((typed.contact_name, typed.phone), ("先示例", "1"))

    def test_only_persons_of_the_own_zone_are_offered(self):
        common = self._enterprise("示例共同企业有限公司", company_id=False)
        mine, theirs = (
            self._person(common, name, zone)
            for name, zone in (("甲", self.zone_a), ("乙", self.zone_b))
        )
        lead = self._project(partner_id=common.id, user=self.officer)
        offered = (
            self.env["res.partner"]
            .with_user(self.officer)
            .search([("parent_id", "=", common.id), ("company_id", "=", lead.company_id.id)])
        )
        self.assertEqual(offered, mine)
        with self.assertRaises(Exception) as caught, self.cr.savepoint():
            lead.with_user(self.officer).contact_id = theirs
        self.assertNotIn("138-0000-0001", str(caught.exception))
