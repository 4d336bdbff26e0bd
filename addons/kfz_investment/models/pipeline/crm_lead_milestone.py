from decimal import Decimal

from odoo import api, fields, models

from ...domain import figures


class CrmLead(models.Model):
    """Signed and landed: dates and amounts from agreements, recognised milestones and capital; the figures ledger."""

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
        help="Sum of the agreements in force, in yuan at the rates of their dates.",
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
        help="All capital in place so far, in yuan.",
    )
    landed_amount = fields.Monetary(
        "Landed amount",
        compute="_compute_capital",
        store=True,
        copy=False,
        currency_field="company_currency",
        help="Capital in place of a landed project, in yuan.",
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

    @api.depends("capital_ids.amount_cny", "landed_date")
    def _compute_capital(self):
        for lead in self:
            lead.capital_in_place = sum(lead.capital_ids.mapped("amount_cny"))
            lead.landed_amount = lead.capital_in_place if lead.landed_date else 0

    def _kfz_landing(self):
        return self.milestone_ids.filtered(
            lambda m: m.milestone == "landed" and m.state == "recognised"
        )[:1]

    def _kfz_sync_figures(self):
        """Append what the figures ledger lacks to agree with the projects' agreements, landings and capital."""
        projects = self.filtered("is_promotion")
        if not projects:
            return
        # sudo: the ledger is written by the system alone; who caused an entry stands in user_id
        Entry = self.env["kfz.figure.entry"].sudo()
        booked = Entry.search([("lead_id", "in", projects.ids)]).grouped("lead_id")
        rows = []
        # sudo: figures follow from all of a project's evidence, whatever part of it this user may read
        for lead in projects.sudo():
            for figure in figures.corrections(
                (entry._kfz_figure() for entry in booked.get(lead, Entry)),
                lead._kfz_wanted_figures(),
            ):
                rows.append(
                    {
                        "lead_id": lead.id,
                        "company_id": lead.company_id.id,
                        "indicator": figure.indicator,
                        "source": figure.source,
                        "count": figure.count,
                        "amount": float(figure.amount),
                        "effective_date": figure.effective_date,
                        "user_id": self.env.uid,
                    }
                )
        if rows:
            Entry.create(rows)
            self.env["kfz.credit.entry"]._kfz_queue("lead_id", {row["lead_id"] for row in rows})

    def _kfz_wanted_figures(self):
        landing = self._kfz_landing()
        return figures.wanted(
            [
                figures.Agreement(a.id, a.kind, a.signed_on, _fen(a.amount_cny))
                for a in self.agreement_ids
                if a.state != "draft"
            ],
            (landing.id, landing.effective_date) if landing else None,
            [figures.Capital(c.id, c.received_on, _fen(c.amount_cny)) for c in self.capital_ids],
        )


def _fen(amount):
    """A stored amount as an exact decimal with two places."""
    return Decimal(repr(amount)).quantize(Decimal("0.01"))
