import datetime

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar, trade
from ..base.period_words import month_text

DIRECTIONS = [("import", "Goods imported"), ("export", "Goods exported")]
#: what a reversing entry takes from the record that it reverses
FIGURES = ("company_id", *trade.KEY, "amount")
#: set by the application alone
OWN = (
    "number",
    "state",
    "entered_by_id",
    "changed_by_id",
    "confirmed_by_id",
    "confirmed_on",
    "reverses_id",
    "is_reversed",
    "is_bonded",
    "currency_id",
)


class KfzTradeRecord(models.Model):
    """Trade of an enterprise in a month, by direction and customs supervision mode, from customs statements (design §8.4).

    ``amount`` is in yuan. A draft is confirmed by a customs verifier who neither entered nor changed it
    (``kfz_trade_record_confirm.py``); from then on it cannot be changed or deleted: it is corrected by a reversing entry, a
    record of the negative amount (``kfz_trade_record_reverse.py``), so that sums over confirmed records are always right.
    An enterprise has one draft and one confirmed record, reversed ones aside, a zone, month, direction and mode
    (``kfz_trade_record_once.py``).
    """

    _name = "kfz.trade.record"
    _description = "Trade record"
    _inherit = ["kfz.zone.mixin"]
    _order = "month desc, partner_id, direction, mode, id"
    _rec_name = "number"
    _check_company_auto = True

    # figures
    number = fields.Char(readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        required=True,
        index=True,
        default=lambda self: self._kfz_default_zone(),
        domain="[('zone_code', '!=', False)]",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Enterprise",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        domain=[("is_enterprise", "=", True)],
        help="An enterprise of the zone's own or of the common directory.",
    )
    month = fields.Date(
        required=True,
        default=lambda self: self._kfz_default_month(),
        help="First day of the month of the statement.",
    )
    direction = fields.Selection(DIRECTIONS, "Import or export", required=True, default="import")
    mode = fields.Selection(
        lambda self: self.env["kfz.trade.mode"]._kfz_selection(),
        "Supervision mode",
        required=True,
        help="Customs supervision mode, for example 1210 (bonded cross-border e-commerce).",
    )
    is_bonded = fields.Boolean(
        "Counts as bonded trade value",
        readonly=True,
        copy=False,
        help="As the supervision mode said when the record was entered.",
    )
    amount = fields.Monetary("Trade value", required=True, help="In CNY.")
    currency_id = fields.Many2one(
        "res.currency", readonly=True, required=True, default=lambda self: self._kfz_cny()
    )
    origin = fields.Char("Source", help="The customs statement: file and row, or its number.")
    note = fields.Char()

    # people
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
    )
    entered_by_id = fields.Many2one(
        "res.users",
        "Entered by",
        readonly=True,
        required=True,
        copy=False,
        index=True,
        default=lambda self: self.env.user,
    )
    changed_by_id = fields.Many2one(
        "res.users",
        "Changed by",
        readonly=True,
        copy=False,
        help="The user who last changed the draft's figures; cannot confirm it either.",
    )
    confirmed_by_id = fields.Many2one("res.users", "Confirmed by", readonly=True, copy=False)
    confirmed_on = fields.Datetime("Confirmed on", readonly=True, copy=False)
    is_mine_to_confirm = fields.Boolean("I can confirm it", compute="_compute_is_mine_to_confirm")

    # correction
    reverses_id = fields.Many2one(
        "kfz.trade.record",
        "Reverses",
        readonly=True,
        copy=False,
        check_company=True,
        ondelete="restrict",
    )
    reversed_by_ids = fields.One2many(
        "kfz.trade.record", "reverses_id", "Reversed by", readonly=True
    )
    reason = fields.Char("Reason for the reversal", copy=False)
    is_reversed = fields.Boolean(
        "Reversed", readonly=True, copy=False, help="A reversing entry of this record is confirmed."
    )

    _number_unique = models.UniqueIndex("(number)", "Another trade record has this number.")
    _reversed_once = models.UniqueIndex(
        "(reverses_id) WHERE reverses_id IS NOT NULL",
        "This trade record has a reversing entry already: there can be only one.",
    )
    _draft_once = models.UniqueIndex(
        "(company_id, partner_id, month, direction, mode) WHERE state = 'draft' AND reverses_id IS NULL",
        "There is a draft of this enterprise, month, direction and mode already: change that one.",
    )
    _confirmed_once = models.UniqueIndex(
        "(company_id, partner_id, month, direction, mode) "
        "WHERE state = 'confirmed' AND reverses_id IS NULL AND is_reversed IS NOT TRUE",
        "The trade of this enterprise, month, direction and mode is confirmed already: reverse that record first.",
    )
    # serves the bases of awards and the yearly totals
    _base_idx = models.Index("(company_id, partner_id, month) WHERE state = 'confirmed'")
    _amount_sign = models.Constraint(
        "CHECK((reverses_id IS NULL AND amount > 0) OR (reverses_id IS NOT NULL AND amount < 0))",
        "The trade value of a month is above 0; only a reversing entry is negative.",
    )
    _amount_size = models.Constraint(
        "CHECK(abs(amount) <= 10000000000000)",
        "The trade value is too large to be real. Check the unit.",
    )
    _month_first = models.Constraint(
        "CHECK(EXTRACT(day FROM month) = 1)",
        "A trade record covers a whole month: its month must be the first day.",
    )
    _reason_given = models.Constraint(
        "CHECK(reverses_id IS NULL OR COALESCE(reason, '') <> '')",
        "Say why the record is reversed: the reason stays with it.",
    )

    # defaults

    @api.model
    def _kfz_default_zone(self):
        return (self.env.company | self.env.companies).filtered("zone_code")[:1]

    @api.model
    def _kfz_default_month(self):
        """The month before this one: its statement is what arrives now."""
        today = calendar.today()
        return trade.month_of(trade.month_of(today) - datetime.timedelta(days=1))

    @api.model
    def _kfz_cny(self):
        return self.env["res.currency"].browse(
            self.env["ir.model.data"]._xmlid_to_res_id("base.CNY")
        )

    # constrains

    @api.constrains("company_id")
    def _check_zone(self):
        if strange := self.company_id.filtered(lambda company: not company.zone_code):
            raise ValidationError(
                self.env._(
                    "“%(company)s” is not a zone: trade records belong to a zone.",
                    company=strange[0].name,
                )
            )

    @api.constrains("partner_id")
    def _check_enterprise(self):
        for partner in self.partner_id:
            if not partner.is_enterprise:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is not in the enterprise directory. Choose an enterprise, or add it to the directory first.",
                        name=partner.name,
                    )
                )

    @api.constrains("month")
    def _check_month(self):
        today = calendar.today()
        # a reversing entry has the month of the record that it takes back, whatever that says
        for month in set(self.filtered(lambda record: not record.reverses_id).mapped("month")):
            if not trade.is_plausible(month, today):
                raise ValidationError(
                    self.env._(
                        "Trade of %(month)s cannot be recorded: the month must lie between 2000-01 and %(latest)s. Check the year.",
                        month=month_text(self.env, month),
                        latest=month_text(self.env, trade.latest_month(today)),
                    )
                )

    @api.constrains("mode")
    def _check_mode(self):
        known = self.env["kfz.trade.mode"]._kfz_bonded()
        for mode in set(self.filtered(lambda record: not record.reverses_id).mapped("mode")):
            if mode not in known:
                raise ValidationError(
                    self.env._(
                        "“%(mode)s” is not a supervision mode in use. In use are: %(known)s.",
                        mode=mode,
                        known=", ".join(known),
                    )
                )

    @api.onchange("month")
    def _onchange_month(self):
        if self.month:
            self.month = trade.month_of(self.month)

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        """Drafts of the user; number, zone and the first day of the month are set here."""
        self.check_access("create")
        vals_list = self._kfz_complete(vals_list)
        self._kfz_check_once(vals_list)
        return super().create(self._kfz_number(vals_list))

    def write(self, vals):
        self.check_access("write")
        self._kfz_check_changeable(vals)
        if vals.keys() & set(FIGURES):
            vals = self._kfz_normalised(vals)
            self._kfz_check_once(
                [
                    {
                        **{
                            name: self._fields[name].convert_to_write(record[name], record)
                            for name in FIGURES
                        },
                        **vals,
                    }
                    for record in self
                ],
                self._ids,
            )
            vals["changed_by_id"] = self.env.uid
        return super().write(vals)

    # business

    def _kfz_set(self, vals):
        """Write what only the application may, confirmed records included."""
        return super().write(vals)  # pylint: disable=super-method-mismatch
