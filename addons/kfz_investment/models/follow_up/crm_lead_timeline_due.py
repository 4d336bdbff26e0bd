from odoo import api, models

from ...domain import timeline
from ..base.period_words import day_text


class CrmLead(models.Model):
    """Promises and issues on the timeline of their project: by the day on which they are due, or were closed."""

    _inherit = "crm.lead"

    def _kfz_timeline(self):
        lines = [*self._kfz_readable("promise_ids"), *self._kfz_readable("issue_ids")]
        return [*super()._kfz_timeline(), *map(self._kfz_due_row, lines)]

    def _kfz_due_row(self, line):
        """What is open is planned for its day."""
        day = line.closed_on if line.is_closed else line.date_due
        detail = line.closing_words or line._kfz_word("state")
        if line.is_closed:
            due = day_text(self.env, line.date_due)
            detail = self.env._("%(outcome)s · due by %(day)s", outcome=detail, day=due)
        return timeline.Row(
            line._kfz_timeline_kind,
            day,
            line.name,
            detail,
            line._kfz_name("owner_id"),
            line.create_date,
            line._name,
            line.id,
            is_planned=not line.is_closed,
        )

    @api.model
    def _kfz_timeline_labels(self):
        return {
            **super()._kfz_timeline_labels(),
            "promise": self.env._("Promises"),
            "issue": self.env._("Coordination issues"),
        }
