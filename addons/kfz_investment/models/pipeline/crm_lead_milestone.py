from odoo import api, fields, models


class CrmLead(models.Model):
    """Signed and landed: dates and amounts from agreements, recognised milestones and capital."""

    _inherit = "crm.lead"

    agreement_ids = fields.One2many("kfz.agreement", "lead_id", "Agreements")
    capital_ids = fields.One2many("kfz.capital.record", "lead_id", "Capital in place")
    milestone_ids = fields.One2many("kfz.milestone", "lead_id", "Milestones")

    signed_date = fields.Date(
        "Signed on",
        compute="_compute_signed",
        store=True,
        index="btree_not_null",
        copy=False,
        help="Date of the first formal agreement.",
    )
    signed_amount = fields.Monetary(
        "Signed amount",
        compute="_compute_signed",
        store=True,
        copy=False,
        currency_field="company_currency",
        help="Sum of the agreements in force, in CNY at the rates of their dates.",
    )
    landed_date = fields.Date(
        "Landed on",
        compute="_compute_landed_date",
        store=True,
        index="btree_not_null",
        copy=False,
        help="Date of the landing that a manager recognised.",
    )
    capital_in_place = fields.Monetary(
        "Capital paid in",
        compute="_compute_capital",
        store=True,
        copy=False,
        currency_field="company_currency",
        help="All capital in place so far.",
    )
    landed_amount = fields.Monetary(
        "Landed amount",
        compute="_compute_capital",
        store=True,
        copy=False,
        currency_field="company_currency",
        help="Capital in place of a landed project.",
    )

    @api.depends(
        "agreement_ids.kind",
        "agreement_ids.state",
        "agreement_ids.signed_on",
        "agreement_ids.amount_cny",
    )
    def _compute_signed(self):
        for lead in self:
            # a terminated agreement was in force: the signing stays in its quarter (design §4)
            formal = lead.agreement_ids.filtered(
                lambda a: a.kind == "formal" and a.state != "draft"
            )
            in_force = lead.agreement_ids.filtered(
                lambda a: a.kind != "framework" and a.state == "in_force"
            )
            lead.signed_date = min(formal.mapped("signed_on"), default=False)
            lead.signed_amount = sum(in_force.mapped("amount_cny"))

    @api.depends("milestone_ids.milestone", "milestone_ids.state", "milestone_ids.effective_date")
    def _compute_landed_date(self):
        for lead in self:
            lead.landed_date = lead._kfz_landing().effective_date

    @api.depends("capital_ids.amount_cny", "capital_ids.state", "landed_date")
    def _compute_capital(self):
        for lead in self:
            lead.capital_in_place = sum(lead._kfz_capital().mapped("amount_cny"))
            lead.landed_amount = lead.capital_in_place if lead.landed_date else 0

    def _kfz_landing(self):
        return self.milestone_ids.filtered(
            lambda m: m.milestone == "landed" and m.state == "recognised"
        )[:1]

    def _kfz_project_companies(self):
        """The companies whose trade is the project's: those that its recognised landing names."""
        return self._kfz_landing().project_company_ids

    def _kfz_project_companies_changed(self):
        """Called when a landing was recognised, reversed, replaced or moved here, or its companies were merged. For rooms to override."""

    def _kfz_capital(self):
        """The records of capital that count."""
        return self.capital_ids.filtered(lambda record: record.state == "recorded")
