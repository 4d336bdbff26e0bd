from odoo import api, models
from odoo.exceptions import AccessError

from .kfz_zone_stamp_mixin import STAMPED

#: core models with records that belong to a zone; all of ours do
GUARDED = frozenset(
    {
        "calendar.attendee",
        "calendar.filters",
        "calendar.recurrence",
        "crm.lead",
        "discuss.channel.member",
        "ir.attachment",
        "ir.exports.line",
        "mail.activity",
        "mail.followers",
        "mail.mail",
        "mail.message",
        "mail.notification",
        "res.partner",
        *STAMPED,
    }
)


def is_guarded(env, model_name):
    """Whether a model has records that are hidden from other zones."""
    return model_name in GUARDED or (
        model_name.startswith("kfz.") and not env[model_name]._transient
    )


class Base(models.AbstractModel):
    """A user of a zone links only to records that the user can see, and an id tells nothing.

    Core takes any id and then shows the target's name to whoever reads the link. A hidden record and one that does not
    exist give the same answer.
    """

    _inherit = "base"

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
                name: value
                for name, value in values.items()
                if name in self._fields
                and not (self._fields[name].type == "many2one" and self[name].id == value)
            }
        self._kfz_check_links([changed], deep=True)
        return super().onchange(values, field_names, fields_spec)

    def read(self, fields=None, load="_classic_read"):
        """A record that does not exist is refused like a hidden one: its absence from the answer would tell them apart."""
        rows = super().read(fields, load)
        if (
            len(rows) < len(self)
            and not self._kfz_links_are_free()
            and is_guarded(self.env, self._name)
        ):
            raise self.env["ir.rule"]._make_access_error("read", self.browse())
        return rows

    @api.model
    def default_get(self, fields):
        """A default that points to a hidden record is none."""
        defaults = super().default_get(fields)
        if self._kfz_links_are_free():
            return defaults
        for name in list(defaults):
            if self._kfz_is_hidden_link({name: defaults[name]}):
                del defaults[name]
        return defaults

    @api.model
    def _kfz_without_hidden_defaults(self):
        """This model without those defaults in the context that link to hidden records, for defaults that core computes."""
        context = self.env.context
        given = {
            key: key.removeprefix("default_")
            for key in context
            if key.startswith("default_") and context[key]
        }
        hidden = {
            key
            for key, name in given.items()
            if name in self._fields and self._kfz_is_hidden_link(self._kfz_context_default(name))
        }
        if not hidden:
            return self
        # the whole context, since keys are taken out of it
        shown = {key: value for key, value in context.items() if key not in hidden}
        return self.with_context(shown)  # pylint: disable=context-overridden

    @api.model
    def _kfz_context_default(self, name):
        """The context's default for a field, with those for the fields that may say to which model it leads."""
        context = self.env.context
        names = [other for other in ("res_model", "res_model_id") if other in self._fields]
        return {
            each: context[f"default_{each}"]
            for each in (name, *names)
            if f"default_{each}" in context
        }

    @api.model
    def _kfz_is_hidden_link(self, values):
        """Whether the values link to a record that the user cannot read."""
        try:
            self._kfz_check_links([values])
        except AccessError:
            return True
        return False

    @api.model
    def _kfz_links_are_free(self):
        """Whether links need no check: for the system, and in companies that are not zones."""
        env = self.env
        return env.su or self._name == "res.company" or not env["res.company"]._kfz_is_zone_user()

    @api.model
    def _kfz_check_links(self, vals_list, deep=False):
        """Refuse values that link to records which the user cannot read.

        :param deep: also in the lines that a form sends; when they are saved, their own model checks them
        :raise AccessError: the same for a hidden record and for none
        """
        if self._kfz_links_are_free():
            return
        links = {}
        for field in self._kfz_link_fields(vals_list):
            self._kfz_collect_links(field, vals_list, deep, links)
        for model_name, fields in links.items():
            self._kfz_check_visible(model_name, fields)

    @api.model
    def _kfz_link_fields(self, vals_list):
        """The fields in the values that can link to a record."""
        names = dict.fromkeys([name for vals in vals_list for name in vals])
        fields = [self._fields[name] for name in names if name in self._fields]
        return [field for field in fields if field.relational or field.type == "many2one_reference"]

    @api.model
    def _kfz_collect_links(self, field, vals_list, deep, links):
        """Add to ``links``, {model: {field's name: ids}}, what the values of one field link to."""
        rows = [vals for vals in vals_list if field.name in vals]
        if field.type == "many2one":
            if is_guarded(self.env, field.comodel_name):
                found = links.setdefault(field.comodel_name, {}).setdefault(field.name, set())
                found.update(_many2one_ids([vals[field.name] for vals in rows], deep))
            return
        for vals in rows:
            model_name = self._kfz_link_model(field, vals)
            if model_name and is_guarded(self.env, model_name):
                links.setdefault(model_name, {}).setdefault(field.name, set()).update(
                    _linked_ids(vals[field.name], deep)
                )
            if deep:
                self._kfz_check_lines(field, vals[field.name])

    @api.model
    def _kfz_check_lines(self, field, commands):
        """Check the links in the lines that a form sends."""
        if field.type in ("one2many", "many2many"):
            self.env[field.comodel_name]._kfz_check_links(_line_values(commands), deep=True)

    @api.model
    def _kfz_link_model(self, field, vals):
        """The model to which a link's values lead."""
        if field.type != "many2one_reference":
            return field.comodel_name
        if vals.get("res_model_id"):
            # sudo: the technical name of a model is no secret
            return self.env["ir.model"].sudo().browse(vals["res_model_id"]).model
        model_name = vals.get(field.model_field)
        return model_name if model_name in self.env else None

    @api.model
    def _kfz_check_visible(self, model_name, fields):
        ids = set().union(*fields.values())
        if not ids:
            return
        visible = set(
            self.env[model_name]
            .with_context(active_test=False)
            .search([("id", "in", list(ids))])
            ._ids
        )
        for name, wanted in fields.items():
            if not wanted <= visible:
                raise AccessError(
                    self.env._(
                        "A record chosen for “%(field)s” does not exist or is not yours to see.",
                        field=self._fields[name]._description_string(self.env),
                    )
                )


def _line_values(commands):
    """The values of the lines that a form creates or changes."""
    return [
        command[2]
        for command in commands or ()
        if isinstance(command, (list, tuple))
        and command[0] in (0, 1)
        and isinstance(command[2], dict)
    ]


def _many2one_ids(values, deep):
    """The ids to which the values of a many2one link; most rows of a list give an id."""
    ids = {value for value in values if type(value) is int and value}
    return ids.union(
        *[_linked_ids(value, deep) for value in values if value and type(value) is not int]
    )


def _linked_ids(value, deep=False):
    """The ids to which a value of a relational field links: an id, a record, commands or what a form sends."""
    if isinstance(value, models.BaseModel):
        return set(value.ids)
    if isinstance(value, dict):
        value = value.get("id")
    if isinstance(value, int):
        return {value} if value and not isinstance(value, bool) else set()
    return _commanded_ids(value, deep) if isinstance(value, (list, tuple)) else set()


def _commanded_ids(commands, deep):
    """The ids to which commands link; a list of plain ids is one of links."""
    ids = set()
    for command in commands:
        if isinstance(command, int):
            ids.add(command)
        elif command[0] == 4 or (deep and command[0] in (1, 2, 3)):
            ids.add(command[1])
        elif command[0] == 6:
            ids.update(command[2])
    return {identifier for identifier in ids if isinstance(identifier, int)}
