from odoo import api, fields, models
from odoo.tools import SQL

#: measure -> (its indicator, column of the join that says whether there is a document)
_MEASURES = {
    "signed_unproven_count": ("signed", "agreed"),
    "landed_unproven_count": ("landed", "landing"),
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
                "CASE WHEN entry.indicator = %s AND entry.lead_id IS NOT NULL AND %s.lead_id IS NULL "
                "THEN COALESCE(entry.count, 0) ELSE 0 END AS %s",
                indicator,
                SQL.identifier(join),
                SQL.identifier(name),
            )
            for name, (indicator, join) in _MEASURES.items()
        ]
        return SQL("%s, %s", super()._select(), SQL(", ").join(counts))

    @api.model
    def _from(self) -> SQL:
        return SQL(
            """
            %s
            LEFT JOIN (%s WHERE agreement.kind = 'formal' AND agreement.state <> 'draft' AND %s) agreed
                   ON agreed.lead_id = entry.lead_id
            LEFT JOIN (%s WHERE milestone.milestone = 'landed' AND %s AND %s) landing
                   ON landing.lead_id = entry.lead_id
            """,
            super()._from(),
            SQL(
                """SELECT DISTINCT agreement.lead_id FROM kfz_agreement agreement
                     JOIN kfz_agreement_attachment_rel link ON link.agreement_id = agreement.id
                     JOIN ir_attachment document ON document.id = link.attachment_id"""
            ),
            self._is_document(),
            SQL(
                """SELECT DISTINCT milestone.lead_id FROM kfz_milestone milestone
                     JOIN kfz_milestone_attachment_rel link ON link.milestone_id = milestone.id
                     JOIN ir_attachment document ON document.id = link.attachment_id"""
            ),
            self._was_recognised(),
            self._is_document(),
        )

    @api.model
    def _was_recognised(self) -> SQL:
        """Whether a landing counts; one that was reversed after the as-of moment counted then."""
        moment = self._kfz_as_of()
        later = SQL("OR milestone.reversed_on > %s", moment.day) if moment else SQL()
        return SQL("(milestone.state = 'recognised' %s)", later)

    @api.model
    def _is_document(self) -> SQL:
        """Whether a file has content (``ir.attachment._kfz_with_content``) and was there at the as-of moment."""
        moment = self._kfz_as_of()
        known = SQL("AND document.create_date < %s", moment.before) if moment else SQL()
        return SQL(
            r"CASE WHEN document.type = 'url' THEN document.url ~ '^https?://[^\s/]+\S*$' ELSE document.file_size > 0 END %s",
            known,
        )
