import base64
import urllib.parse

from odoo import fields, models


class KfzAwardExport(models.TransientModel):
    """The statement of an award as a file."""

    _name = "kfz.award.export"
    _description = "Award statement"

    award_id = fields.Many2one("kfz.award", required=True, ondelete="cascade")
    file = fields.Binary(attachment=False, readonly=True)
    filename = fields.Char(readonly=True)

    def action_export(self):
        """Build the workbook and download it."""
        self.ensure_one()
        self._kfz_may_set("file", "filename").write(
            {
                "file": base64.b64encode(self.award_id._kfz_workbook()),
                "filename": self.env._("%(award)s statement.xlsx", award=self.award_id.name),
            }
        )
        self.env["kfz.export.log"]._kfz_log_document(
            self.award_id, self.filename, self.award_id.company_id
        )
        return {
            "type": "ir.actions.act_url",
            "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{urllib.parse.quote(self.filename)}?download=true",
        }
