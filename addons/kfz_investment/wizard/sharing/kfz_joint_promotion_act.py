from odoo import api, fields, models

from ...domain import calendar


class KfzJointPromotionAct(models.TransientModel):
    """One dialogue for what a zone enters on a joint promotion: its contact, the next step, its project, the end."""

    _name = "kfz.joint.promotion.act"
    _description = "Work on a joint promotion"

    promotion_id = fields.Many2one("kfz.joint.promotion", "Joint promotion", required=True)
    kind = fields.Selection(
        [
            ("release", "Release our contact"),
            ("step", "Next step"),
            ("link", "Our project"),
            ("end", "End"),
        ],
        required=True,
        default="step",
    )
    company_id = fields.Many2one("res.company", "Zone", compute="_compute_company_id")
    zone_ids = fields.Many2many("res.company", compute="_compute_company_id", string="Zones")
    contact = fields.Char(
        "Our contact",
        compute="_compute_contact",
        store=True,
        readonly=False,
        help="Office and telephone number. The other zone sees it once it has released its own.",
    )
    next_step = fields.Char("Next step")
    next_date = fields.Date("To be done by", default=lambda self: calendar.today())
    next_zone_id = fields.Many2one(
        "res.company",
        "Zone in charge",
        compute="_compute_next_zone_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', zone_ids)]",
    )
    next_who = fields.Char("Who", help="Office or position; the other zone reads it.")
    lead_id = fields.Many2one(
        "crm.lead",
        "Our project",
        domain="[('is_promotion', '=', True), ('company_id', '=', company_id)]",
        help="Your zone alone sees this link.",
    )
    reason = fields.Char(help="The other zone reads it.")

    @api.depends("promotion_id")
    def _compute_company_id(self):
        """The zone for which the user acts, as the acts choose it."""
        for wizard in self:
            zones = wizard.promotion_id.zone_ids
            wizard.zone_ids = zones
            wizard.company_id = ((self.env.company | self.env.companies) & zones)[:1]

    @api.depends("promotion_id")
    def _compute_next_zone_id(self):
        for wizard in self:
            wizard.next_zone_id = wizard.company_id

    @api.depends("promotion_id")
    def _compute_contact(self):
        """The contact that the zone released last, else its contact desk."""
        for wizard in self:
            side, zone = wizard.promotion_id._kfz_side(wizard.company_id), wizard.company_id
            wizard.contact = side.contact or (zone._kfz_contact_desk() if zone else False)

    def action_apply(self):
        """Do what was chosen."""
        self.ensure_one()
        promotion = self.promotion_id
        if self.kind == "release":
            promotion.action_release(self.contact)
        elif self.kind == "step":
            promotion.action_set_step(
                self.next_step, self.next_date, self.next_zone_id.id, self.next_who
            )
        elif self.kind == "link":
            promotion.action_link(self.lead_id.id)
        else:
            promotion.action_end(self.reason)
        return {"type": "ir.actions.act_window_close"}
