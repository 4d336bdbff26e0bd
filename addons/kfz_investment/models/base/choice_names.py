from odoo import models


class Base(models.AbstractModel):
    """Records of ours that are called by a choice show its label, in breadcrumbs and links, and not the value behind it."""

    _inherit = "base"

    def _compute_display_name(self):
        super()._compute_display_name()
        field = self._fields.get(self._rec_name or "")
        if field is not None and field.type == "selection" and self._name.startswith("kfz."):
            labels = dict(field._description_selection(self.env))
            for record in self:
                value = record[field.name]
                record.display_name = labels.get(value, value)
