from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import first_contact


class KfzFirstContactOpenDispute(models.TransientModel):
    """Open a dispute: over your zone's claim with a zone that also started, or over a claim that a check found."""

    _name = "kfz.first.contact.open.dispute"
    _description = "Open a first-contact dispute"

    claim_id = fields.Many2one("kfz.first.contact", "Our claim")
    check_id = fields.Many2one("kfz.first.contact.check", "Check")
    name = fields.Char("Enterprise", compute="_compute_name")
    possible_ids = fields.Many2many("res.company", compute="_compute_possible_ids")
    other_id = fields.Many2one(
        "res.company", "Other zone", required=True, domain="[('id', 'in', possible_ids)]"
    )
    request = fields.Text(
        "Requested outcome", help="Visible to the other zone and the joint office."
    )

    @api.depends("claim_id", "check_id")
    def _compute_name(self):
        for wizard in self:
            wizard.name = wizard.claim_id.name or wizard.check_id.name or wizard.check_id.uscc

    @api.depends("claim_id", "check_id")
    def _compute_possible_ids(self):
        zones = self.env["res.company"].search([("zone_code", "!=", False)])
        for wizard in self:
            wizard.possible_ids = (
                wizard.check_id.holder_ids
                if wizard.check_id
                else zones - wizard.claim_id.company_id
            )

    def action_open(self):
        """Open the dispute and show it."""
        self.ensure_one()
        if not (self.claim_id or self.check_id) or self.other_id not in self.possible_ids:
            raise UserError(
                self.env._(
                    "Open a dispute from your claim, or from a check that found the other zone's claim."
                )
            )
        source = self.claim_id or self.check_id
        dispute = self.env["kfz.first.contact.dispute"]._kfz_start(
            first_contact.identity(source.name, source.uscc),
            source.company_id,
            self.other_id,
            source.company_id if self.claim_id else self.other_id,
            self.request,
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Dispute"),
            "res_model": dispute._name,
            "res_id": dispute.id,
            "views": [(False, "form")],
            "target": "current",
        }
