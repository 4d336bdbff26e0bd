from odoo import models
from odoo.exceptions import UserError


class KfzZoneMixin(models.AbstractModel):
    """A record that stays in the zone in which it was made (design §3, rule 1)."""

    _name = "kfz.zone.mixin"
    _description = "Record of one zone"

    def write(self, vals):
        if "company_id" in vals and any(
            record.company_id.id != vals["company_id"] for record in self
        ):
            raise UserError(
                self.env._("This record stays in its zone and cannot be given to another.")
            )
        return super().write(vals)
