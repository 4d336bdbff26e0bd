from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..domain import benefit_split

INDICATORS = [
    ('signed', "Signed amount"),
    ('landed', "Landed amount"),
    ('capital', "Capital in place"),
    ('trade', "Bonded trade value"),
    ('tax', "Tax revenue"),
]


class KfzBenefitSplit(models.Model):
    """How zones share one indicator of a shared project over years (利益分享, design §4).

    Proposed by a manager of one of its zones, in force once managers of all of them agreed; a change starts over.
    Hangs on the sheet, so that both zones read the same rule and neither sees into the other's project.
    """
    _name = 'kfz.benefit.split'
    _description = "Benefit split"
    _order = 'sheet_id desc, indicator, year_from, id'
    _rec_name = 'indicator'

    sheet_id = fields.Many2one('kfz.shared.project', "Shared project", required=True, index=True, ondelete='restrict')
    indicator = fields.Selection(INDICATORS, required=True, default='signed')
    year_from = fields.Integer("From year", required=True, default=lambda self: fields.Date.context_today(self).year)
    year_to = fields.Integer("To year", required=True, default=lambda self: fields.Date.context_today(self).year + 4)
    mode = fields.Selection(
        [('ratio', "By ratio"), ('full_to_one', "In full to one zone"), ('full_both', "In full in both zones")],
        required=True, default='ratio', help="Counted in full in both zones, a figure still enters a grand total once.")
    line_ids = fields.One2many('kfz.benefit.split.line', 'split_id', "Zones", copy=True)
    proposer_id = fields.Many2one('res.company', "Proposed by", required=True, readonly=True, index=True)
    party_ids = fields.Many2many(
        'res.company', 'kfz_benefit_split_party_rel', 'split_id', 'company_id', "Parties",
        compute='_compute_party_ids', store=True)
    zone_ids = fields.Many2many('res.company', compute='_compute_zone_ids', string="Zones of the sheet")
    state = fields.Selection(
        [('proposed', "Proposed"), ('agreed', "Agreed")], compute='_compute_state', store=True)
    is_mine_to_agree = fields.Boolean("Our agreement is due", compute='_compute_is_mine_to_agree')
    total = fields.Monetary("Figure", compute='_compute_total', help="In yuan, where the sheet carries it.")
    counted_twice = fields.Monetary(
        "Counted twice", compute='_compute_total', help="Part of the zones' figures that a grand total leaves out.")
    own_credit = fields.Monetary("Credited to us", compute='_compute_own_credit')
    currency_id = fields.Many2one('res.currency', related='sheet_id.currency_id')

    _years_ordered = models.Constraint('CHECK(year_from <= year_to)', "A benefit split cannot end before it begins.")

    @api.depends('line_ids.company_id')
    def _compute_party_ids(self):
        for split in self:
            split.party_ids = split.line_ids.company_id

    @api.depends('sheet_id')
    def _compute_zone_ids(self):
        for split in self:
            split.zone_ids = split.sheet_id.zone_id | split.sheet_id.recipient_ids

    @api.depends('line_ids.is_agreed')
    def _compute_state(self):
        for split in self:
            agreed = split.line_ids and all(split.line_ids.mapped('is_agreed'))
            split.state = 'agreed' if agreed else 'proposed'

    @api.depends('line_ids.is_agreed')
    @api.depends_context('uid', 'allowed_company_ids')
    def _compute_is_mine_to_agree(self):
        for split in self:
            split.is_mine_to_agree = any(
                not line.is_agreed and line.company_id in self.env.companies for line in split.line_ids)

    @api.depends('mode', 'indicator', 'year_from', 'year_to', 'line_ids.percentage', 'sheet_id.signed_amount',
                 'sheet_id.signed_date', 'sheet_id.landed_amount', 'sheet_id.landed_date')
    def _compute_total(self):
        for split in self:
            credit = split._kfz_sheet_credit()
            split.total = float(credit.total) if credit else 0
            split.counted_twice = float(credit.counted_twice) if credit else 0

    @api.depends('line_ids.credited', 'state')
    @api.depends_context('uid', 'allowed_company_ids')
    def _compute_own_credit(self):
        for split in self:
            own = split.line_ids.filtered(lambda line: line.company_id in self.env.companies)
            split.own_credit = sum(own.mapped('credited')) if split.state == 'agreed' else 0

    @api.constrains('mode', 'line_ids', 'sheet_id')
    def _check_lines(self):
        for split in self:
            strange = split.line_ids.company_id - split.sheet_id.zone_id - split.sheet_id.recipient_ids
            if strange and split.sheet_id.state == 'published':
                raise ValidationError(self.env._("%(zone)s has no part in this shared project.", zone=strange[0].name))
            match benefit_split.problem(split.mode, split._kfz_percentages()):
                case 'zones':
                    raise ValidationError(self.env._("A benefit split is between at least two zones."))
                case 'negative':
                    raise ValidationError(self.env._("A share lies between 0 and 100 percent."))
                case 'sum':
                    raise ValidationError(self.env._(
                        "The shares must sum to 100 percent; they sum to %(sum)s.", sum=sum(split.line_ids.mapped('percentage'))))
                case 'one':
                    raise ValidationError(self.env._("In full to one zone: give that zone 100 and the others 0 percent."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            sheet = self.env['kfz.shared.project'].browse(vals.get('sheet_id'))
            sheet.check_access('read')
            vals['proposer_id'] = ((self.env.company | self.env.companies) & (sheet.zone_id | sheet.recipient_ids))[:1].id
        splits = super().create(vals_list)
        splits._kfz_changed()
        return splits

    def write(self, vals):
        if {'sheet_id', 'proposer_id'} & set(vals):
            raise UserError(self.env._("A benefit split belongs to its shared project."))
        result = super().write(vals)
        if {'indicator', 'year_from', 'year_to', 'mode', 'line_ids'} & set(vals):
            self._kfz_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_proposed(self):
        if self.filtered(lambda split: split.state == 'agreed') and not self.env.su:
            raise UserError(self.env._("An agreed benefit split is changed with the agreement of all its zones, not deleted."))

    def action_agree(self):
        """Agree for the zones of the user.

        :raises AccessError: when the user is no manager of one of its zones
        """
        self.check_access('write')
        self._check_lines()
        self._kfz_check_party()
        self._kfz_check_once()
        self._kfz_agree()
        return True

    def _kfz_changed(self):
        """A changed rule is agreed by nobody but its author."""
        self._kfz_check_party()
        self._kfz_check_once()
        # sudo: agreement is not for users to write; a change takes it back
        self.sudo().line_ids.is_agreed = False
        self._kfz_agree()

    def _kfz_check_party(self):
        for split in self:
            if not self.env.su and not split.party_ids & self.env.companies:
                raise AccessError(self.env._("Only the zones of a benefit split propose, change or agree to it."))

    def _kfz_check_once(self):
        """A figure is split by one rule. Among what the user sees: the zone that shares sees all, and must agree to all."""
        others = self.search([('sheet_id', 'in', self.sheet_id.ids)])
        for split in self:
            if others.filtered(lambda other, split=split: other != split and other.sheet_id == split.sheet_id
                               and other.indicator == split.indicator
                               and other.year_from <= split.year_to and split.year_from <= other.year_to):
                raise ValidationError(self.env._(
                    "This indicator already has a benefit split in these years: a figure is split by one rule only."))

    def _kfz_agree(self):
        # sudo: a zone's agreement is set for its managers, who have just been checked, and for nobody else
        self.sudo().line_ids.filtered(lambda line: line.company_id in self.env.companies).is_agreed = True

    def _kfz_percentages(self):
        return {line.company_id.id: Decimal(repr(line.percentage)).quantize(Decimal('0.0001')) for line in self.line_ids}

    def _kfz_sheet_credit(self):
        """The credit of the figure that the sheet carries, when its date lies in the years of the split."""
        sheet = self.sheet_id
        amount, day = {
            'signed': (sheet.signed_amount, sheet.signed_date), 'landed': (sheet.landed_amount, sheet.landed_date),
        }.get(self.indicator, (0, False))
        percentages = self._kfz_percentages()
        if not day or not self.year_from <= day.year <= self.year_to or benefit_split.problem(self.mode, percentages):
            return None
        return benefit_split.credit(Decimal(repr(amount)).quantize(benefit_split.FEN), self.mode, percentages)


class KfzBenefitSplitLine(models.Model):
    """A zone's part in a benefit split."""
    _name = 'kfz.benefit.split.line'
    _description = "Zone of a benefit split"
    _order = 'id'
    _rec_name = 'company_id'

    split_id = fields.Many2one('kfz.benefit.split', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one('res.company', "Zone", required=True, index=True)
    percentage = fields.Float("Share (%)", digits=(7, 4))
    is_agreed = fields.Boolean("Agreed", readonly=True, copy=False)
    credited = fields.Monetary("Credited", compute='_compute_credited', help="In yuan, where the sheet carries the figure.")
    currency_id = fields.Many2one('res.currency', related='split_id.currency_id')

    _once = models.Constraint('UNIQUE(split_id, company_id)', "A zone stands once in a benefit split.")

    @api.depends('split_id.total', 'split_id.mode', 'percentage')
    def _compute_credited(self):
        for line in self:
            credit = line.split_id._kfz_sheet_credit()
            line.credited = float(credit.by_zone.get(line.company_id.id, 0)) if credit else 0

    @api.model_create_multi
    def create(self, vals_list):
        # before the line makes its zone a party of the split
        self.env['kfz.benefit.split'].browse({vals['split_id'] for vals in vals_list}).check_access('write')
        lines = super().create([{**vals, 'is_agreed': False} for vals in vals_list])
        lines._kfz_take_back()
        return lines

    def write(self, vals):
        if ('is_agreed' in vals or 'split_id' in vals) and not self.env.su:
            raise AccessError(self.env._("A zone agrees with the button."))
        result = super().write(vals)
        if 'is_agreed' not in vals:
            self._kfz_take_back()
        return result

    def unlink(self):
        self._kfz_take_back()
        return super().unlink()

    def _kfz_take_back(self):
        """Whoever changes a line changes the rule: nobody has agreed to that yet."""
        # sudo: agreement is not for users to write; a change takes it back
        self.sudo().split_id.line_ids.is_agreed = False
