from odoo import api, models

from ...domain import calendar, timeline


class CrmLead(models.Model):
    """What the timeline of a project says of imports: those that created or changed it."""

    _inherit = "crm.lead"

    def _kfz_timeline(self):
        traces = self.env["kfz.import.trace"]
        if traces.has_access("read"):
            traces = traces.search(
                [
                    ("model", "=", self._name),
                    ("record_id", "=", self.id),
                    ("action", "in", ("create", "update")),
                ]
            )
        return super()._kfz_timeline() + [
            timeline.Row(
                "import",
                calendar.shanghai_date(trace.date),
                trace._kfz_word("action"),
                self.env._("%(file)s, row %(row)s", file=trace.filename or "–", row=trace.row),
                trace._kfz_name("user_id"),
                trace.date,
            )
            for trace in traces
        ]

    @api.model
    def _kfz_timeline_labels(self):
        return {**super()._kfz_timeline_labels(), "import": self.env._("Imports")}
