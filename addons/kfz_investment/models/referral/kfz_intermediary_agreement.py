from odoo import api, fields, models

from ...domain import calendar
from ..base.documents import Documents


class KfzIntermediaryAgreement(models.Model):
    """The agreement of one zone with an intermediary; private to the zone, also where the intermediary is common."""

    _name = "kfz.intermediary.agreement"
    _inherit = ["kfz.zone.mixin", "kfz.files.mixin"]
    _description = "Agreement with an intermediary"
    _order = "signed_on desc, id desc"
    _rec_name = "number"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        "Intermediary",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain=[("is_intermediary", "=", True)],
    )
    company_id = fields.Many2one(
        "res.company", "Zone", required=True, index=True, default=lambda self: self.env.company
    )
    number = fields.Char("Agreement number", required=True)
    signed_on = fields.Date("Signed on", required=True, default=lambda self: calendar.today())
    valid_until = fields.Date("Valid until", help="Last day. Empty: until it is ended.")
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_intermediary_agreement_attachment_rel",
        "agreement_id",
        "attachment_id",
        "Agreement document",
    )
    is_in_force = fields.Boolean("In force", compute="_compute_is_in_force")

    _dates_ordered = models.Constraint(
        "CHECK(valid_until IS NULL OR signed_on <= valid_until)",
        "An agreement cannot end before it is signed.",
    )

    @api.depends("signed_on", "valid_until")
    def _compute_is_in_force(self):
        today = calendar.today()
        for agreement in self:
            agreement.is_in_force = (
                bool(agreement.signed_on)
                and agreement.signed_on <= today
                and (not agreement.valid_until or today <= agreement.valid_until)
            )
