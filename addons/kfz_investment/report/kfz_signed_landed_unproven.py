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
            "%s %s %s",
            super()._from(),
            self._kfz_proven(
                "agreed",
                SQL("kfz_agreement"),
                SQL("kfz_agreement_attachment_rel link ON link.agreement_id = fact.id"),
                SQL("fact.kind = 'formal' AND fact.state <> 'draft'"),
            ),
            self._kfz_proven(
                "landing",
                SQL("kfz_milestone"),
                SQL("kfz_milestone_attachment_rel link ON link.milestone_id = fact.id"),
                SQL("fact.milestone = 'landed' AND %s", self._was_recognised()),
            ),
        )

    @api.model
    def _kfz_proven(self, name, table, link, counts) -> SQL:
        """The join of one row per project of which a fact has a document: for a page looked up by project, else found at once."""
        facts = SQL(
            "%s fact JOIN %s JOIN ir_attachment document ON document.id = link.attachment_id WHERE %s AND %s",
            table,
            link,
            counts,
            self._is_document(),
        )
        name = SQL.identifier(name)
        if self._kfz_narrow().is_few:
            return SQL(
                "LEFT JOIN LATERAL (SELECT fact.lead_id FROM %s AND fact.lead_id = entry.lead_id LIMIT 1) %s ON TRUE",
                facts,
                name,
            )
        return SQL(
            "LEFT JOIN (SELECT DISTINCT fact.lead_id FROM %(facts)s AND %(zones)s) %(name)s ON %(name)s.lead_id = entry.lead_id",
            facts=facts,
            zones=self._kfz_of_zones(SQL("fact.company_id")),
            name=name,
        )

    @api.model
    def _was_recognised(self) -> SQL:
        """Whether a landing counts; one that was reversed after the as-of moment counted then."""
        moment = self._kfz_as_of()
        later = SQL("OR fact.reversed_on > %s", moment.day) if moment else SQL()
        return SQL("(fact.state = 'recognised' %s)", later)

    @api.model
    def _is_document(self) -> SQL:
        """Whether a file has content (``ir.attachment._kfz_with_content``) and was there at the as-of moment."""
        moment = self._kfz_as_of()
        known = SQL("AND document.create_date < %s", moment.before) if moment else SQL()
        return SQL(
            r"CASE WHEN document.type = 'url' THEN document.url ~ '^https?://[^\s/]+\S*$' ELSE document.file_size > 0 END %s",
            known,
        )
