from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain import calendar
from ..base.period_words import day_text
from ..base.sql_arrays import sql_ids
from .kfz_award import CONFIRMED, OPEN
from .kfz_award_rules import SAME_COMPANIES

#: shown until the award is paid or refused
PENDING = (*OPEN, *CONFIRMED)


class KfzAward(models.Model):
    """Who named the companies whose trade counts, what a verifier should look at, and a manager's decision to keep them."""

    _inherit = "kfz.award"

    companies_named = fields.Char(
        "Named by",
        compute="_compute_companies_named",
        help="Who named the project companies, and how: with the landing, or by a correction of it.",
    )
    companies_warning = fields.Text(
        "To check before confirming", compute="_compute_companies_warning"
    )
    is_companies_open = fields.Boolean(
        "Other companies are named by now", compute="_compute_is_companies_open"
    )

    @api.depends("trade_partner_ids", "whose_trade")
    @api.depends_context("lang")
    def _compute_companies_named(self):
        # sudo: a reader of the award may know who named the companies whose trade it counts
        awards = self.sudo()
        corrections = awards._kfz_company_corrections()
        for record, award in zip(self, awards, strict=True):
            landing, row = award.lead_id._kfz_landing(), corrections.get(award.lead_id.id)
            if not landing or award.whose_trade != "companies":
                record.companies_named = False
            elif row:
                record.companies_named = self.env._(
                    "%(user)s, correcting the landing on %(date)s: %(reason)s",
                    user=row.user_id.name,
                    date=day_text(self.env, calendar.shanghai_date(row.create_date)),
                    reason=row.reason,
                )
            else:
                record.companies_named = self.env._(
                    "%(user)s, recognising the landing of %(date)s",
                    user=landing.recognised_by_id.name,
                    date=day_text(self.env, landing.effective_date),
                )

    def _kfz_company_corrections(self):
        """{project id: its last correction that changed the companies}; run by the system."""
        rows = self.env["kfz.correction"].search(
            [
                ("lead_id", "in", self.lead_id.ids),
                ("evidence_kind", "=", "kfz.milestone"),
                ("field_name", "=", "project_company_ids"),
            ],
            order="create_date, id",
        )
        return {row.lead_id.id: row for row in rows}

    @api.depends("state", "trade_partner_ids", "claimed_on")
    @api.depends_context("lang", "uid")
    def _compute_companies_warning(self):
        pending = self.filtered(lambda record: record.id and record.state in PENDING)
        (self - pending).companies_warning = False
        elsewhere = pending._kfz_companies_elsewhere()
        changed = pending._kfz_changed_after_claim()
        for record in pending:
            sentences = record._kfz_elsewhere_words(elsewhere.get(record.id, ()))
            if record.id in changed:
                sentences.append(
                    self.env._(
                        "Whose trade counts was changed after the award was claimed: see the ledger."
                    )
                )
            if record.is_companies_open:
                # sudo: what the landing names is told to whoever reads the award
                sentences.append(SAME_COMPANIES.words(record.sudo()))
            record.companies_warning = "\n".join(sentences) or False

    def _kfz_companies_elsewhere(self):
        """{award id: [(company id, project id, whether it is that project's investor)]} of other projects of the zone."""
        if not self:
            return {}
        self.env.flush_all()
        found = {}
        for ident, *row in self.env.execute_query(
            SQL(
                """SELECT a.id, c.partner_id, l.id, TRUE
                     FROM kfz_award a JOIN kfz_award_company_rel c ON c.award_id = a.id
                     JOIN res_partner p ON p.commercial_partner_id = c.partner_id
                     JOIN crm_lead l ON l.partner_id = p.id AND l.company_id = a.company_id AND l.id <> a.lead_id
                      AND l.is_promotion AND l.active
                    WHERE a.id = ANY(%(ids)s)
                    UNION
                   SELECT a.id, c.partner_id, m.lead_id, FALSE
                     FROM kfz_award a JOIN kfz_award_company_rel c ON c.award_id = a.id
                     JOIN res_partner p ON p.commercial_partner_id = c.partner_id
                     JOIN kfz_milestone_company_rel r ON r.partner_id = p.id
                     JOIN kfz_milestone m ON m.id = r.milestone_id AND m.company_id = a.company_id AND m.lead_id <> a.lead_id
                      AND m.milestone = 'landed' AND m.state = 'recognised'
                    WHERE a.id = ANY(%(ids)s)
                    ORDER BY 1, 2, 3, 4""",
                ids=sql_ids(self),
            )
        ):
            found.setdefault(ident, []).append(row)
        return found

    def _kfz_elsewhere_words(self, rows):
        """One sentence for each company and other project; a project that the user does not read keeps its name to itself.

        The investor's other projects are no news where its own trade counts.
        """
        sentences = []
        for company_id, lead_id, is_investor in rows:
            if is_investor and company_id == self.partner_id.id:
                continue
            lead = self.env["crm.lead"].browse(lead_id)
            # sudo: a company of the award, whose name the award shows
            names = {
                "company": self.env["res.partner"].sudo().browse(company_id).name,
                "project": lead.name
                if lead.has_access("read")
                else self.env._("another project of the zone"),
            }
            sentences.append(
                self.env._("%(company)s is also the investor of “%(project)s”.", **names)
                if is_investor
                else self.env._("%(company)s is also a project company of “%(project)s”.", **names)
            )
        return sentences

    def _kfz_changed_after_claim(self):
        """The ids of the awards whose companies were changed after a claim, by the ledger.

        What an update recorded, and what an award kept while its landing changed, is no change of whose trade it counts.
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT e.award_id FROM kfz_award_entry e JOIN kfz_award_entry f ON f.award_id = e.award_id
                    WHERE e.award_id = ANY(%s) AND e.step = 'companies' AND f.step = 'claimed' AND f.sequence < e.sequence
                      AND NOT e.content::jsonb ?| ARRAY['named', 'recorded']""",
                sql_ids(self),
            )
        )
        return {row[0] for row in rows}

    @api.depends("state", "trade_partner_ids", "entry_ids")
    def _compute_is_companies_open(self):
        confirmed = self.filtered(lambda record: record.id and record.state in CONFIRMED)
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT a.id FROM kfz_award a WHERE a.id = ANY(%s) AND %s",
                sql_ids(confirmed),
                SAME_COMPANIES.broken(confirmed),
            )
        )
        found = {row[0] for row in rows}
        for record in self:
            record.is_companies_open = record.id in found

    def _kfz_keep_confirmed(self, reason):
        """Keep the companies that were confirmed, though the landing names others by now; a manager's decision.

        :raises UserError: without a reason, or when the landing names no others
        """
        records = self._kfz_as_manager(*CONFIRMED)
        reason = self._kfz_reason(reason)
        for record in records:
            record._kfz_check_is_open()
            named = record.lead_id._kfz_traders()
            record._kfz_enter("kept", reason=reason, kept=sorted(named.ids))
            record.message_post(
                body=self.env._(
                    "The confirmed trade of %(kept)s is kept, though the landing names %(now)s now. Reason: %(reason)s",
                    kept=record._kfz_company_words(record.trade_partner_ids),
                    now=record._kfz_company_words(named),
                    reason=reason,
                )
            )
        records._kfz_decided("companies")
        records.invalidate_recordset(["is_companies_open", "companies_warning"])
        return True

    def _kfz_check_is_open(self):
        """:raises UserError: when the landing names the confirmed companies, or it was decided to keep these"""
        self.invalidate_recordset(["is_companies_open"])
        if not self.is_companies_open:
            raise UserError(
                self.env._(
                    "%(award)s: nothing is to be decided. The landing names the companies that were confirmed, or it was decided to "
                    "keep these.",
                    award=self.name,
                )
            )
