from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.follow_up import ENDED

#: activities that are made anew in one night
MOST_AGAIN = 500


class KfzDueMixin(models.AbstractModel):
    """The activities of promises and issues: one for each turn of a record, for whoever is to act now."""

    _inherit = "kfz.due.mixin"

    def _kfz_made_activities(self):
        """The activities that the system made for these records."""
        return self.env["mail.activity"]._kfz_watched(
            [("kfz_due_model", "=", self._name), ("kfz_due_id", "in", self.ids)]
        )

    def _kfz_watch_due(self):
        """Make, move or remove the activities."""
        made = self._kfz_made_activities().grouped("kfz_due_id")
        Activity = self.env["mail.activity"]
        rows = []
        # sudo: as the activities are the system's
        for record in self._kfz_as_system():
            theirs = made.get(record.id, Activity.browse())
            current = theirs.filtered(lambda each, turn=record.turn: each.kfz_due_turn == turn)
            (theirs - current)._kfz_follow_date(None)
            rows.append(current._kfz_follow_date(record._kfz_due_activity()))
        Activity._kfz_make(rows)

    @api.model
    def _kfz_remind_again(self):
        """Nightly: make the activities anew that somebody has deleted, or that a missed night left out; at most so many a night."""
        ours = SQL(
            "SELECT kfz_due_id FROM mail_activity WHERE kfz_due_model = %s AND kfz_due_turn = turn",
            self._name,
        )
        open_ones = Domain("is_closed", "=", False) & Domain(
            "lead_id", "not any!", Domain("condition", "in", ENDED)
        )
        # what nobody with a login answers for would take the places of the others, night after night
        somebody = (
            Domain("owner_id.user_id", "!=", False)
            | Domain("lead_id.user_id", "!=", False)
            | Domain("state", "=", "solved")
        )
        query = self._search(open_ones & somebody, order="id", limit=MOST_AGAIN)
        query.add_where(SQL("%s NOT IN (%s)", SQL.identifier(self._table, "id"), ours))
        self.browse(query)._kfz_watch_due()

    def _kfz_due_activity(self):
        """The values of the activity that is wanted now, None when there is none."""
        user = self._kfz_who_acts()
        if self.is_closed or not user or self.lead_id.condition in ENDED:
            return None
        return {
            "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
            "res_id": self.lead_id.id,
            "activity_type_id": self.env.ref(self._activity_kind).id,
            "user_id": user.id,
            "summary": self._kfz_activity_summary(),
            "date_deadline": self.date_due,
            "kfz_watched_on": self.date_due,
            "kfz_due_model": self._name,
            "kfz_due_id": self.id,
            "kfz_due_turn": self.turn,
            "automated": True,
        }

    def _kfz_who_acts(self):
        """The user who is to act now and can open the project: whoever answers for it, else the account manager."""
        users = self.owner_id.user_id | self.lead_id.user_id
        return next(filter(self._kfz_opens_for, users), users.browse())

    def _kfz_manager(self):
        """A manager of the zone who can open the project: the account manager if they are one, else the first."""
        managers = self.env["kfz.notice.mixin"]._kfz_managers_of(self.company_id)
        # sudo: who manages the project, whoever asks
        mine = self.sudo().lead_id.user_id & managers
        return next(filter(self.sudo()._kfz_opens_for, mine | managers), managers.browse())

    def _kfz_opens_for(self, user):
        """Whether a colleague may read the project now."""
        # no key of the caller's context: another user, another zone
        zone = {"allowed_company_ids": self.company_id.ids}
        works_here = user.active and self.company_id in user.company_ids
        return works_here and self.lead_id.with_user(user).with_context(**zone).has_access("read")

    def _kfz_activity_summary(self):
        return self.name

    def _kfz_activity_done(self, feedback):
        """The activity was done, which is what whoever answers for it says.

        :param feedback: what was written beside it, or False
        """
