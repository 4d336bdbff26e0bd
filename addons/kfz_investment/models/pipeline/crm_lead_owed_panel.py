from odoo import api, fields, models

from ...domain import calendar, gates, owed


class CrmLead(models.Model):
    """What the panel on the page of a project says of each item that it owes: until when, why, and where it is mended."""

    _inherit = "crm.lead"

    gate_owed = fields.Json("Owed", compute="_compute_gate_owed")

    @api.depends(
        *gates.GATE_FIELDS, "owed_count", "owed_until", "gate_override_ids", "transition_ids"
    )
    @api.depends_context("lang")
    def _compute_gate_owed(self):
        items, labels = self._kfz_owed(), self._kfz_check_labels()
        for lead in self:
            lead.gate_owed = [lead._kfz_owed_line(item, labels) for item in items.get(lead, ())]

    def _kfz_owed_line(self, item, labels):
        """One item for the panel: with the record that lacks its document, where it is a document."""
        # sudo: who gave the time and why is for everybody to read who may read the project
        override = self.env["kfz.gate.override"].sudo().browse(item.override.id)
        record = self._kfz_without_document(item.check)
        return {
            "check": item.check,
            "label": labels[item.check],
            "field": item.field,
            "page": item.page,
            "due": item.due and fields.Date.to_string(item.due),
            "overdue": item.is_overdue(calendar.today()),
            "why": self.env._(
                "%(user)s: %(reason)s", user=override.user_id.name, reason=override.reason
            ),
            "model": record._name,
            "id": record.id,
        }

    def _kfz_without_document(self, check):
        """The record to which the document of a check is to be attached; none where another thing is owed."""
        word = owed.DOCUMENTS.get(check, "")
        if word is None:
            found = self.agreement_ids.filtered(
                lambda a: a.kind == "formal" and a.state == "in_force"
            )
        else:
            found = self.milestone_ids.filtered(
                lambda m: m.milestone == word and m.state == "recognised"
            )
        return found._origin[:1]
