from odoo import models


class Base(models.AbstractModel):
    """Values as pages show them."""

    _inherit = "base"

    def _kfz_word(self, name):
        """The label of a selection's value in the user's language; '' without a value."""
        self.ensure_one()
        value = self[name]
        return dict(self._fields[name]._description_selection(self.env)).get(value, value) or ""

    def _kfz_name(self, name):
        """The name of what a field leads to, as core's pages show it to whoever reads the record; '' for nothing."""
        self.ensure_one()
        self.check_access("read")
        # sudo: the name alone, beside a record that the user reads
        return self.sudo()[name].display_name or ""
