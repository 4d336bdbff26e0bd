from odoo import api, models
from odoo.tools import SQL

from ...domain.follow_up import ENDED


class CrmLead(models.Model):
    """A lead that waits for an answer asks for attention by the day of its next step."""

    _inherit = "crm.lead"

    @api.depends("response_ids.date_due", "response_ids.is_closed")
    def _compute_attention(self):
        super()._compute_attention()

    def _kfz_own_dates(self):
        days = super()._kfz_own_dates()
        if self.condition not in ENDED:
            # sudo: whoever reads the project reads when it is due
            waiting = self._origin.sudo().response_ids.filtered(lambda each: not each.is_closed)
            days += [(self.env._("Response"), day) for day in waiting.mapped("date_due") if day]
        return days

    @api.model
    def _kfz_attention_days(self, lead):
        return [
            *super()._kfz_attention_days(lead),
            SQL(
                """CASE WHEN %(lead)s.condition NOT IN %(ended)s THEN
                       (SELECT min(line.date_due) FROM kfz_response line WHERE line.lead_id = %(lead)s.id AND NOT line.is_closed) END""",
                lead=lead,
                ended=ENDED,
            ),
        ]

    @api.model
    def _kfz_attention_fields(self):
        fields = self.env["kfz.response"]._fields
        names = ("lead_id", "date_due", "is_closed")
        return [*super()._kfz_attention_fields(), *(fields[name] for name in names)]
