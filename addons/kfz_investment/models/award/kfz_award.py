from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..base.documents import Documents
from ..base.lists import comma

STATES = [
    ("accruing", "Accruing"),
    ("claimable", "Claimable"),
    ("customs_confirmed", "Confirmed by customs"),
    ("committee_confirmed", "Confirmed by the committee"),
    ("publicity", "Publicity"),
    ("payable", "Payable"),
    ("paid", "Paid"),
    ("refused", "Not awarded"),
    ("clawed_back", "Clawed back"),
]
#: figures follow the trade records
OPEN = ("accruing", "claimable")
#: confirmed at least once, not paid yet: a changed input reopens the award
CONFIRMED = ("customs_confirmed", "committee_confirmed", "publicity", "payable")
#: the only fields that users write
BY_HAND = frozenset(
    {
        "lead_id",
        "referral_id",
        "scheme_id",
        "attachment_ids",
        "note",
        "message_follower_ids",
        "message_ids",
        "activity_ids",
        "message_main_attachment_id",
    }
)


class KfzAward(models.Model):
    """The one-time award for the referral of a landed project (plan P1, annex 6, article 8; design §8.3).

    At most one per project, ever: a unique index guarantees it. Until customs confirms, ``base_amount`` and ``amount`` follow the
    confirmed trade records; then they are fixed, with every step, in ``statement``. Each step is an entry of the ledger
    (``kfz.award.entry``), which also keeps the statement. Money in yuan, exact to the fen; dates are those of Shanghai, moments UTC.
    """

    _name = "kfz.award"
    _description = "Referral award"
    _inherit = ["kfz.zone.mixin", "kfz.files.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Award number", readonly=True, copy=False, required=True)
    lead_id = fields.Many2one(
        "crm.lead",
        "Project",
        required=True,
        ondelete="restrict",
        check_company=True,
        copy=False,
        domain=[("is_promotion", "=", True), ("landed_date", "!=", False)],
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Enterprise",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The investor that the intermediary referred. Whose trade counts is said under “Trade of”.",
    )
    area_id = fields.Many2one("kfz.area", "Area", readonly=True, ondelete="restrict")
    # recipient
    referral_id = fields.Many2one(
        "kfz.referral",
        "Referral",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        copy=False,
    )
    intermediary_id = fields.Many2one(
        "res.partner", "Intermediary", required=True, readonly=True, index=True, ondelete="restrict"
    )
    payee_id = fields.Many2one(
        "res.partner", "Payee's record", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    payee = fields.Char(
        readonly=True, help="Of a team of referrers, the one to whom the award is paid."
    )
    # amount
    scheme_id = fields.Many2one(
        "kfz.award.scheme",
        "Scheme",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    landed_on = fields.Date("Landing used", readonly=True, required=True)
    month_first = fields.Date("First month", readonly=True, required=True)
    month_last = fields.Date("Last month", readonly=True, required=True)
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env["kfz.money.mixin"]._kfz_cny(),
    )
    base_amount = fields.Monetary(
        "Base of the award",
        readonly=True,
        copy=False,
        help="Confirmed bonded trade of the first year. Follows the trade records until customs confirms.",
    )
    amount = fields.Monetary(
        "Award amount",
        readonly=True,
        copy=False,
        help="By the scheme. A forecast until customs confirms.",
    )
    fund_source = fields.Char("Fund source", readonly=True, copy=False)
    # steps
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="accruing",
        copy=False,
        index=True,
        tracking=True,
    )
    claimed_on = fields.Datetime("Claimed on", readonly=True, copy=False)
    claimed_by_id = fields.Many2one("res.users", "Claimed by", readonly=True, copy=False)
    customs_on = fields.Datetime("Customs confirmed on", readonly=True, copy=False)
    customs_user_id = fields.Many2one("res.users", "Customs verifier", readonly=True, copy=False)
    committee_on = fields.Datetime("Committee confirmed on", readonly=True, copy=False)
    committee_user_id = fields.Many2one(
        "res.users", "Committee verifier", readonly=True, copy=False
    )
    public_from = fields.Date("Public from", readonly=True, copy=False)
    public_to = fields.Date("Public until", readonly=True, copy=False)
    paid_on = fields.Date("Paid on", readonly=True, copy=False)
    paid_by_id = fields.Many2one("res.users", "Payment entered by", readonly=True, copy=False)
    payment_reference = fields.Char("Payment reference", readonly=True, copy=False)
    reason = fields.Char(
        "Reason",
        readonly=True,
        copy=False,
        help="Why the award was refused, returned, reopened or clawed back.",
    )
    clawed_amount = fields.Monetary(
        "Amount clawed back",
        readonly=True,
        copy=False,
        help="Claiming money back was designed for this system; the plan does not provide for it.",
    )
    question = fields.Char(
        "Claw-back question",
        readonly=True,
        copy=False,
        help="What changed after payment. Claiming money back was designed for this system; the plan does not provide for it.",
    )
    attachment_ids = Documents(
        "ir.attachment", "kfz_award_attachment_rel", "award_id", "attachment_id", "Evidence"
    )
    note = fields.Text()
    publicity_days = fields.Integer(related="scheme_id.publicity_days")
    claim_months = fields.Integer(related="scheme_id.claim_months")
    required_evidence = fields.Text(related="scheme_id.required_evidence")
    entry_ids = fields.One2many("kfz.award.entry", "award_id", "Steps", readonly=True)
    objection_ids = fields.One2many("kfz.award.objection", "award_id", "Objections", readonly=True)

    # the guarantee of “once”: refused awards are among them
    _once = models.UniqueIndex(
        "(lead_id)",
        "This project already has its award: there is only ever one per project, even if it was refused.",
    )

    # constrains

    @api.constrains("referral_id", "scheme_id", "lead_id", "landed_on")
    def _check_sources(self):
        for record in self:
            if problem := record.lead_id._kfz_award_problem(
                record.referral_id, record.scheme_id, record
            ):
                raise ValidationError(problem)

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        """Awards of landed projects; all but project, referral and scheme follows from them."""
        self.check_access("create")
        self._kfz_check_by_hand(set().union(*vals_list) - {"company_id", "currency_id"})
        awards = super().create([self._kfz_opening_vals(vals) for vals in vals_list])
        # sudo: figures and the ledger are written by the system alone
        awards.sudo()._kfz_after_opening()
        return awards

    def write(self, vals):
        self._kfz_check_by_hand(set(vals))
        if {"lead_id", "referral_id", "scheme_id"} & set(vals):
            self._kfz_check_sources_open(vals)
        result = super().write(vals)
        if "scheme_id" in vals:
            # sudo: the window and the figures follow from the scheme
            self.sudo()._kfz_follow_scheme()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "An award stays on record: its steps are in the ledger. Refuse it with a reason instead."
            )
        )

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("An award cannot be copied: there is one per project."))

    def _kfz_check_by_hand(self, names):
        strange = names - BY_HAND
        if strange and not self.env.su:
            labels = comma(self.env).join(
                self._fields[name]._description_string(self.env)
                for name in sorted(strange)
                if name in self._fields
            )
            raise AccessError(
                self.env._(
                    "%(fields)s: set from confirmed trade and the steps of the award, never entered by hand.",
                    fields=labels,
                )
            )

    def _kfz_check_sources_open(self, vals):
        """:raises UserError: when an award would follow another project, referral or, once confirmed, scheme"""

        def moves(name):
            return name in vals and self.filtered(lambda record: record[name].id != vals[name])

        if moves("lead_id"):
            raise UserError(
                self.env._("An award belongs to its project and cannot be moved to another.")
            )
        if moves("referral_id") and not self.env.su:
            raise UserError(
                self.env._("An award belongs to its referral and cannot be moved to another.")
            )
        moved = moves("scheme_id")
        if moved and any(record.state not in OPEN for record in moved):
            raise UserError(
                self.env._("The scheme of an award cannot change once customs has confirmed it.")
            )
        if "scheme_id" in vals:
            self._kfz_check_scheme_in_use(vals["scheme_id"])
