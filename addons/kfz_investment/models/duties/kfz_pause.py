import datetime

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from ...domain import calendar
from ...domain.follow_up import ENDED
from ..base.period_words import day_text
from ..base.table_guard import TableGuard

#: days that one pause lasts at most: half a year, then it is decided again
MOST_DAYS = 184
#: days ahead of which a pause begins at most, so that no chain of pauses is entered at once
MOST_AHEAD = 30
#: what the one act on a pause sets
RESUMED = dict.fromkeys(("resumed_on", "resumed_by_id", "date_end"), "whoever resumes the project")


class KfzPause(models.Model):
    """The clocks of a project stand still for a reason, from a day to a day: duties of contact and the answer to a lead.

    The days of the pause are added to what is due; what was due before stays on record. A pause ends by its date or when
    somebody resumes the project; nothing else of it changes.
    """

    _name = "kfz.pause"
    _description = "Pause"
    _inherit = ["kfz.of.project.mixin"]
    _order = "date_from desc, id desc"
    _rec_name = "reason"
    _kfz_table_guards = (TableGuard(may_change=RESUMED),)

    date_from = fields.Date("Paused from", required=True, default=lambda self: calendar.today())
    date_until = fields.Date("Paused until", required=True)
    reason = fields.Char(required=True)
    user_id = fields.Many2one(
        "res.users",
        "Paused by",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    resumed_on = fields.Date("Resumed on", readonly=True, copy=False)
    resumed_by_id = fields.Many2one(
        "res.users", "Resumed by", readonly=True, copy=False, ondelete="restrict"
    )
    date_end = fields.Date(
        "Last day of the pause",
        compute="_compute_date_end",
        store=True,
        precompute=True,
        help="The day before it was resumed, else the day until which it was meant.",
    )
    is_running = fields.Boolean(
        "Running", compute="_compute_is_running", search="_search_is_running"
    )

    @api.depends("date_until", "resumed_on")
    def _compute_date_end(self):
        for pause in self:
            last = pause.resumed_on and pause.resumed_on - datetime.timedelta(days=1)
            pause.date_end = min(filter(None, (last, pause.date_until)), default=False)

    @api.depends("date_from", "date_end")
    def _compute_is_running(self):
        today = calendar.today()
        for pause in self:
            dates = pause.date_from and pause.date_end
            pause.is_running = bool(dates) and pause.date_from <= today <= pause.date_end

    def _search_is_running(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = calendar.today()
        running = fields.Domain("date_from", "<=", today) & fields.Domain("date_end", ">=", today)
        return running if True in value else ~running

    @api.constrains("date_from", "date_until")
    def _check_dates(self):
        today = calendar.today()
        for pause in self:
            if pause.date_from < today:
                raise ValidationError(
                    self.env._(
                        "A pause begins today or later: what is overdue stays so. Enter another first day."
                    )
                )
            if (pause.date_from - today).days > MOST_AHEAD:
                raise ValidationError(
                    self.env._(
                        "A pause begins within %(days)s days from today. Enter it when it is near.",
                        days=MOST_AHEAD,
                    )
                )
            if not pause.date_from <= pause.date_until:
                raise ValidationError(
                    self.env._("The pause would end before it begins. Enter a later last day.")
                )
            if (pause.date_until - pause.date_from).days >= MOST_DAYS:
                raise ValidationError(
                    self.env._(
                        "A pause lasts half a year at most. Enter an earlier last day, and decide again then."
                    )
                )
        self._kfz_check_one_at_a_time()

    def _kfz_check_one_at_a_time(self):
        """:raises ValidationError: for two pauses of a project on one day, also by two users at once"""
        # who pauses the same project at this moment waits and begins again, and then finds this pause: a lock alone would let
        # them go on with what they saw before
        self.env.cr.execute(
            SQL("UPDATE crm_lead SET id = id WHERE id IN %s", tuple(self.lead_id.ids))
        )
        theirs = self.search([("lead_id", "in", self.lead_id.ids)]).grouped("lead_id")
        for pause in self:
            for other in theirs.get(pause.lead_id, self.browse()) - pause:
                if other.date_from <= pause.date_end and pause.date_from <= other.date_end:
                    raise ValidationError(
                        self.env._(
                            "“%(project)s” is paused already, from %(start)s to %(end)s. Resume it first.",
                            project=pause.lead_id.name,
                            start=day_text(self.env, other.date_from),
                            end=day_text(self.env, other.date_end),
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        blank = self.env._("Say in one line why the clocks of the project stand still.")
        for vals in (vals_list := [dict(vals) for vals in vals_list]):
            vals["reason"] = self._kfz_words_given(vals.get("reason"), blank)
        pauses = super().create(vals_list)
        for pause in pauses:
            pause._kfz_check_works()
            if pause.lead_id.condition in ENDED:
                raise UserError(
                    self.env._(
                        "“%(project)s” has ended: nothing of it is due.", project=pause.lead_id.name
                    )
                )
            pause._kfz_note(
                self.env._(
                    "Paused from %(start)s to %(end)s: %(reason)s",
                    start=day_text(self.env, pause.date_from),
                    end=day_text(self.env, pause.date_until),
                    reason=pause.reason,
                )
            )
        pauses.lead_id._kfz_clocks_again()
        return pauses

    def write(self, vals):
        if not self.env.su and set(vals) - {"lead_id"}:
            raise UserError(
                self.env._(
                    "A pause stays as it was entered. Resume the project, and pause it anew."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A pause stays on record: resume the project instead."))

    def _kfz_check_works(self):
        """:raises AccessError: for anyone but those who work on the project"""
        if not all(self._ids):
            raise self.env["ir.rule"]._make_access_error("read", self)
        self.check_access("read")
        if not (self.env.su or self.lead_id.has_access("write")):
            raise AccessError(
                self.env._("Only those who work on the project pause it and resume it.")
            )

    def _kfz_note(self, text):
        # sudo: the caller has checked who acts; the note is in their name
        self.sudo().lead_id._kfz_note(text)

    def action_resume(self):
        """End pauses today: their clocks go on from today.

        :raises AccessError: for anyone but those who work on the project
        :raises UserError: for a pause that has ended
        """
        today = calendar.today()
        for pause in self:
            pause._kfz_check_works()
            if pause.resumed_on or pause.date_end < today:
                raise UserError(self.env._("This pause has ended already."))
            # sudo: nobody changes a pause; who may resume it was checked
            pause._kfz_as_system().write({"resumed_on": today, "resumed_by_id": self.env.uid})
            pause._kfz_note(
                self.env._(
                    "Resumed before %(day)s, until when it was paused.",
                    day=day_text(self.env, pause.date_until),
                )
            )
        self.lead_id._kfz_clocks_again()
