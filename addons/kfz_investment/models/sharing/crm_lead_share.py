from markupsafe import Markup
from odoo import api, fields, models

from ...domain import sharing
from ...domain.money import format_wan
from ..base.period_words import day_text

#: fields of a project from which the values of a sheet are taken
SHARED_FIELDS = (
    "industry_id",
    "industry_function",
    "expected_revenue",
    "investment_unknown",
    "site_need",
    "name",
    "partner_id",
    "signed_amount",
    "landed_amount",
    "stage_id",
    "condition",
    "signed_date",
    "landed_date",
    "contact_name",
    "phone",
    "email_from",
    "user_id",
    "account_manager_id",
    "next_step",
    "date_deadline",
)


class CrmLead(models.Model):
    """The project's side of sharing: its values in plain form, and the signal to its sheets when one of them changes."""

    _inherit = "crm.lead"

    share_ids = fields.One2many(
        "kfz.share", "lead_id", "Shares", groups="kfz_investment.group_kfz_officer"
    )

    @api.constrains(*SHARED_FIELDS)
    def _check_shared_values(self):
        """A constraint catches every kind of write, recomputation included; the sheets are updated once, before the commit."""
        self.env["kfz.share"]._kfz_queue("lead_id", self.filtered("is_promotion").ids)

    def _kfz_share_facts(self):
        """{id: ``sharing.Facts``} of the projects, always in the same language, so that a sheet does not depend on the user's."""
        lang = self.env["kfz.shared.project"]._kfz_lang()
        # sudo: a sheet carries what its level says, even if the user cannot read all of it; callers check who may share
        return {lead.id: lead._kfz_share_fact() for lead in self.sudo().with_context(lang=lang)}

    def _kfz_share_fact(self):
        self.ensure_one()
        partner = self.partner_id.commercial_partner_id
        facts = {
            "sector": self.industry_id.name,
            "industry_function": self.industry_function,
            "needs": (self.site_need or "").strip(),
            "project_name": self.name,
            "enterprise_name": partner.name,
            "enterprise_code": partner.vat,
            "planned_amount": self.expected_revenue,
            "signed_amount": self.signed_amount,
            "landed_amount": self.landed_amount,
            "milestone": self.stage_id.milestone,
            "condition": self.condition,
            "signed_date": self.signed_date,
            "landed_date": self.landed_date,
            "contact_name": self.contact_name,
            "contact_phone": self.phone,
            "contact_email": self.email_from,
            "account_manager": self.user_id.name or self.account_manager_id.name,
            "next_step": self.next_step,
            "expected_signing": self.date_deadline,
        }
        return sharing.Facts(**{name: value or None for name, value in facts.items()})

    def _kfz_share_documents(self):
        """The documents of a project that can be selected for sharing: its own and those of its evidence."""
        leads = self._origin
        if not leads:
            return self.env["ir.attachment"]
        loose = self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "in", leads.ids), ("res_field", "=", False)]
        )
        return (
            loose
            | leads.agreement_ids.attachment_ids
            | leads.milestone_ids.attachment_ids
            | leads.interaction_ids.attachment_ids
        )

    def _kfz_share_preview(self, level, documents=()):
        """A preview in HTML of what the other zones will see at a level, made from the values that a sheet gets."""
        leads = self._origin
        if not leads or not level:
            return False
        leads.check_access("read")
        facts, codes = leads._kfz_share_facts(), level._kfz_codes()
        Sheet = self.env["kfz.shared.project"]
        parts = []
        for lead in leads:
            rows = [
                (
                    Sheet._fields[column]._description_string(self.env),
                    self._kfz_share_word(Sheet._fields[column], value),
                )
                for column, value in sharing.payload(facts[lead.id], codes).items()
                if value
            ]
            rows += [(self.env._("Document"), document.name) for document in documents]
            parts.append(
                Markup('<table class="table table-sm mb-3">%s</table>')
                % Markup("").join(
                    Markup('<tr><th class="w-25">%s</th><td>%s</td></tr>') % row for row in rows
                )
            )
        return Markup("").join(parts)

    def _kfz_share_word(self, field, value):
        """A value as the sheet shows it."""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "date":
            return day_text(self.env, value)
        if field.type == "monetary":
            return format_wan(value, self.env.lang or "en_US")
        return value


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.constrains("name", "vat")
    def _check_shared_enterprise(self):
        known = self._kfz_known_before().filtered("is_enterprise")
        self.env["kfz.share"]._kfz_queue("lead_id.partner_id", known.ids)


class ResPartnerIndustry(models.Model):
    _inherit = "res.partner.industry"

    def write(self, vals):
        """Sheets follow a name that changed: an update of the addon writes those of its industries again, all the same."""
        if "name" not in vals:
            return super().write(vals)
        before = {industry: industry.name for industry in self}
        result = super().write(vals)
        changed = self.filtered(lambda industry: industry.name != before[industry])
        self.env["kfz.share"]._kfz_queue("lead_id.industry_id", changed.ids)
        return result
