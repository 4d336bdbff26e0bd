from odoo import api, models

from ...domain import timeline
from .crm_lead_light_words import PLACES


class CrmLead(models.Model):
    """Lights on the pages of a project: where each is mended, its history on the timeline and its line on the sheet."""

    _inherit = "crm.lead"

    def action_mend_progress(self):
        """Open the place that turns the light of progress green."""
        return self._kfz_open_mend("light_progress_data")

    def action_mend_record(self):
        """Open the place that turns the light of the record green."""
        return self._kfz_open_mend("light_record_data")

    def _kfz_open_mend(self, name):
        self.ensure_one()
        self.check_access("read")
        method = PLACES.get((self[name] or {}).get("check"))
        if method:
            return getattr(self, method)()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("kfz_investment.crm_lead_view_form_kfz").id, "form")],
        }

    def action_open_light_changes(self):
        """The history of the project's lights."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_light_change_action"
        )
        return {**action, "domain": [("lead_id", "=", self.id)], "context": {}}

    def _kfz_timeline(self):
        rows = super()._kfz_timeline()
        for change in self._kfz_readable("light_change_ids"):
            rows.append(
                timeline.Row(
                    "light",
                    change.since,
                    change._kfz_title(),
                    change.why or "",
                    moment=change.create_date,
                    model=change._name,
                    record=change.id,
                )
            )
        for reason in self._kfz_readable("light_reason_ids"):
            title = self.env._("Reason for standing still: %(reason)s", reason=reason.name)
            rows.append(
                timeline.Row(
                    "light",
                    reason.given_on,
                    title,
                    who=reason._kfz_name("user_id"),
                    moment=reason.create_date,
                )
            )
        return rows

    @api.model
    def _kfz_timeline_labels(self):
        return {**super()._kfz_timeline_labels(), "light": self.env._("Lights")}

    def _kfz_sheet_standing(self):
        return [*self._kfz_light_lines(), *super()._kfz_sheet_standing()]

    def _kfz_light_lines(self):
        """(label, text) of each light that is amber or red."""
        lines = []
        for name in ("light_progress", "light_record"):
            if self[name] in ("amber", "red"):
                label = self._fields[name]._description_string(self.env)
                words = {"light": self._kfz_word(name), "why": self[f"{name}_why"]}
                lines.append((label, self.env._("%(light)s: %(why)s", **words)))
        return lines


class KfzLightChange(models.Model):
    _inherit = "kfz.light.change"

    def _kfz_title(self):
        """“Light of progress: Green → Red”."""
        words = {
            "light": self._kfz_word("light") or "–",
            "before": self._kfz_word("light_before") or "–",
        }
        if self.kind == "progress":
            return self.env._("Light of progress: %(before)s → %(light)s", **words)
        return self.env._("Light of the record: %(before)s → %(light)s", **words)
