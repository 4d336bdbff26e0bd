from odoo import api, models
from odoo.exceptions import ValidationError


class CalendarEvent(models.Model):
    """A meeting of the zone's own: seen by its zone and by those who take part."""

    _name = "calendar.event"
    _inherit = ["calendar.event", "kfz.zone.stamp.mixin"]

    @api.constrains("partner_ids", "opportunity_id")
    def _check_kfz_audience(self):
        for event in self.filtered(lambda event: event.opportunity_id.is_promotion):
            strangers = self.env["crm.lead"]._kfz_strangers(
                event.partner_ids, event.opportunity_id.company_id
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%(name)s does not work in this zone and would learn of the project. Take the project off the meeting, "
                        "or share it first.",
                        name=strangers[0].name,
                    )
                )

    @api.model
    def default_get(self, fields):
        """Core takes the project of the context as it comes."""
        return super(CalendarEvent, self._kfz_without_hidden_defaults()).default_get(fields)

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Core reads the privacy of any meeting whose messages are asked for: of a hidden one, nothing is read."""
        readable = self if self.env.su else self._filtered_access("read")
        result = super(CalendarEvent, readable)._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        result.update(dict.fromkeys(self - readable, "read"))
        return result
