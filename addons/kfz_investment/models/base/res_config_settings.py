from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Administrators read in their settings when the system was last backed up."""

    _inherit = "res.config.settings"

    kfz_backup_text = fields.Text("State of backups", compute="_compute_kfz_backup_text")

    def _compute_kfz_backup_text(self):
        self.kfz_backup_text = "\n".join(self.env["kfz.backup"]._overview())
