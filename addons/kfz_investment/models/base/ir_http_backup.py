from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """The web client says above every page that the database was restored."""
        info = super().session_info()
        if self.env.user._is_internal():
            info["kfz_restored"] = self.env["kfz.backup"]._session()
        return info
