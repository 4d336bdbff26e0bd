from odoo import api, models
from odoo.exceptions import AccessError

#: core models with records that belong to a zone; all of ours do
GUARDED = frozenset({
    'calendar.attendee', 'calendar.event', 'calendar.recurrence', 'crm.lead', 'crm.tag', 'discuss.channel', 'ir.attachment',
    'mail.activity', 'mail.followers', 'mail.message', 'mail.template', 'res.partner', 'res.partner.category',
})


def is_guarded(env, model_name):
    """Whether a model has records that are hidden from other zones."""
    return model_name in GUARDED or model_name.startswith('kfz.') and not env[model_name]._transient


class Base(models.AbstractModel):
    """A user of a zone links only to records that the user can see.

    Core takes any id and then shows the target's name to whoever reads the link. A hidden record and one that does not
    exist give the same answer, so that an id tells nothing.
    """
    _inherit = 'base'

    @api.model_create_multi
    def create(self, vals_list):
        self._kfz_check_links(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._kfz_check_links([vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        """Core reads a changed link's target as superuser."""
        changed = values
        if self and len(self) == 1:
            changed = {
                name: value for name, value in values.items()
                if name in self._fields and not (self._fields[name].type == 'many2one' and self[name].id == value)}
        self._kfz_check_links([changed])
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def default_get(self, fields):
        """A default that points to a hidden record is none."""
        defaults = super().default_get(fields)
        if self._kfz_links_are_free():
            return defaults
        for name in list(defaults):
            try:
                self._kfz_check_links([{name: defaults[name]}])
            except AccessError:
                del defaults[name]
        return defaults

    @api.model
    def _kfz_links_are_free(self):
        """Whether links need no check: for the system, and in companies that are no zone."""
        env = self.env
        return env.su or self._name == 'res.company' or not env['res.company']._kfz_is_zone_user()

    @api.model
    def _kfz_check_links(self, vals_list):
        """Refuse values that link to records which the user cannot read.

        :raise AccessError: the same for a hidden record and for none
        """
        if self._kfz_links_are_free():
            return
        links = {}
        for vals in vals_list:
            for name in vals:
                field = self._fields.get(name)
                if field is None or not (field.relational or field.type == 'many2one_reference'):
                    continue
                model_name = self._kfz_link_model(field, vals)
                if model_name and is_guarded(self.env, model_name):
                    links.setdefault(model_name, {}).setdefault(name, set()).update(_linked_ids(vals[name]))
        for model_name, fields in links.items():
            self._kfz_check_visible(model_name, {name: ids for name, ids in fields.items() if ids})

    @api.model
    def _kfz_link_model(self, field, vals):
        """The model to which a link's values lead."""
        if field.type != 'many2one_reference':
            return field.comodel_name
        if vals.get('res_model_id'):
            # sudo: the technical name of a model is no secret
            return self.env['ir.model'].sudo().browse(vals['res_model_id']).model
        model_name = vals.get(field.model_field)
        return model_name if model_name in self.env else None

    @api.model
    def _kfz_check_visible(self, model_name, fields):
        ids = set().union(*fields.values())
        if not ids:
            return
        visible = set(self.env[model_name].with_context(active_test=False).search([('id', 'in', list(ids))])._ids)
        for name, wanted in fields.items():
            if not wanted <= visible:
                raise AccessError(self.env._(
                    "A record chosen for “%(field)s” does not exist or is not yours to see.",
                    field=self._fields[name]._description_string(self.env)))


def _linked_ids(value):
    """The ids to which a value of a relational field links: an id, a record, commands or what a form sends."""
    if isinstance(value, models.BaseModel):
        return set(value.ids)
    if isinstance(value, dict):
        value = value.get('id')
    if isinstance(value, int):
        return {value} if value and not isinstance(value, bool) else set()
    ids = set()
    for command in value if isinstance(value, (list, tuple)) else ():
        if isinstance(command, int):
            ids.add(command)
        elif command[0] == 4:
            ids.add(command[1])
        elif command[0] == 6:
            ids.update(command[2])
    return {identifier for identifier in ids if isinstance(identifier, int)}
