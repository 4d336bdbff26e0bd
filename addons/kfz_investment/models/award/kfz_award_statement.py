from odoo import api, fields, models

from ...domain import award
from ..base.lists import comma
from ..base.period_words import day_text, moment_text
from . import award_words


class KfzAward(models.Model):
    """The statement of an award: the same words for the printed page, the workbook and the intermediary's portal."""

    _inherit = "kfz.award"

    state_label = fields.Char(
        "State in words",
        compute="_compute_state_label",
        help="The state in words; for a claimable award, also whether it is claimed.",
    )

    @api.depends("state", "claimed_on")
    @api.depends_context("lang")
    def _compute_state_label(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for record in self:
            claimed = record.state == "claimable" and record.claimed_on
            record.state_label = self.env._("Claimed") if claimed else labels.get(record.state)

    def action_workbook(self):
        """The statement as a workbook."""
        self.ensure_one()
        return self.env["kfz.award.export"].create({"award_id": self.id}).action_export()

    def _kfz_statement_parts(self):
        """A statement as plain data: heading, and sections of (title, column labels, rows of text).

        :raises AccessError: when the user may not read the award
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: names and figures of an award that the user reads
        record = self.sudo()
        found = record._kfz_figures()[record.id]
        return {
            "title": self.env._("Statement of the referral award"),
            "number": record.name,
            "is_final": bool(record.statement),
            "amount": award_words.money(found.award.amount),
            "sections": [
                (self.env._("The award"), (), record._kfz_facts(found.companies)),
                *record._company_sections(found.companies),
                record._base_section(found.months),
                record._arithmetic_section(found),
                record._rates_section(),
                (self.env._("Confirmations"), (), record._kfz_confirmation_rows()),
                (self.env._("Ledger"), (), record._kfz_ledger_rows()),
            ],
        }

    def _kfz_facts(self, companies):
        scheme = self.scheme_id
        return [
            (label, value)
            for label, value in (
                (self.env._("Project"), f"{self.lead_id.project_code} {self.lead_id.name}"),
                (self.env._("Enterprise"), self.partner_id.name),
                (self.env._("Whose trade"), self._whose_trade_words(companies)),
                (self.env._("Zone"), self.company_id.name),
                (self.env._("Area"), self.area_id.name),
                (self.env._("Intermediary"), self.intermediary_id.name),
                (self.env._("Payee"), self.payee),
                (self.env._("Landed on"), day_text(self.env, self.landed_on)),
                (self.env._("First year"), self.first_year),
                (self.env._("Scheme"), scheme.name),
                (self.env._("Policy document"), scheme.document),
                (self.env._("Fund source"), self.fund_source or scheme._kfz_fund(self.area_id)),
                (self.env._("State"), self.state_label),
            )
            if value
        ]

    def _whose_trade_words(self, companies):
        """The companies whose trade is the base, with their credit codes; or that none was named."""
        labels = comma(self.env).join(
            award_words.company_label(name, code) for name, code, _months in companies
        )
        if self.whose_trade == "companies":
            return self.env._("Project companies: %(companies)s", companies=labels)
        return self.env._(
            "No project company named: trade of the investor, %(investor)s", investor=labels
        )

    def _company_sections(self, companies):
        """Of several companies, the months of each."""
        return [
            (
                self.env._("Trade of %(company)s", company=award_words.company_label(name, code)),
                (self.env._("Month"), self.env._("Why"), self.env._("Yuan")),
                [
                    *award_words.month_rows(self.env, months),
                    (
                        self.env._("Sum of the months that count"),
                        "",
                        award_words.money(sum(month.amount for month in months)),
                    ),
                ],
            )
            for name, code, months in (companies if len(companies) > 1 else ())
        ]

    def _base_section(self, months):
        total = award_words.money(sum(month.amount for month in months))
        return (
            self.env._("Base: confirmed bonded trade of the first year"),
            (self.env._("Month"), self.env._("Why"), self.env._("Yuan")),
            [
                *award_words.month_rows(self.env, months),
                (self.env._("Sum of the months that count"), "", total),
            ],
        )

    def _arithmetic_section(self, found):
        return (
            self.env._("Arithmetic"),
            (self.env._("Step"), self.env._("Calculation"), self.env._("Yuan")),
            award_words.line_rows(
                self.env, found.award.lines, found.rounding_mode, found.companies
            ),
        )

    def _rates_section(self):
        return (
            self.env._("Rates"),
            (
                self.env._("Base from (CNY)"),
                self.env._("Rate (‰)"),
                self.env._("Fixed amount (CNY)"),
            ),
            [
                (
                    award_words.money(tier.start),
                    award.rate_text(tier.rate),
                    award_words.money(tier.fixed),
                )
                for tier in self.scheme_id._kfz_rule().tiers
            ],
        )

    def _kfz_confirmation_rows(self):
        rows = [
            (self.env._("Customs"), self.customs_user_id.name, self.customs_on),
            (self.env._("Committee"), self.committee_user_id.name, self.committee_on),
        ]
        result = [
            (label, f"{name}, {self._kfz_moment(moment)}" if name else self.env._("not confirmed"))
            for label, name, moment in rows
        ]
        if self.public_from:
            result.append((self.env._("Publicity"), f"{self.public_from} – {self.public_to}"))
        if self.paid_on:
            result.append(
                (self.env._("Paid"), f"{self.paid_on} {self.payment_reference or ''}".strip())
            )
        return result

    def _kfz_ledger_rows(self):
        last = self.entry_ids.sorted("sequence")[-1:]
        head = self.env["kfz.award.head"].search([("company_id", "=", self.company_id.id)])
        return [
            (self.env._("Last entry on this award"), f"{last.sequence}: {last.hash}"),
            (self.env._("Head of the zone's ledger"), f"{head.count}: {head.hash}"),
        ]

    def _kfz_moment(self, moment):
        return moment_text(self.env, moment)

    def _kfz_workbook(self):
        """The statement as the bytes of a workbook."""
        from ...report import award_workbook

        return award_workbook.build(self._kfz_statement_parts())
