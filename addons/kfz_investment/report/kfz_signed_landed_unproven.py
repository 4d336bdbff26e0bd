from odoo import api, fields, models
from odoo.tools import SQL

from ..models.figures.kfz_figure_proof import proofs

#: measure -> (its indicator, column of what is kept that says since when there is a document)
_MEASURES = {
    "signed_unproven_count": ("signed", "agreed_since"),
    "landed_unproven_count": ("landed", "landing_since"),
}


class KfzSignedLandedReport(models.Model):
    """How many of the projects signed and landed have no document behind them, beside each of those figures (design §4).

    A document counts from the moment at which it was uploaded, so a past as-of moment tells what was proven by then. A terminated
    project stays in its quarter and is asked for its agreement like any other.
    """

    _inherit = "kfz.signed.landed.report"

    signed_unproven_count = fields.Integer(
        "Signed, without document",
        readonly=True,
        depends=(),
        depends_context=("kfz_as_of",),
        help="Of the projects signed in the period, those whose formal agreement has no document on file by the as-of date.",
    )
    landed_unproven_count = fields.Integer(
        "Landed, without evidence",
        readonly=True,
        depends=(),
        depends_context=("kfz_as_of",),
        help="Of the projects landed in the period, those whose recognised landing has no document on file by the as-of date.",
    )

    _depends = {
        "kfz.agreement": ["lead_id", "kind", "state", "attachment_ids"],
        "kfz.milestone": ["lead_id", "milestone", "state", "reversed_on", "attachment_ids"],
        "ir.attachment": ["type", "url", "file_size", "create_date"],
    }

    @api.model
    def _select(self) -> SQL:
        counts = [
            SQL(
                """CASE WHEN entry.indicator = %s AND entry.lead_id IS NOT NULL AND %s
                        THEN COALESCE(entry.count, 0) ELSE 0 END AS %s""",
                indicator,
                self._kfz_unproven(since),
                SQL.identifier(name),
            )
            for name, (indicator, since) in _MEASURES.items()
        ]
        return SQL("%s, %s", super()._select(), SQL(", ").join(counts))

    @api.model
    def _kfz_unproven(self, since) -> SQL:
        """The condition that a project had no document behind it, from the moment that is kept for now as for then."""
        moment = self._kfz_as_of()
        if not moment:
            return SQL("%s IS NULL", SQL.identifier("project", since))
        was_not = SQL("COALESCE(%s >= %s, TRUE)", SQL.identifier("kept", since), moment.before)
        return (
            SQL("%s AND undone.lead_id IS NULL", was_not) if since == "landing_since" else was_not
        )

    @api.model
    def _from(self) -> SQL:
        """A landing that was reversed after the as-of moment counted then."""
        moment = self._kfz_as_of()
        if not moment:
            return super()._from()
        known = SQL("document.create_date < %s", moment.before)
        return SQL(
            "%s LEFT JOIN (%s) undone ON undone.lead_id = entry.lead_id",
            super()._from(),
            proofs("landing_since", known, SQL("fact.reversed_on > %s", moment.day)),
        )
