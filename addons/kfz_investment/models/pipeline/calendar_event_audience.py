from odoo import api, models
from odoo.exceptions import ValidationError


class CalendarEvent(models.Model):
    """A meeting about a project tells its participants of the project."""

    _inherit = "calendar.event"

    @api.constrains("partner_ids", "opportunity_id")
    def _check_kfz_audience(self):
        for event in self.filtered(lambda event: event.opportunity_id.is_promotion):
            strangers = self.env["crm.lead"]._kfz_strangers(
                event.partner_ids, event.opportunity_id.company_id
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%(name)s does not work in this zone and would learn about the project. Remove the project "
                        "from the meeting, or share it first.",
                        name=strangers[0].name,
                    )
                )
