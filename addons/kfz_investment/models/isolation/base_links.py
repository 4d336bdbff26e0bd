from odoo import api, models
from odoo.exceptions import AccessError, MissingError
from odoo.orm.identifiers import NewId

from ..guards.link_values import (
    Malformed,
    all_identifiers,
    identifier,
    identifiers,
    is_malformed,
    lines,
    reference,
)
from .guarded import PEOPLE, is_guarded

#: types of ids
NUMBERS = frozenset({int, NewId})
#: types of fields, besides the relational ones, whose values can link to a record
LINKING = ("many2one_reference", "reference", "properties")


class Base(models.AbstractModel):
    """A user of a zone links only to records that the user can see, and an id tells nothing.

    Core takes any id and then shows the target's name to whoever reads the link. A hidden record and one that does not
    exist give the same answer.
    """

    _inherit = "base"

    def _kfz_check_values(self, vals_list):
        if not NUMBERS.issuperset(map(type, self._ids)):
            # before an override reads the records
            self.check_access("write")
        self._kfz_check_links(vals_list)
        super()._kfz_check_values(vals_list)

    def _check_access(self, operation):
        """A record whose number is a text or a decimal is none: the database would find it, the cache would not."""
        if not NUMBERS.issuperset(map(type, self._ids)):
            return self, lambda: AccessError(self.env["ir.rule"]._kfz_hidden_message())
        # a language that is none is refused here, for a hidden record as for a missing one, not when words are read
        self.env.lang  # pylint: disable=pointless-statement
        return super()._check_access(operation)

    def onchange(self, values, field_names, fields_spec):
        """Core reads the targets of links as superuser: of those that were changed, and of all others with them."""
        if not self.env.su and isinstance(values, dict):
            values = self._kfz_without_old_links(values, field_names)
            self._kfz_check_links([values], form=True)
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
            if not self._kfz_is_oneself(name, defaults[name]) and self._kfz_is_hidden_link(
                {name: defaults[name]}
            ):
                del defaults[name]
        return defaults

    @api.model
    def _kfz_is_oneself(self, name, value):
        """Whether a default is the user, who may see that; no query, since each new record asks."""
        field = self._fields.get(name)
        is_person = field and field.type == "many2one" and field.comodel_name == PEOPLE
        return bool(is_person) and type(value) is int and value == self.env.uid

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
        try:
            self._kfz_check_links([values])
        except AccessError:
            return True
        return False

    @api.model
    def _kfz_links_are_free(self):
        """Whether nothing is hidden by zones: for the system, and in companies that are not zones."""
        env = self.env
        return env.su or self._name == "res.company" or not env["res.company"]._kfz_is_zone_user()

    def _kfz_check_links(self, vals_list, form=False):
        """Refuse values that link to records which the user cannot read, or that are no links at all.

        :param form: also in the lines that a form sends; when they are saved, their own model checks them
        :raise AccessError: the same for a hidden record, for none, and for a value that is no id
        """
        if self.env.su:
            return
        self._kfz_check_zone(vals_list)
        links = {}
        for field in self._kfz_link_fields(vals_list):
            rows = [vals for vals in vals_list if field.name in vals]
            try:
                found = self._kfz_linked(field, rows, form)
            except Malformed:
                self._kfz_refuse_link(field)
            for model_name, ids in found:
                if ids and self._kfz_is_checked(model_name):
                    links.setdefault(model_name, {}).setdefault(field, set()).update(ids)
        for model_name, fields in links.items():
            self._kfz_check_visible(model_name, fields)

    @api.model
    def _kfz_is_checked(self, model_name):
        """Whether links to a model lead to what the user sees only; those who administer users link to any of them."""
        if model_name != PEOPLE:
            return is_guarded(self.env, model_name)
        return self.env["res.company"]._kfz_is_zone_user() and not self.env.user.has_group(
            "base.group_erp_manager"
        )

    @api.model
    def _kfz_link_fields(self, vals_list):
        """The fields in the values that can link to a record."""
        names = dict.fromkeys([name for vals in vals_list for name in vals])
        fields = [self._fields[name] for name in names if name in self._fields]
        return [field for field in fields if field.relational or field.type in LINKING]

    def _kfz_linked(self, field, rows, form):
        """(model's name, ids) pairs: what values of one field link to.

        :raise Malformed: for what is no link
        """
        values = [vals[field.name] for vals in rows]
        if field.type == "many2one":
            return [(field.comodel_name, all_identifiers(values))]
        if field.type in ("one2many", "many2many"):
            Lines, made = self.env[field.comodel_name], [line for v in values for line in lines(v)]
            if form:
                Lines._kfz_check_links(made, form=True)
            else:
                Lines._kfz_check_shapes(made)
            return [(field.comodel_name, set().union(*[identifiers(v, form) for v in values]))]
        find = {
            "properties": self._kfz_links_of_properties,
            "reference": self._kfz_links_of_reference,
        }.get(field.type, self._kfz_links_by_name)
        return [pair for vals in rows for pair in find(field, vals)]

    @api.model
    def _kfz_check_shapes(self, rows):
        """Refuse values of lines that are no links: core reads them for computed fields before the lines are created."""
        for field in self._kfz_link_fields(rows):
            for value in [vals[field.name] for vals in rows if field.name in vals]:
                if is_malformed(field, value):
                    self._kfz_refuse_link(field)
                if field.type in ("one2many", "many2many"):
                    self.env[field.comodel_name]._kfz_check_shapes(lines(value))

    def _kfz_links_of_reference(self, field, vals):
        """The link of a reference, which names its model."""
        found = reference(vals[field.name])
        if found and found[0] not in self.env:
            raise Malformed(found[0])
        return [(found[0], {found[1]})] if found else []

    def _kfz_links_by_name(self, field, vals):
        """The links of an id whose model another field names."""
        ident = identifier(vals[field.name])
        names = set(self._kfz_link_models(field, vals)) - {None, False, ""} if ident else ()
        if any(not isinstance(name, str) or name not in self.env for name in names):
            raise Malformed(vals[field.name])
        return [(name, {ident}) for name in names]

    def _kfz_link_models(self, field, vals):
        """The names of the models to which the values' link leads, or that of these records does."""
        if vals.get("res_model_id") and "res_model_id" in self._fields:
            # sudo: the technical name of a model is no secret
            model = self.env["ir.model"].sudo().browse(identifier(vals["res_model_id"]))
            return [model.exists().model]
        name = field.model_field
        if name in vals:
            return [vals[name]]
        if any(self._ids):
            # sudo: only to learn to which models these records lead; the user's right to them is core's to check
            return self.sudo().mapped(name)
        return [self.default_get([name]).get(name)]

    @api.model
    def _kfz_links_of_properties(self, field, vals):
        """The links among properties, which say themselves where they lead."""
        links = []
        value = vals[field.name]
        for each in value if isinstance(value, (list, tuple)) else ():
            name = isinstance(each, dict) and each.get("comodel")
            if name and name in self.env:
                for given in (each.get("value"), each.get("default")):
                    ids = given if isinstance(given, (list, tuple)) else [given]
                    links.append((name, all_identifiers(ids)))
        return links

    @api.model
    def _kfz_check_visible(self, model_name, fields):
        own = self._kfz_own_link(model_name)
        fields = {field: wanted - own for field, wanted in fields.items()}
        ids = set().union(*fields.values())
        if not ids:
            return
        visible = set(self._kfz_visible(self.env[model_name], ids)._ids)
        for field, wanted in fields.items():
            if not wanted <= visible:
                self._kfz_refuse_link(field)

    @api.model
    def _kfz_own_link(self, model_name):
        """The user's own entry among the people, which the user knows; no query, since each message names its author."""
        return {self.env.user.partner_id.id} if model_name == "res.partner" else set()

    @api.model
    def _kfz_visible(self, target, ids):
        """Those of some records that the user can read."""
        if not target.has_access("read"):
            return target
        if self.env["res.company"]._kfz_is_zone_user():
            return target.with_context(active_test=False).search([("id", "in", list(ids))])
        # of what companies that are no zones link to, most has just been read: that takes no query
        try:
            return target.browse(ids)._filtered_access("read")
        except MissingError:
            return target

    @api.model
    def _kfz_refuse_link(self, field):
        raise AccessError(
            self.env._(
                "A record chosen for “%(field)s” does not exist or is not yours to see.",
                field=self.env[field.model_name]._kfz_field_label(field.name),
            )
        )

    def _kfz_without_old_links(self, values, changed):
        """The values of a form without links to hidden records that were there before and that nobody changed.

        Core would read their targets as superuser. The form keeps them: it saves only what was changed.
        """
        if len(self) != 1:
            return values
        old = [
            name
            for name, value in values.items()
            if name not in (changed or ())
            and self._kfz_is_linked_to(name, value)
            and self._kfz_is_hidden_link({name: value})
        ]
        return {**values, **dict.fromkeys(old, False)} if old else values

    def _kfz_is_linked_to(self, name, ident):
        """Whether this record has this link to one record."""
        field = self._fields.get(name)
        return bool(field) and field.type == "many2one" and bool(ident) and self[name].id == ident
