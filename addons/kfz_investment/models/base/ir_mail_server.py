from odoo import api, models
from odoo.tools import config

#: an outgoing server of the configuration that is none but the machine itself
LOCAL = (None, "", "localhost", "127.0.0.1")


class IrMailServer(models.Model):
    """Whether this system can send e-mail at all."""

    _inherit = "ir.mail_server"

    @api.model
    def _kfz_is_there(self):
        """Whether an outgoing server is set up, in the system or in its configuration."""
        # sudo: whether there is one; nobody but administrators reads which
        return bool(self.sudo().search_count([], limit=1)) or (
            (config["smtp_server"] or None) not in LOCAL
        )
