import json

from odoo import api, models
from odoo.exceptions import AccessError


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
                        field=field._description_string(self.env),
                    )
                )
            if field.relational and not Model._kfz_links_are_free():
                default._kfz_check_links_of(Model, field)

    def _kfz_check_links_of(self, model, field):
        """:raise AccessError: the same for hidden records, for none, and for what is not an id"""
        single = field.type == "many2one"
        value = json.loads(self.json_value) or []
        ids = set(map(_plain_id, [value] if single and value else _linked_ids(value)))
        # sudo: whether a common record is there is not a secret; what is hidden is refused by the check of links
        found = self.env[field.comodel_name].sudo().browse(ids).exists()
        if len(found) < len(ids):
            raise AccessError(
                self.env._(
                    "A record chosen for “%(field)s” does not exist or is not yours to see.",
                    field=field._description_string(self.env),
                )
            )
        model._kfz_check_links([{field.name: found.id if single else found.ids}])


def _plain_id(ident):
    """The id, or that of no record: core takes texts and decimals, too."""
    return ident if type(ident) is int and ident > 0 else -1


def _linked_ids(commands):
    """The ids in a value of a link to several records."""
    return [ident for command in commands for ident in _linked(command)]


def _linked(command):
    """The ids in a value of a link to several records: an id, or a command that links; anything else gives no id."""
    if not isinstance(command, list):
        return [command]
    if len(command) == 3 and command[0] == 6 and isinstance(command[2], list):
        return command[2]
    return [command[1]] if len(command) > 1 and command[0] == 4 else [None]
