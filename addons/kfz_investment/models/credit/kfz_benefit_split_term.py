from decimal import Decimal

from odoo import api, fields, models

from ...domain import benefit_split, credit_ledger, indicators
from ..base.lists import comma


class KfzBenefitSplitTerm(models.Model):
    """The terms of a benefit split that all its zones agreed to, from that moment until the next agreement (``create_date`` is UTC).

    While a change is only proposed, the last agreement stays in force: a zone cannot end it alone.
    """

    _name = "kfz.benefit.split.term"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Agreement on a benefit split"
    _order = "id desc"
    _rec_name = "indicator"

    split_id = fields.Many2one(
        "kfz.benefit.split", "Benefit split", required=True, index=True, ondelete="restrict"
    )
    create_date = fields.Datetime("Agreed on")
    superseded_on = fields.Datetime("In force until", compute="_compute_superseded_on")
    indicator = fields.Selection(indicators.choices(), required=True)
    year_from = fields.Integer("From year", required=True)
    year_to = fields.Integer("To year", required=True)
    mode = fields.Selection(
        [
            ("ratio", "By ratio"),
            ("full_to_one", "In full to one zone"),
            ("full_both", "In full in both zones"),
        ],
        required=True,
    )
    company_ids = fields.Many2many(
        "res.company", "kfz_benefit_split_term_company_rel", "term_id", "company_id", "Zones"
    )
    shares = fields.Json("Shares by zone", required=True, help="Percentage by zone ID, as text.")
    shares_text = fields.Char("Shares of the zones", compute="_compute_shares_text")

    @api.depends("split_id.term_ids")
    def _compute_superseded_on(self):
        for term in self:
            later = term.split_id.term_ids.filtered(lambda other, term=term: other.id > term.id)
            term.superseded_on = later[-1:].create_date

    @api.depends("shares", "mode")
    @api.depends_context("lang")
    def _compute_shares_text(self):
        for term in self:
            words = []
            for zone in term.company_ids.sorted("id"):
                share = Decimal(term.shares[str(zone.id)]).normalize()
                words.append(
                    zone.display_name
                    if term.mode == "full_both"
                    else f"{zone.display_name} {share:f}%"
                )
            term.shares_text = comma(self.env).join(words)

    def _kfz_rule(self, since):
        return credit_ledger.Rule(
            self.split_id.id,
            self.indicator,
            self.year_from,
            self.year_to,
            self.mode,
            {int(zone): Decimal(share) for zone, share in self.shares.items()},
            since,
        )


class KfzBenefitSplit(models.Model):
    """The terms in force, and what the zones are credited with under them."""

    _inherit = "kfz.benefit.split"

    def _kfz_settle(self):
        """Record what all zones have agreed to; the credited figures follow."""
        # sudo: agreements are written by the system only, once every zone's manager has agreed
        agreed = self.sudo().filtered(lambda split: split.state == "agreed")
        terms = agreed._kfz_terms()
        for split in agreed:
            values = {
                "indicator": split.indicator,
                "year_from": split.year_from,
                "year_to": split.year_to,
                "mode": split.mode,
                "shares": {
                    str(zone): str(share) for zone, share in split._kfz_percentages().items()
                },
            }
            last = terms.get(split.id)
            if not last or any(last[0][name] != value for name, value in values.items()):
                split.term_ids.create(
                    {
                        **values,
                        "split_id": split.id,
                        "company_ids": [fields.Command.set(split.line_ids.company_id.ids)],
                    }
                )
                split.is_settled = True
                self.env["kfz.credit.entry"]._kfz_queue("sheet_uid", [split.sheet_id.uid])

    @api.model
    def _kfz_rules(self, uids):
        """{sheet's uid: rules in force}. Run by the system."""
        result = {}
        splits = self.search([("sheet_id.uid", "in", list(uids)), ("is_settled", "=", True)])
        for terms in splits._kfz_terms().values():
            result.setdefault(terms.split_id.sheet_id.uid, []).append(
                terms[0]._kfz_rule((terms[-1].create_date, terms[-1].id))
            )
        return result

    def _kfz_terms(self):
        """{id: agreements, the newest first}. Not read through ``term_ids``: users share the cache of a relation field."""
        # sudo: what is in force does not depend on the user; callers show it to its zones only
        return {
            split.id: terms
            for split, terms in self.env["kfz.benefit.split.term"]
            .sudo()
            .search([("split_id", "in", self.ids)], order="id desc")
            .grouped("split_id")
            .items()
        }

    def _kfz_credits(self):
        """{split: ``Credit``}: from the ledger once agreed, of the sheet's figure before.

        For the zones that agreed and for the joint office: a zone that is only proposed now cannot read figures of the others.
        """
        joint = self.env.su or self.env.user.has_group("kfz_investment.group_kfz_joint_office")
        terms = self._origin._kfz_terms()
        own = self._origin.filtered(
            lambda split: (
                split.id in terms and (joint or terms[split.id][0].company_ids & self.env.companies)
            )
        )
        # sudo: the ledger is the system's; a zone may read what the zones of its agreed splits are credited with
        ledger = own.sudo()._kfz_ledger_credits()
        return {
            split: ledger.get(split._origin.id)
            if split._origin.id in terms
            else split._kfz_sheet_credit()
            for split in self
        }

    def _kfz_ledger_credits(self):
        """{id: what each zone was credited with so far}. Run by the system."""
        sums = {split.id: ({}, Decimal(0)) for split in self}
        self.env["kfz.credit.entry"].flush_model()
        for split, zone, company, twice, amount in self.env["kfz.credit.entry"]._read_group(
            [("split_id", "in", self.ids)],
            ["split_id", "zone_id", "company_id", "is_twice"],
            ["amount:sum"],
        ):
            by_zone, total = sums[split.id]
            amount = Decimal(repr(amount)).quantize(benefit_split.FEN)
            by_zone[company.id] = by_zone.get(company.id, Decimal(0)) + amount
            sums[split.id] = by_zone, total + (amount if not twice or zone == company else 0)
        return {
            split.id: benefit_split.Credit(*reversed(sums[split.id]), split.mode) for split in self
        }

    def _kfz_sheet_credit(self):
        """The credit of the figure that the sheet carries, when its date lies in the years of the split."""
        sheet = self.sheet_id
        amount, day = {
            "signed": (sheet.signed_amount, sheet.signed_date),
            "landed": (sheet.landed_amount, sheet.landed_date),
        }.get(self.indicator, (0, False))
        percentages = self._kfz_percentages()
        if (
            not day
            or not self.year_from <= day.year <= self.year_to
            or benefit_split.problem(self.mode, percentages)
        ):
            return None
        return benefit_split.credit(
            Decimal(repr(amount)).quantize(benefit_split.FEN), self.mode, percentages
        )
