from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ...domain import benefit_split, indicators


class KfzBenefitSplit(models.Model):
    """How zones share one indicator of a shared project over years (利益分享, design §4).

    Proposed by a manager of one of its zones, in force once managers of all of them have agreed; a change restarts the agreement.
    It belongs to the sheet, so that both zones read the same rule and neither sees into the other's project.
    """

    _name = "kfz.benefit.split"
    _description = "Benefit split"
    _order = "sheet_id desc, indicator, year_from, id"
    _rec_name = "indicator"

    sheet_id = fields.Many2one(
        "kfz.shared.project", "Shared project", required=True, index=True, ondelete="restrict"
    )
    indicator = fields.Selection(
        indicators.choices(),
        required=True,
        default="signed",
        help="Bonded trade is the confirmed trade of the project companies from the month of the landing on; "
        "trade of a company with two projects is that of the project which landed first.",
    )
    is_elsewhere = fields.Boolean(
        "Credited elsewhere",
        compute="_compute_is_elsewhere",
        help="Figures of this indicator are not kept in this system: the agreement stays on record, and the zones credit it elsewhere.",
    )
    year_from = fields.Integer(
        "From year", required=True, default=lambda self: fields.Date.context_today(self).year
    )
    year_to = fields.Integer(
        "To year", required=True, default=lambda self: fields.Date.context_today(self).year + 4
    )
    mode = fields.Selection(
        [
            ("ratio", "By ratio"),
            ("full_to_one", "In full to one zone"),
            ("full_both", "In full in both zones"),
        ],
        required=True,
        default="ratio",
        help="A figure counted in full in both zones still enters a grand total only once.",
    )
    line_ids = fields.One2many("kfz.benefit.split.line", "split_id", "Zones", copy=True)
    proposer_id = fields.Many2one(
        "res.company", "Proposed by", required=True, readonly=True, index=True
    )
    party_ids = fields.Many2many(
        "res.company",
        "kfz_benefit_split_party_rel",
        "split_id",
        "company_id",
        "Parties",
        compute="_compute_party_ids",
        store=True,
    )
    zone_ids = fields.Many2many(
        "res.company", compute="_compute_zone_ids", string="Zones of the sheet"
    )
    state = fields.Selection(
        [("proposed", "Proposed"), ("agreed", "Agreed")], compute="_compute_state", store=True
    )
    term_ids = fields.One2many(
        "kfz.benefit.split.term", "split_id", "Agreements so far", readonly=True
    )
    is_settled = fields.Boolean(
        "In force",
        readonly=True,
        copy=False,
        help="Agreed at least once: the latest agreement applies until a new one replaces it.",
    )
    is_mine_to_agree = fields.Boolean("Awaiting our agreement", compute="_compute_is_mine_to_agree")
    total = fields.Monetary(
        "Figure",
        compute="_compute_total",
        help="The amount distributed so far; before the split is agreed, the figure on the sheet.",
    )
    counted_twice = fields.Monetary(
        "Counted twice",
        compute="_compute_total",
        help="Part of the zones' figures that is left out of a grand total.",
    )
    own_credit = fields.Monetary("Credited to us", compute="_compute_own_credit")
    currency_id = fields.Many2one("res.currency", related="sheet_id.currency_id")

    _years_ordered = models.Constraint(
        "CHECK(year_from <= year_to)", "A benefit split cannot end before it begins."
    )

    @api.model
    def default_get(self, fields):
        """A split proposed on a sheet starts with the two zones that have to agree."""
        values = super().default_get(fields)
        sheet = self.env["kfz.shared.project"].browse(values.get("sheet_id"))
        if "line_ids" in fields and not values.get("line_ids") and sheet.has_access("read"):
            others = sheet.recipient_ids
            zones = sheet.zone_id | (others if len(others) == 1 else others & self.env.companies)
            values["line_ids"] = [Command.create({"company_id": zone.id}) for zone in zones]
        return values

    @api.depends("indicator")
    def _compute_is_elsewhere(self):
        for split in self:
            split.is_elsewhere = split.indicator in indicators.ELSEWHERE

    @api.depends("line_ids.company_id")
    def _compute_party_ids(self):
        for split in self:
            split.party_ids = split.line_ids.company_id

    @api.depends("sheet_id")
    def _compute_zone_ids(self):
        for split in self:
            split.zone_ids = split.sheet_id.zone_id | split.sheet_id.recipient_ids

    @api.depends("line_ids.is_agreed")
    def _compute_state(self):
        for split in self:
            agreed = split.line_ids and all(split.line_ids.mapped("is_agreed"))
            split.state = "agreed" if agreed else "proposed"

    @api.depends("line_ids.is_agreed")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_mine_to_agree(self):
        for split in self:
            split.is_mine_to_agree = any(
                not line.is_agreed and line.company_id in self.env.companies
                for line in split.line_ids
            )

    @api.depends(
        "mode",
        "indicator",
        "year_from",
        "year_to",
        "line_ids.percentage",
        "is_settled",
        "sheet_id.signed_amount",
        "sheet_id.signed_date",
        "sheet_id.landed_amount",
        "sheet_id.landed_date",
    )
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_total(self):
        credits = self._kfz_credits()
        for split in self:
            credit = credits.get(split)
            split.total = float(credit.total) if credit else 0
            split.counted_twice = float(credit.counted_twice) if credit else 0

    @api.depends("line_ids", "is_settled")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_own_credit(self):
        credits = self._kfz_credits()
        own = self.env.companies.ids
        for split in self:
            credit = credits.get(split) if split.is_settled else None
            split.own_credit = (
                float(sum(credit.by_zone.get(zone, 0) for zone in own)) if credit else 0
            )

    @api.constrains("mode", "line_ids", "sheet_id")
    def _check_lines(self):
        for split in self:
            if split.sheet_id.state == "published":
                split._check_zones()
            problem = benefit_split.problem(split.mode, split._kfz_percentages())
            if problem:
                raise ValidationError(split._problem_message(problem))

    def _check_zones(self):
        """A split is between zones of the sheet, and includes the sheet's own zone."""
        strange = self.line_ids.company_id - self.sheet_id.zone_id - self.sheet_id.recipient_ids
        if strange:
            raise ValidationError(
                self.env._("%(zone)s has no part in this shared project.", zone=strange[0].name)
            )
        owner = self.sheet_id.zone_id
        if self.line_ids and owner not in self.line_ids.company_id:
            raise ValidationError(
                self.env._(
                    "The project belongs to %(zone)s, so the split must include this zone.",
                    zone=owner.name,
                )
            )

    def _problem_message(self, problem):
        match problem:
            case "zones":
                return self.env._("A benefit split is between at least two zones.")
            case "negative":
                return self.env._("A share must be between 0 and 100 percent.")
            case "sum":
                return self.env._(
                    "The shares must sum to 100 percent; they sum to %(sum)s.",
                    sum=sum(self.line_ids.mapped("percentage")),
                )
            case "one":
                return self.env._(
                    "In full to one zone: give that zone 100 and the others 0 percent."
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["is_settled"] = False
            sheet = self.env["kfz.shared.project"].browse(vals.get("sheet_id"))
            sheet.check_access("read")
            vals["proposer_id"] = (
                (self.env.company | self.env.companies) & (sheet.zone_id | sheet.recipient_ids)
            )[:1].id
        splits = super().create(vals_list)
        splits._kfz_changed()
        return splits

    def write(self, vals):
        if {"sheet_id", "proposer_id"} & set(vals) or ("is_settled" in vals and not self.env.su):
            raise UserError(self.env._("A benefit split belongs to its shared project."))
        result = super().write(vals)
        if {"indicator", "year_from", "year_to", "mode", "line_ids"} & set(vals):
            self._kfz_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_proposed(self):
        if self.filtered("is_settled"):
            raise UserError(
                self.env._(
                    "An agreed benefit split cannot be deleted. It can be changed if all its zones agree."
                )
            )

    def _kfz_percentages(self):
        return {
            line.company_id.id: Decimal(repr(line.percentage)).quantize(Decimal("0.0001"))
            for line in self.line_ids
        }
