from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmLead(models.Model):
    """The project's side of its referral award: opened at landing, once."""

    _inherit = "crm.lead"

    award_ids = fields.One2many(
        "kfz.award", "lead_id", "Referral awards", groups="kfz_investment.group_kfz_officer"
    )
    award_id = fields.Many2one(
        "kfz.award",
        "Referral award",
        compute="_compute_award_id",
        groups="kfz_investment.group_kfz_officer",
    )
    award_missing = fields.Char(
        "Why there is no award",
        compute="_compute_award_id",
        groups="kfz_investment.group_kfz_officer",
    )

    @api.depends("award_ids", "referral_id", "landed_date")
    @api.depends_context("lang")
    def _compute_award_id(self):
        for lead in self:
            lead.award_id = lead.award_ids[:1]
            # an empty recordset is no text
            is_due = lead.referral_id and lead.landed_date and not lead.award_id
            lead.award_missing = (
                lead._kfz_award_problem(lead.referral_id, lead._kfz_award_scheme())
                if is_due
                else False
            )

    def write(self, vals):
        if "partner_id" in vals:
            # sudo: whether there is an award must not depend on the user
            awards = (
                self.env["kfz.award"]
                .sudo()
                .search([("lead_id", "in", self.ids), ("state", "!=", "refused")])
            )
            partner = vals["partner_id"]
            # core also writes records here
            partner_id = partner.id if isinstance(partner, models.BaseModel) else partner
            enterprise = (
                self.env["res.partner"].browse(partner_id or ()).commercial_partner_id
                if awards
                else None
            )
            if wrong := awards.filtered(lambda award: award.partner_id != enterprise)[:1]:
                raise UserError(
                    self.env._(
                        "“%(project)s” has a referral award for %(enterprise)s, so its enterprise cannot change.",
                        project=wrong.lead_id.name,
                        enterprise=wrong.partner_id.name,
                    )
                )
        return super().write(vals)

    def action_open_award(self):
        """Open the award of a landed project by hand; a manager's step.

        :raises UserError: says what is missing
        """
        self.ensure_one()
        award = self.award_id
        if not award:
            self.env["kfz.award"]._kfz_check_role("manager")
            self.check_access("write")
            award = self.env["kfz.award"].create({"lead_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": "kfz.award",
            "res_id": award.id,
            "view_mode": "form",
        }
