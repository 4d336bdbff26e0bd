from odoo import api, models


class CalendarEvent(models.Model):
    """A meeting stays in its zone: only the zone and the participants see it."""

    _name = "calendar.event"
    _inherit = ["calendar.event", "kfz.zone.stamp.mixin"]

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
