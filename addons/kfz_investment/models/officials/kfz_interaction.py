from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar
from ..base.documents import Documents
from ..base.period_words import day_text


class KfzInteraction(models.Model):
    """A contact with an enterprise: participants, date and outcome. ``date`` is a Shanghai calendar date."""

    _name = "kfz.interaction"
    _description = "Visit or meeting"
    _inherit = ["kfz.evidence.mixin"]
    _order = "date desc, id desc"
    _rec_name = "summary"

    lead_id = fields.Many2one(required=False)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        default=lambda self: self.env.company,
        readonly=False,
        required=True,
        index=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Enterprise",
        required=True,
        index=True,
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        readonly=False,
        check_company=True,
        domain=[("is_enterprise", "=", True)],
    )
    date = fields.Date(required=True, default=lambda self: calendar.today())
    kind = fields.Selection(
        [
            ("received_visit", "Received visit"),
            ("outbound_visit", "Outbound visit"),
            ("online_meeting", "Online meeting"),
            ("call", "Telephone call"),
            ("wechat", "WeChat"),
            ("mail", "Letter or e-mail"),
            ("event", "Promotion event"),
        ],
        required=True,
        default="received_visit",
    )
    official_ids = fields.Many2many("kfz.official", string="Our participants", check_company=True)
    user_id = fields.Many2one(
        "res.users", "Recorded by", default=lambda self: self.env.user, required=True
    )
    summary = fields.Text(required=True)
    next_step = fields.Char("Next step")
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_interaction_attachment_rel",
        "interaction_id",
        "attachment_id",
        "Documents",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            lead = self.env["crm.lead"].browse(vals.get("lead_id"))
            if not vals.get("partner_id") and not lead.partner_id:
                raise ValidationError(
                    self.env._(
                        "A visit or meeting is with an enterprise: choose the enterprise of the project first."
                    )
                )
        return super().create(vals_list)

    @api.depends("lead_id")
    def _compute_partner_id(self):
        for interaction in self:
            interaction.partner_id = interaction.lead_id.partner_id or interaction.partner_id

    @api.onchange("company_id")
    def _onchange_own_participant(self):
        """Whoever records a visit on a page took part, unless they say otherwise; lists that are imported say who did."""
        if self._origin or self.official_ids or not self.company_id:
            return
        self.official_ids = self.env["kfz.official"].search(
            [
                ("user_id", "=", self.env.uid),
                ("company_id", "=", self.company_id.id),
                ("is_unit", "=", False),
            ],
            limit=1,
        )

    @api.constrains("partner_id", "lead_id")
    def _check_enterprise(self):
        """Not told which they are: who writes them need not be allowed to read them."""
        for visit in self:
            theirs = visit.lead_id.partner_id
            if theirs and theirs != visit.partner_id:
                raise ValidationError(
                    self.env._(
                        "The project of this visit is another enterprise's. Keep the enterprise of the project; a visit to the other one is recorded by itself."
                    )
                )

    @api.constrains("date")
    def _check_date(self):
        today = calendar.today()
        for interaction in self:
            if interaction.date > today:
                raise ValidationError(
                    self.env._(
                        "A visit or meeting on %(date)s is in the future: plan it as an activity or a calendar "
                        "meeting, and record it once it has taken place.",
                        date=day_text(self.env, interaction.date),
                    )
                )
