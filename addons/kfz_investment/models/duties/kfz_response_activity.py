from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...domain import duties
from ...domain.follow_up import ENDED
from ..base.nightly import nightly
from ..base.period_words import day_text


class KfzResponse(models.Model):
    """Who is reminded of a lead to answer: the account manager, else a manager, by an activity for each step; managers once a step is late."""

    _inherit = "kfz.response"

    def _kfz_made_activities(self):
        """The activities that the system made for these responses."""
        return self.env["mail.activity"]._kfz_watched(
            [("kfz_due_model", "=", self._name), ("kfz_due_id", "in", self.ids)]
        )

    def _kfz_watch(self):
        """Make, move or remove the activities."""
        made = self._kfz_made_activities().grouped("kfz_due_id")
        Activity, rows = self.env["mail.activity"], []
        # sudo: as the activities are the system's
        for response in self._kfz_as_system():
            theirs = made.get(response.id, Activity.browse())
            turn = response._kfz_turn()
            current = theirs.filtered(lambda each, turn=turn: each.kfz_due_turn == turn)
            (theirs - current)._kfz_follow_date(None)
            rows.append(current._kfz_follow_date(response._kfz_activity()))
        # the page of leads to answer and the activity itself say it; a message besides would be one too many
        Activity._kfz_make(rows, notify=False)

    def _kfz_turn(self):
        return duties.STEPS.index(self.step) if self.step in duties.STEPS else len(duties.STEPS)

    def _kfz_activity(self):
        """The values of the activity that is wanted now, None when there is none."""
        user = self._kfz_who_acts()
        if self.is_closed or not user or self.lead_id.condition in ENDED:
            return None
        summaries = {
            "acknowledge": self.env._("Acknowledge the lead"),
            "triage": self.env._("Triage the lead"),
            "answer": self.env._("Answer the lead"),
        }
        return {
            "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
            "res_id": self.lead_id.id,
            "activity_type_id": self.env.ref("kfz_investment.activity_response").id,
            "user_id": user.id,
            "summary": summaries[self.step],
            "date_deadline": self.date_due,
            "kfz_watched_on": self.date_due,
            "kfz_due_model": self._name,
            "kfz_due_id": self.id,
            "kfz_due_turn": self._kfz_turn(),
            "automated": True,
        }

    def _kfz_who_acts(self):
        """The account manager, else the first manager of the zone, who can open the project."""
        managers = self.env["kfz.notice.mixin"]._kfz_managers_of(self.company_id)
        users = self.lead_id.user_id | managers
        return next((user for user in users if self._kfz_opens_for(user)), users.browse())

    def _kfz_opens_for(self, user):
        """Whether a colleague may read the project now."""
        # no key of the caller's context: another user, another zone
        zone = {"allowed_company_ids": self.company_id.ids}
        works_here = user.active and self.company_id in user.company_ids
        return works_here and self.lead_id.with_user(user).with_context(**zone).has_access("read")

    def _kfz_activity_done(self):
        """The activity of the first step is the acknowledgement; the others ask for more than a tick."""
        for response in self:
            if response.step == "triage":
                raise UserError(
                    self.env._(
                        "Record the triage on the page of the lead: it has a verdict and a name under it."
                    )
                )
            if response.step == "answer":
                raise UserError(
                    self.env._("Record on the page of the lead what was answered, and how.")
                )
        self.action_acknowledge()

    @api.model
    @nightly
    def _cron_overdue(self):
        """Remind of what nobody is reminded of yet, and tell managers of steps that are late, once each; a paused project waits."""
        self._kfz_watch_missing()
        late = self.search(
            self._kfz_overdue()
            & Domain("lead_id", "not any", [("pause_ids", "any", [("is_running", "=", True)])])
        )
        late = late.filtered(lambda response: response.told_step != response.step)
        for zone, theirs in late.grouped("company_id").items():
            managers = self.env["kfz.notice.mixin"]._kfz_managers_of(zone)
            for lang, users in managers.grouped("lang").items():
                theirs.with_context(lang=lang)._kfz_tell_late(users)
            for step, those in theirs.grouped("step").items():
                those.told_step = step

    @api.model
    def _kfz_watch_missing(self):
        """Make the reminders that no save has made: of leads that came in as a list."""
        # sudo: as the activities are the system's
        Activity = self.env["mail.activity"].sudo()
        made = Activity.search([("kfz_due_model", "=", self._name)]).mapped("kfz_due_id")
        self.search(self._kfz_open() & Domain("id", "not in", made))._kfz_watch()

    def _kfz_tell_late(self, users):
        """One message to colleagues, in their language, of all leads of a zone that are late."""
        lines = [
            self.env._(
                "“%(project)s”: %(step)s, due by %(day)s.",
                project=response.lead_id.name,
                step=dict(self._fields["step"]._description_selection(self.env))[response.step],
                day=day_text(self.env, response.date_due),
            )
            for response in self
        ]
        page = ("kfz_investment.kfz_response_action", self.env._("Leads to answer are late"))
        self.env["kfz.notice.mixin"]._kfz_tell_users(users, " ".join(lines), page)


class MailActivity(models.Model):
    """Doing the activity of a response is its step."""

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        # sudo: the fields are the system's
        mine = self.sudo().filtered(
            lambda each: each.active and each.kfz_due_model == "kfz.response"
        )
        idents = mine.mapped("kfz_due_id")
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        self.env["kfz.response"].browse(idents).exists()._kfz_activity_done()
        return result
