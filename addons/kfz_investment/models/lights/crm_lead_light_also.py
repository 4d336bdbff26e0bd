from odoo import api, fields, models

from ...domain import calendar, lights
from ...domain.light_facts import KINDS
from ...domain.light_rules import in_zone
from .light_words import together

#: other causes of a light that its line names
MOST = 3


class CrmLead(models.Model):
    """What else colours a light, beside the cause that decides it: found when the page is read, stored nowhere."""

    _inherit = "crm.lead"

    light_progress_also = fields.Char(
        "Also colours progress", compute="_compute_light_also", exportable=False
    )
    light_record_also = fields.Char(
        "Also colours the record", compute="_compute_light_also", exportable=False
    )

    @api.depends(
        "light", "light_progress", "light_progress_data", "light_record", "light_record_data"
    )
    @api.depends_context("lang")
    def _compute_light_also(self):
        found = self._origin.filtered("light")._kfz_light_causes()
        for lead in self:
            causes = found.get(lead._origin.id, {})
            for kind in KINDS:
                lead[f"light_{kind}_also"] = lead._kfz_also_text(kind, causes.get(kind, ()))

    def _kfz_light_causes(self):
        """{project: {light: all that colours it today}}; one query for the facts, however many they are."""
        if not self.ids:
            return {}
        self.env.flush_all()
        # sudo: a project has the same lights, and the same causes of them, whoever reads it
        system = self.sudo()
        rules, zones, found = system.env["kfz.light.rule"]._kfz_rules(), {}, {}
        for row in system._kfz_light_rows(self.ids):
            zone = row["company_id"]
            if zone not in zones:
                days = system.env["kfz.calendar.day"]._kfz_workdays_of(zone)
                zones[zone] = (in_zone(rules, zone), calendar.today(), days)
            found[row["id"]] = lights.causes(system._kfz_light_facts(row), *zones[zone])
        return found

    def _kfz_also_text(self, kind, causes):
        """The causes of a light other than the one that its line gives already; False for none."""
        words, said = dict(_translated(self)), [self[f"light_{kind}_data"]]
        sentences = []
        for light in causes:
            data = self._kfz_light_data(light)
            if data in said:
                continue
            said.append(data)
            sentences.append(
                self.env._(
                    "%(light)s: %(why)s",
                    light=words[light.light],
                    why=self._kfz_light_why(light.light, data),
                )
            )
        if len(sentences) > MOST:
            more = self.env._("And %(count)s more.", count=len(sentences) - MOST)
            sentences = [*sentences[:MOST], more]
        return together(self.env, sentences) or False


def _translated(lead):
    """The lights and their words in the reader's language."""
    return lead._fields["light"]._description_selection(lead.env)
