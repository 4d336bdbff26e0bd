from unittest.mock import patch

from odoo.tests import Form, tagged

from ..common import KfzCase

FORM = "kfz_investment.crm_lead_view_form_kfz"


@tagged("post_install", "-at_install")
class TestNamesTogether(KfzCase):
    """The names of what a page links to are read together, and are those that core reads one by one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        leader = cls._official("示例领导甲", user_id=cls.official.id)
        enterprise = cls._enterprise()
        contact = cls.env["res.partner"].create(
            {"name": "示例联系人", "parent_id": enterprise.id, "company_id": cls.zone_a.id}
        )
        entry = cls.env["kfz.entry.type"].search([], limit=1)
        industry = cls.env["res.partner.industry"].search([("code", "=", "13")], limit=1)
        cls.lead = cls._project(
            "signed",
            user=cls.officer,
            partner_id=enterprise.id,
            contact_id=contact.id,
            entry_type_id=entry.id,
            industry_id=industry.id,
            account_manager_id=leader.id,
        )
        cls.env["kfz.assignment"].create(
            {"lead_id": cls.lead.id, "official_id": leader.id, "role": "lead_official"}
        )
        cls.other = cls._project("negotiation", user=cls.officer2)
        # who has left is still named
        cls.officer2.active = False
        cls.env.flush_all()

    def _specification(self, env, record):
        """Every link with its name, as far as the user may read it, and the lines of the page."""
        links = {
            name: {"fields": {"display_name": {}}}
            for name, field in record._fields.items()
            if field.type == "many2one"
            and record.with_env(env)._has_field_access(field, "read")
            and env[field.comodel_name].has_access("read")
        }
        if record._name == "crm.lead":
            return {**Form(record.with_env(env), FORM)._view["fields_spec"], **links}
        return links

    def _both_ways(self, env, records):
        """(what the page reads, what it reads when core asks for each name)."""
        specification = self._specification(env, records[:1])
        result = []
        Base = self.env.registry["base"]
        for way in (Base._kfz_read_names, lambda self, links: None):
            self.env.invalidate_all()
            with patch.object(Base, "_kfz_read_names", way):
                result.append(records.with_env(env).web_read(specification))
        return result

    def test_together_they_are_what_core_reads_one_by_one(self):
        readers = {
            "officer": "zh_CN",
            "manager": "en_US",
            "official": "en_US",
            "manager_all": "zh_CN",
        }
        for role, lang in readers.items():
            context = {"lang": lang, "allowed_company_ids": self.zone_a.ids}
            env = self.env(user=getattr(self, role), context=context)
            for records in (self.lead, self.lead.interaction_ids, self.lead.agreement_ids):
                with self.subTest(role=role, lang=lang, model=records._name):
                    together, alone = self._both_ways(env, records)
                    self.assertEqual(together, alone)

    def test_of_several_records_and_of_who_has_left(self):
        env = self.env(user=self.manager, context={"allowed_company_ids": self.zone_a.ids})
        together, alone = self._both_ways(env, self.lead | self.other)
        self.assertEqual(together, alone)
        self.assertEqual(together[1]["user_id"]["display_name"], self.officer2.name)

    def test_a_name_that_was_just_changed_is_shown(self):
        lead = self.lead.with_user(self.manager)
        lead.industry_id.sudo().name = "示例行业新名"
        lead.user_id.sudo().partner_id.name = "示例新姓名"
        spec = {name: {"fields": {"display_name": {}}} for name in ("industry_id", "user_id")}
        [shown] = lead.web_read(spec)
        self.assertIn("示例行业新名", shown["industry_id"]["display_name"])
        self.assertEqual(shown["user_id"]["display_name"], "示例新姓名")

    def test_they_cost_one_query(self):
        lead = self.lead.with_user(self.officer)
        names = ("company_id", "user_id", "industry_id", "area_id", "stage_id", "entry_type_id")
        spec = {name: {"fields": {"display_name": {}}} for name in names}
        lead.web_read(spec)
        self.env.invalidate_all()
        with self.assertQueryCount(3):
            # the user, the project, and all names
            lead.web_read(spec)

    def test_of_an_enterprise_nothing_else_is_read_for_its_name(self):
        lead = self.lead.with_user(self.officer)
        partner = self.lead.partner_id
        self.env.invalidate_all()
        [shown] = lead.web_read({"partner_id": {"fields": {"display_name": {}}}})
        self.assertEqual(shown["partner_id"]["display_name"], self.lead.partner_id.name)
        for name in ("vat", "email", "phone", "street"):
            self.assertNotIn(partner.id, partner._fields[name]._get_cache(lead.env), name)

    def test_what_is_read_for_names_opens_no_record(self):
        """A hidden partner whose name stands on a page is refused as before when it is asked for anything else."""
        hidden = self.env["res.partner"].create(
            {"name": "示例隐藏企业", "company_id": self.zone_b.id, "is_company": True}
        )
        self.env.cr.execute(
            "UPDATE crm_lead SET contact_id = %s WHERE id = %s", (hidden.id, self.lead.id)
        )
        self.env.invalidate_all()
        lead = self.lead.with_user(self.officer).with_context(allowed_company_ids=self.zone_a.ids)
        spec = {"contact_id": {"fields": {"display_name": {}, "is_company": {}}}}
        before = self._answer(lead, spec)
        with patch.object(self.env.registry["base"], "_kfz_read_names", lambda self, links: None):
            self.assertEqual(before, self._answer(lead, spec))

    def _answer(self, lead, spec):
        self.env.invalidate_all()
        try:
            return lead.web_read(spec)
        except Exception as error:
            return type(error), str(error)
