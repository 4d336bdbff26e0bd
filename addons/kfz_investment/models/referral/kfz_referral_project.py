from odoo import models
from odoo.exceptions import UserError


class KfzReferral(models.Model):
    """A referral and its project: each names the other, from the acceptance on."""

    _inherit = "kfz.referral"

    def _kfz_candidate_lead(self):
        """The one open project of the zone with the enterprise, if there is exactly one without a referral."""
        leads = self.env["crm.lead"].search(
            [
                ("is_promotion", "=", True),
                ("company_id", "=", self.company_id.id),
                ("partner_id", "=", self.partner_id.id),
                ("referral_id", "=", False),
                ("active", "=", True),
            ],
            limit=2,
        )
        return self.lead_id or (leads if len(leads) == 1 else leads.browse())

    def _kfz_link(self, lead):
        """Tie the referral and a project to each other.

        :raises UserError: when the project is another enterprise's, or has a referral
        """
        self.ensure_one()
        if not lead:
            return
        if lead.company_id != self.company_id or lead.partner_id != self.partner_id:
            raise UserError(
                self.env._(
                    "“%(project)s” is not a project of %(enterprise)s in this zone.",
                    project=lead.name,
                    enterprise=self.partner_id.name,
                )
            )
        # sudo: the link is guarded from hand; it follows from an accepted referral
        if lead.sudo().referral_id not in (self, self.browse()):
            raise UserError(
                self.env._("“%(project)s” already has another referral.", project=lead.name)
            )
        # sudo: as above
        self.sudo().lead_id = lead
        # sudo: as above
        lead.sudo().write(
            {
                "referral_id": self.id,
                **({} if lead.source_kind else {"source_kind": "intermediary"}),
            }
        )

    def _kfz_unlink_lead(self):
        # sudo: the link is guarded from hand; it goes with the referral's acceptance
        self.sudo().lead_id.filtered(lambda lead: lead.referral_id == self).referral_id = False

    def _kfz_partner_code(self):
        return self.partner_id.vat if len(self.partner_id.vat or "") == 18 else False

    def action_make_lead(self):
        """Open a lead of the enterprise from an accepted referral, for the responsible officer."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "accepted":
            raise UserError(
                self.env._("Accept the referral first: a lead is made from an accepted one.")
            )
        if not self.lead_id:
            self._kfz_link(self.env["crm.lead"].create(self._kfz_lead_values()))
        return self.action_open_lead()

    def _kfz_lead_values(self):
        return {
            "name": self.env._(
                "%(enterprise)s: investment project", enterprise=self.partner_id.name
            ),
            "is_promotion": True,
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id or self.env.uid,
            "source_kind": "intermediary",
            "description": self.idea or False,
            "contact_name": self.contact_name or False,
            "phone": self.contact_phone or False,
            "email_from": self.contact_email or False,
        }

    def action_open_lead(self):
        """The lead or project of the referral."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "name": self.lead_id.name,
            "views": [(self.env.ref("kfz_investment.crm_lead_view_form_kfz").id, "form")],
        }
