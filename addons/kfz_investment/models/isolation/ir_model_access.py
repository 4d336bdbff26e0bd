from odoo import models
from odoo.exceptions import AccessError


class IrModelAccess(models.Model):
    """Whoever has a role in promotion is told what is not theirs by its name, not by that of a table or a group."""

    _inherit = "ir.model.access"

    def _make_access_error(self, model, mode):
        error = super()._make_access_error(model, mode)
        if not self.env.user._kfz_has_promotion_words():
            return error
        return AccessError(
            self.env._(
                "Your role does not include “%(records)s”. Ask the administrator if you need it.",
                # sudo: the name of a kind of records is no secret
                records=self.env["ir.model"].sudo()._get(model).name or model,
            )
        )
