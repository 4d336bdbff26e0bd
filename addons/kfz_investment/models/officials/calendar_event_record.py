import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...domain import calendar
from ..base.period_words import day_text

#: days after which a meeting that nobody recorded is not asked about any more
WINDOW = 60
#: who records visits
RECORDERS = "kfz_investment.group_kfz_officer,kfz_investment.group_kfz_lead_official,kfz_investment.group_kfz_task_force"


class CalendarEvent(models.Model):
    """A meeting on a project that is over waits to be recorded as a visit, each occurrence by itself, unless it did not take place."""

    _inherit = "calendar.event"

    kfz_not_held = fields.Boolean("Did not take place", readonly=True, copy=False)
    kfz_to_record = fields.Boolean(
        "Waits to be recorded",
        compute="_compute_kfz_to_record",
        search="_search_kfz_to_record",
        groups=RECORDERS,
        help="A meeting on a project of the last 60 days that is over and was neither recorded nor said not to have taken place.",
    )

    def _compute_kfz_to_record(self):
        waiting = self.filtered_domain(Domain("id", "in", self.ids) & self._kfz_over())
        # sudo: whether somebody has recorded it, also where the reader sees only some visits
        recorded = self.env["kfz.interaction"].sudo().search([("meeting_id", "in", waiting.ids)])
        for event in self:
            event.kfz_to_record = event in waiting and event not in recorded.meeting_id

    @api.model
    def _search_kfz_to_record(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = self._kfz_waiting()
        return waiting if True in value else ~waiting

    @api.model
    def _kfz_waiting(self):
        """Meetings that wait to be recorded."""
        # sudo: whether somebody has recorded it, also where the reader sees only some visits
        recorded = self.env["kfz.interaction"].sudo()._search([("meeting_id", "!=", False)])
        return self._kfz_over() & Domain("id", "not in", recorded.subselect("meeting_id"))

    @api.model
    def _kfz_over(self):
        """Meetings on projects that are over, not long ago, and not said not to have taken place; whole days are Shanghai's."""
        now, today = fields.Datetime.now(), calendar.today()
        day = Domain("allday", "=", True) & Domain("stop_date", "<", today)
        hours = Domain("allday", "=", False) & Domain("stop", "<", now)
        return (
            Domain("opportunity_id.is_promotion", "=", True)
            & Domain("kfz_not_held", "=", False)
            & Domain("active", "=", True)
            & Domain("stop", ">=", now - datetime.timedelta(days=WINDOW))
            & (day | hours)
        )

    def action_kfz_record(self):
        """Open the small form of a visit, filled in from the meeting.

        :raises UserError: when the meeting waits no more, or its project has no enterprise
        """
        self.ensure_one()
        lead = self._kfz_check_waits()
        action = lead.action_record_visit()
        action["context"].update(
            {f"default_{name}": value for name, value in self._kfz_visit_values(lead).items()}
        )
        return action

    def action_kfz_not_held(self):
        """Say that meetings did not take place: nobody is asked to record them any more.

        :raises UserError: when one waits no more
        """
        notes = [(event._kfz_check_waits(), event._kfz_not_held_text()) for event in self]
        # sudo: whoever works on the project says so, also of a colleague's activity, which nobody has to do any more
        self.sudo().activity_ids.unlink()
        for lead, text in notes:
            # sudo: the note is of what the user has just said, also where the user only reads the project
            lead.sudo().message_post(body=text, subtype_xmlid="mail.mt_note")
        # sudo: whoever works on the project says so, also of a meeting that a colleague has planned
        self.sudo()._kfz_may_set("kfz_not_held").write({"kfz_not_held": True})
        return True

    def _kfz_check_waits(self):
        """The project of a meeting that waits to be recorded by the user, who can open it and records visits.

        :raises UserError: when it does not wait any more
        """
        self.check_access("read")
        self.env["kfz.interaction"].check_access("create")
        self.opportunity_id.check_access("read")
        if not self.kfz_to_record:
            raise UserError(
                self.env._(
                    "This meeting is not over yet, was recorded or did not take place. Read the page again."
                )
            )
        return self.opportunity_id

    def _kfz_day(self):
        """The day on which the meeting began, in Shanghai."""
        return self.start_date if self.allday else calendar.shanghai_date(self.start)

    def _kfz_visit_values(self, lead):
        """Values of a visit as far as the meeting tells them."""
        known = {"from_meeting": self.id, "date": self._kfz_day()}
        if self._check_private_event_conditions():
            # core hides what it is about from whoever does not take part
            return {**known, "kind": "received_visit"}
        people = self.partner_ids
        officials = self.env["kfz.official"].search(
            [
                ("user_id.partner_id", "in", people.ids),
                ("company_id", "=", lead.company_id.id),
                ("is_unit", "=", False),
            ]
        )
        contacts = people.filtered(lambda each: each.parent_id == lead.partner_id)
        return {
            **known,
            "kind": "online_meeting" if self.videocall_location else "received_visit",
            "summary": self.name,
            "official_ids": officials.ids,
            "contact_ids": contacts.ids,
        }

    def _kfz_not_held_text(self):
        """What the project's history says of it; what a private meeting was about is not told."""
        day = day_text(self.env, self._kfz_day())
        # sudo: whether the organiser keeps their meetings private
        if self.sudo().effective_privacy == "private":
            return self.env._("The meeting of %(date)s did not take place.", date=day)
        return self.env._(
            "The meeting “%(name)s” of %(date)s did not take place.", name=self.name, date=day
        )

    def _kfz_shown_name(self):
        """What the meeting is about, as core tells it to whoever does not take part; core's own mask is kept in memory for all users."""
        if self._check_private_event_conditions():
            return self.env._("Private meeting")
        return self.name

    def _kfz_waiting_text(self):
        """What the project's page says of it."""
        return self.env._(
            "The meeting “%(name)s” of %(date)s is over: record it as a visit.",
            name=self._kfz_shown_name(),
            date=day_text(self.env, self._kfz_day()),
        )


class KfzInteraction(models.Model):
    """A visit that was planned as a meeting: recorded once.

    The link is the system's: a link of the visit would show its readers the names of meetings that core hides from them. The
    form gives the number of the meeting, which is checked as the button that opened it.
    """

    _inherit = "kfz.interaction"

    meeting_id = fields.Many2one(
        "calendar.event",
        "Planned as",
        index=False,
        ondelete="set null",
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="The meeting of the calendar from which the visit was recorded.",
    )
    from_meeting = fields.Integer(
        "Number of the meeting",
        compute="_compute_from_meeting",
        inverse="_inverse_from_meeting",
        exportable=False,
        help="Technical: the meeting that a new visit is recorded from.",
    )

    _meeting_once = models.UniqueIndex(
        "(meeting_id) WHERE meeting_id IS NOT NULL", "This meeting is already recorded as a visit."
    )

    def _compute_from_meeting(self):
        self.from_meeting = 0

    def _inverse_from_meeting(self):
        """
        :raises UserError: for a meeting that does not wait to be recorded on this project by the user, or is not theirs to see
        """
        for visit in self.filtered("from_meeting"):
            number, visit.from_meeting = visit.from_meeting, 0
            event = self.env["calendar.event"].search([("id", "=", number)])
            if not event or event.opportunity_id != visit.lead_id:
                raise UserError(
                    self.env._(
                        "A visit is recorded from a meeting on its own project. Record it from the meeting’s or the project’s page."
                    )
                )
            event._kfz_check_waits()
            # sudo: the link is nobody's to set; it was just checked
            visit.sudo().meeting_id = event
            # sudo: whoever records the meeting has done its activity, also where a colleague was to do it
            event.sudo().activity_ids.action_done()


class CrmLead(models.Model):
    """The project's page asks for the meeting that waits."""

    _inherit = "crm.lead"

    meeting_to_record = fields.Char(
        "Meeting to record",
        compute="_compute_meeting_to_record",
        compute_sudo=False,
        groups=RECORDERS,
    )

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_meeting_to_record(self):
        for lead in self:
            event = lead._kfz_meeting_to_record()
            lead.meeting_to_record = event._kfz_waiting_text() if event else False

    def _kfz_meeting_to_record(self):
        """The earliest meeting of a project that waits to be recorded by the user, one query."""
        events = self.env["calendar.event"]
        if not self.is_promotion or not self._origin:
            return events
        waiting = Domain("opportunity_id", "=", self._origin.id) & events._kfz_waiting()
        return events.search(waiting, order="start, id", limit=1)

    def action_record_meeting(self):
        """Record the meeting that waits.

        :raises UserError: when none does
        """
        return self._kfz_one_meeting().action_kfz_record()

    def action_meeting_not_held(self):
        """Say that the meeting that waits did not take place.

        :raises UserError: when none waits
        """
        return self._kfz_one_meeting().action_kfz_not_held()

    def _kfz_one_meeting(self):
        self.ensure_one()
        self.check_access("read")
        event = self._kfz_meeting_to_record()
        if not event:
            raise UserError(
                self.env._(
                    "No meeting of this project waits to be recorded any more. Read the page again."
                )
            )
        return event
