from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ...domain import calendar
from ...domain.follow_up import ENDED

#: characters of the line that says what it is about
MOST_NAME = 200
MANAGER = "kfz_investment.group_kfz_manager"


class KfzDueMixin(models.AbstractModel):
    """Something on a project that somebody answers for, with a day: promises and coordination issues.

    Whoever answers for it has an activity on the project for as long as it is open, which follows its day
    (``_kfz_due_activity``). Its state is set by named methods alone. Days are those of Shanghai.
    """

    _name = "kfz.due.mixin"
    _inherit = ["kfz.overdue.mixin"]
    _description = "Something left to be done on a project"
    _order = "is_closed, date_due, id"

    #: states in which nothing is to be done any more
    _closed_states = ()
    #: external id of the kind of its activities
    _activity_kind = ""

    name = fields.Char("In one line", required=True)
    note = fields.Text("Details")
    date_due = fields.Date("Deadline", required=True)
    owner_id = fields.Many2one(
        "kfz.official",
        "Answers for it",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="The official or unit of the zone that answers for it.",
    )
    raised_by_id = fields.Many2one(
        "res.users",
        "Recorded by",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    raised_on = fields.Date(
        "Recorded on",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: calendar.today(),
    )
    closed_by_id = fields.Many2one("res.users", "Closed by", readonly=True, copy=False)
    closed_on = fields.Date("Closed on", readonly=True, copy=False)
    closing_words = fields.Char("Outcome", readonly=True, copy=False)
    turn = fields.Integer(
        readonly=True,
        copy=False,
        default=0,
        exportable=False,
        help="Technical: how often its state has changed; each turn has an activity of its own.",
    )
    is_closed = fields.Boolean(
        "Closed", compute="_compute_is_closed", store=True, precompute=True, index=True
    )
    is_mine = fields.Boolean(
        "I answer for it",
        compute="_compute_is_mine",
        search="_search_is_mine",
        help="You are the official who answers for it.",
    )

    @api.depends("state")
    def _compute_is_closed(self):
        for record in self:
            record.is_closed = record.state in self._closed_states

    @api.depends("owner_id.user_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        mine = self._kfz_my_officials()
        for record in self:
            record.is_mine = record.owner_id in mine

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("owner_id", "in", self._kfz_my_officials().ids)
        return mine if True in value else ~mine

    @api.model
    def _kfz_my_officials(self):
        """The officials for whom the user stands."""
        # sudo: as whom the user acts, which needs no right to other officials
        people = self.env["kfz.official"].sudo().with_context(active_test=False)
        return people.search([("user_id", "=", self.env.uid)]).with_env(self.env)

    @api.onchange("lead_id")
    def _onchange_owner(self):
        """Whoever manages the project answers for it, unless somebody else is chosen."""
        if not self.owner_id and self.lead_id:
            self.owner_id = self.lead_id._kfz_answers()

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record in records:
            record.lead_id.check_access("read")
            record._kfz_check_project_goes_on()
        records._kfz_watch_due()
        return records

    def write(self, vals):
        for record in self.filtered("is_closed") if not self.env.su else ():
            if fixed := sorted(set(vals) & {"name", "note", "date_due", "owner_id"}):
                raise UserError(
                    self.env._(
                        "“%(name)s” is closed, so “%(field)s” does not change any more.",
                        name=record.name,
                        field=self._kfz_field_label(fixed[0]),
                    )
                )
        owners = {each: each.owner_id for each in self} if "owner_id" in vals else {}
        result = super().write(vals)
        if {"date_due", "owner_id", "state", "name"} & vals.keys():
            self._kfz_watch_due()
        for record, owner in owners.items():
            if record.owner_id != owner:
                record._kfz_tell_owner(owner)
        return result

    def unlink(self):
        made = self._kfz_made_activities()
        result = super().unlink()
        made._kfz_follow_date(None)
        return result

    @api.constrains("name")
    def _check_name(self):
        for record in self:
            name = record.name or ""
            if not name.strip() or "\n" in name or len(name) > MOST_NAME:
                raise ValidationError(
                    self.env._(
                        "Say in one line of at most %(most)s characters what it is about; details have a field of their own.",
                        most=MOST_NAME,
                    )
                )

    def _kfz_check_project_goes_on(self):
        if self.lead_id.condition in ENDED:
            raise UserError(
                self.env._(
                    "“%(project)s” has ended, so nothing more is to be done on it. Record it on a project that goes on.",
                    project=self.lead_id.name,
                )
            )

    # who may act

    def _kfz_is_owner(self):
        """Whether the user stands behind whoever answers for it."""
        return self.owner_id in self._kfz_my_officials()

    def _kfz_check_read(self):
        """:raises AccessError: for what the user does not read, and for the number of no record, alike"""
        if not all(self._ids):
            raise self.env["ir.rule"]._make_access_error("read", self)
        self.check_access("read")

    def _kfz_works_on_it(self):
        """Whether the user may change the project, or leads it as its lead official."""
        return self.lead_id.has_access("write") or self.lead_id._kfz_is_led_by_me()

    def _kfz_check_may_act(self):
        """:raises AccessError: unless the user works on the project, leads it or answers for this"""
        self._kfz_check_read()
        if not (self.env.su or self._kfz_works_on_it() or self._kfz_is_owner()):
            raise AccessError(
                self.env._(
                    "Only those who work on the project, its lead official and whoever answers for it can do this."
                )
            )

    def _kfz_set(self, **values):
        """Set what clients do not set, after the checks of a named method.

        Lead officials act on projects that they only read, so the checks decide and not the right to write.
        """
        # sudo: the caller has checked role, state and zone
        for record in self._kfz_as_system():
            turn = record.turn + ("state" in values)
            # past the checks of what clients write; whoever acts here is not told of what they did
            super(KfzDueMixin, record).write(  # pylint: disable=super-method-mismatch
                {**values, "turn": turn}
            )
        self._kfz_watch_due()

    def _kfz_close(self, state, words=False):
        self._kfz_set(
            state=state,
            closed_by_id=self.env.uid,
            closed_on=calendar.today(),
            closing_words=words,
        )
