from odoo import SUPERUSER_ID, api, models

from ..guards.quiet import Quiet


class IrDefault(models.Model):
    """The rows of a workbook say what they say: what a user has saved as a default for forms does not add to them."""

    _inherit = "ir.default"

    @api.model
    def _get_model_defaults(self, model_name, condition=False):
        if self.env.uid != SUPERUSER_ID and isinstance(self.env.context.get("kfz_quiet"), Quiet):
            # sudo: reads what an administrator has set for everybody, and nothing of a user
            return self._kfz_as_system()._get_model_defaults(model_name, condition)
        return super()._get_model_defaults(model_name, condition)
