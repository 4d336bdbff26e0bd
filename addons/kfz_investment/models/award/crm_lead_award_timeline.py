from odoo import api, models

from ...domain import calendar, timeline


class CrmLead(models.Model):
    """What the timeline of a project says of its referral award: each step of the ledger."""

    _inherit = "crm.lead"

    def _kfz_timeline(self):
        rows, entries = super()._kfz_timeline(), self.env["kfz.award.entry"]
        awards = self._kfz_readable("award_ids")
        if awards and entries.has_access("read"):
            entries = entries.search([("award_id", "in", awards.ids)])
        return rows + [
            timeline.Row(
                "award",
                calendar.shanghai_date(entry.date),
                entry._kfz_word("step"),
                entry._kfz_name("award_id"),
                entry._kfz_name("user_id"),
                entry.date,
                "kfz.award",
                entry.award_id.id,
            )
            for entry in entries
        ]

    @api.model
    def _kfz_timeline_labels(self):
        return {**super()._kfz_timeline_labels(), "award": self.env._("Referral award")}
