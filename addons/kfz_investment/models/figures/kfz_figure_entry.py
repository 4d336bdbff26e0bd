from decimal import Decimal

from odoo import fields, models

from ...domain import figures
from ..base.ledger_seal import Seal


class KfzFigureEntry(models.Model):
    """The figures ledger: reports are sums over these rows, so a past quarter can be recomputed as it was known then.

    ``amount`` is in CNY yuan, exact to the fen; ``effective_date`` is a Shanghai date; ``create_date`` is UTC.
    A correction is a reversing row and a new row (``domain/figures.py``).
    """

    _name = "kfz.figure.entry"
    _description = "Figures ledger"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id"
    _rec_name = "source"
    _kfz_seal = Seal(
        (
            "lead_id",
            "company_id",
            "indicator",
            "source",
            "count",
            "amount",
            "effective_date",
            "create_date",
            "user_id",
        ),
        chain="lead_id",
    )

    lead_id = fields.Many2one("crm.lead", "Project", required=True, index=True, ondelete="restrict")
    # pages and sums of a zone read _page_idx
    company_id = fields.Many2one("res.company", "Zone", required=True)
    indicator = fields.Selection(
        [("signed", "Signed"), ("landed", "Landed"), ("capital", "Capital in place")], required=True
    )
    source = fields.Char(
        required=True, help="The record that the figure comes from, e.g. agreement:12."
    )
    count = fields.Integer(required=True)
    amount = fields.Float(required=True, digits=(18, 2), help="In yuan (CNY).")
    effective_date = fields.Date("Happened on", required=True)
    create_date = fields.Datetime("Recorded on")
    user_id = fields.Many2one("res.users", "Recorded by", required=True)

    # serves the quarter reports: entries of an indicator and period as recorded up to a moment
    _period_idx = models.Index("(indicator, effective_date, create_date)")
    # serves pages: the newest entries of a zone, as recorded up to a moment
    _page_idx = models.Index("(company_id, effective_date DESC, id DESC, create_date)")
    # serves reports as of a past moment: of which projects something was recorded since
    _recorded_idx = models.Index("(create_date, lead_id)")

    def _kfz_figure(self):
        return figures.Figure(
            self.indicator,
            self.source,
            self.effective_date,
            self.count,
            Decimal(repr(self.amount)).quantize(Decimal("0.01")),
        )
