from odoo import api, models


class IrDefault(models.Model):
    """A default that somebody saved does not fill a field that nobody enters."""

    _inherit = "ir.default"

    @api.model
    def _get_model_defaults(self, model_name, condition=False):
        defaults = super()._get_model_defaults(model_name, condition)
        guarded = self.env[model_name]._kfz_guarded.intersection(defaults)
        if not guarded:
            return defaults
        fields = self.env[model_name]._fields
        return {
            name: value
            for name, value in defaults.items()
            if name not in guarded or fields[name].company_dependent
        }
