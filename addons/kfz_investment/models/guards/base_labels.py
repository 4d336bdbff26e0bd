from odoo import models


class Base(models.AbstractModel):
    """What sentences call the fields of a model."""

    _inherit = "base"

    def _kfz_field_label(self, name):
        """What a sentence calls a field: its label, or common words where it is the system's own and no page shows it, so that
        its label is not translated."""
        field = self._fields[name]
        if not field.export_string_translation:
            return self.env._("A value of the system")
        return field._description_string(self.env)
