import base64
import datetime
import urllib.parse

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..domain import calendar, signed_landed
from ..models.base.period_words import day_text, quarter_text


class KfzReportExport(models.TransientModel):
    """Export the signed-versus-landed workbook of a quarter."""

    _name = "kfz.report.export"
    _description = "Signed versus landed workbook"

    quarter = fields.Selection(
        "_selection_quarter", required=True, default=lambda self: self._default_quarter()
    )
    zone = fields.Selection("_selection_zone", required=True, default="all")
    date = fields.Date(
        "As known on",
        help="Leave empty for what is known now. Otherwise what was recorded after the end of this day is left out.",
    )
    file = fields.Binary(attachment=False, readonly=True)
    filename = fields.Char(readonly=True)

    @api.model
    def _default_quarter(self):
        """The last finished quarter."""
        start = calendar.quarter_start(calendar.today())
        return calendar.quarter_name(start - datetime.timedelta(days=1))

    @api.model
    def _selection_quarter(self):
        names = signed_landed.quarters_until(calendar.quarter_name(calendar.today()), 20)
        return [(name, quarter_text(self.env, name)) for name in reversed(names)]

    @api.model
    def _selection_zone(self):
        zones = self.env["kfz.signed.landed.report"]._kfz_own_zones()
        return [("all", self.env._("All zones I can read"))] + [
            (zone.zone_code, zone.name) for zone in zones
        ]

    def action_export(self):
        """Build the workbook and download it.

        :raises UserError: for a date that has not come yet
        """
        self.ensure_one()
        if self.date and self.date > calendar.today():
            raise UserError(
                self.env._(
                    "%(date)s is in the future. Choose today or an earlier date.",
                    date=day_text(self.env, self.date),
                )
            )
        content = self.env["kfz.signed.landed.report"].kfz_export_workbook(
            self.quarter,
            as_of=self.date and self.date.isoformat(),
            zone_codes=None if self.zone == "all" else [self.zone],
        )
        self._kfz_may_set("file", "filename").write(
            {
                "file": base64.b64encode(content),
                "filename": self.env._(
                    "Signed versus landed %(quarter)s.xlsx",
                    quarter=quarter_text(self.env, self.quarter),
                ),
            }
        )
        own = self.env["kfz.signed.landed.report"]._kfz_own_zones()
        zones = own.filtered(lambda zone: self.zone in ("all", zone.zone_code))
        self.env["kfz.export.log"]._kfz_log_document(
            self.env["kfz.signed.landed.report"], self.filename, zones
        )
        return {
            "type": "ir.actions.act_url",
            "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{urllib.parse.quote(self.filename)}?download=true",
        }
