from odoo import fields, models
from odoo.exceptions import UserError

from ..domain import calendar
from ..models.base.period_words import day_text


class KfzReportAsof(models.TransientModel):
    """Open signed versus landed as it was known at the end of a day in Shanghai."""

    _name = "kfz.report.asof"
    _description = "Signed versus landed as known on a date"

    date = fields.Date("As known on", required=True, default=lambda self: calendar.today())

    def action_open(self):
        """The report with everything hidden that was recorded after the date.

        :raises UserError: for a date that has not come yet
        """
        self.ensure_one()
        if self.date > calendar.today():
            raise UserError(
                self.env._(
                    "%(date)s is in the future. Choose today or an earlier date.",
                    date=day_text(self.env, self.date),
                )
            )
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_signed_landed_report_action"
        )
        day = day_text(self.env, self.date)
        name = self.env._("Signed versus landed, as known on %(date)s", date=day)
        # without the path, so that the address of the page never shows the present figures under this title
        action.pop("path", None)
        return {
            **action,
            "name": name,
            "display_name": name,
            "context": {"search_default_not_trade": 1, "kfz_as_of": self.date.isoformat()},
        }
