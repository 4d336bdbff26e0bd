import json

from odoo import api, models
from odoo.exceptions import AccessError

from ..guards.link_values import identifier, identifiers


class IrDefault(models.Model):
    """A user's own default fills a form: only what the user could type there, and no link to what the user cannot see."""

    _inherit = "ir.default"

    @api.model_create_multi
    def create(self, vals_list):
        defaults = super().create(vals_list)
        defaults._kfz_check_own()
        return defaults

    def write(self, vals):
        result = super().write(vals)
        self._kfz_check_own()
        return result

    def _kfz_check_own(self):
        """Refuse defaults for fields that are not the user's to fill.

        Administrators set what they like.

        :raise AccessError: names the field
        """
        if self.env.su or self.env.user._is_system():
            return
        for default in self:
            # sudo: names of fields are not a secret
            named = default.sudo().field_id
            Model = self.env[named.model]
            field = Model._fields[named.name]
            if field.readonly or not Model._has_field_access(field, "write"):
                raise AccessError(
                    self.env._(
                        "“%(field)s” is filled by the system, so it cannot have a default of your own.",
                        field=Model._kfz_field_label(field.name),
                    )
                )
            if field.relational:
                default._kfz_check_links_of(Model, field)

    def _kfz_check_links_of(self, model, field):
        """:raise AccessError: the same for hidden records, for none, and for what is not an id"""
        value = json.loads(self.json_value)
        model._kfz_check_links([{field.name: value}])
        ids = {identifier(value)} if field.type == "many2one" else identifiers(value)
        # sudo: whether a common record is there is not a secret; what is hidden has been refused
        found = self.env[field.comodel_name].sudo().browse(ids - {None}).exists()
        if len(found) < len(ids - {None}):
            model._kfz_refuse_link(field)
