"""The changes of a list in the user's words: what changes, and the values before and after."""

import datetime

from odoo.tools import LazyTranslate

from ...domain.imports.project import STAGES
from ...domain.money import format_wan
from ...models.base.period_words import day_text
from . import kfz_import_messages as messages

_lt = LazyTranslate(__name__)

#: {field of ``crm.lead``: the word of the project's page}
_PROJECT = {
    "name": _lt("Project"),
    "stage": _lt("Stage"),
    "partner_id": _lt("Enterprise"),
    "expected_revenue": _lt("Planned investment"),
    "contact_name": _lt("Contact person"),
    "phone": _lt("Telephone"),
    "description": _lt("Progress"),
    "user_id": _lt("User of the account manager"),
}
#: {field of ``res.partner``: the word of the enterprise's page}
_ENTERPRISE = {
    "vat": _lt("Unified social credit code"),
    "street": _lt("Registered address"),
}
_OF_MODEL = {"crm.lead": _PROJECT, "res.partner": _ENTERPRISE}
_CHILDREN = {
    "agreement_ids": _lt("Agreement"),
    "capital_ids": _lt("Capital in place"),
}
#: longest value that is shown
_LONGEST = 120
#: said beside the value of another field
_BESIDE = ("currency_id", "company_id", "milestone")


class Words:
    """Labels and values of changes of one kind of list.

    :param model: name of the model that rows update
    """

    def __init__(self, env, model):
        self.env, self.model, self.known = env, env[model], {}

    def label(self, key):
        """What changes: the field, or the record of a project and its field."""
        if key not in self.known:
            self.known[key] = self._label(key)
        return self.known[key]

    def _label(self, key):
        name, _dot, rest = key.partition(".")
        if name == "official":
            roles = self.env["kfz.assignment"]._fields["role"]._description_selection(self.env)
            return dict(roles)[rest]
        child, field = self._child(key)
        if not child:
            word = _OF_MODEL.get(self.model._name, {}).get(name)
            return self.env._(word) if word else self._field(self.model, name)
        return (
            self.env._("%(record)s: %(value)s", record=child, value=self._field(*field))
            if field
            else child
        )

    def _child(self, key):
        """(word for the record that hangs on a project, its model and field), ('', None) for a value of the project."""
        name, *rest = key.split(".")
        if name == "milestone_ids":
            word = messages.stage_label(self.env, rest.pop(0))
        elif name in _CHILDREN:
            word = self.env._(_CHILDREN[name])
        else:
            return "", None
        Child = self.env[self.model._fields[name].comodel_name]
        return word, (Child, rest[0]) if rest else None

    def _field(self, model, name):
        return model._fields[name]._description_string(self.env)

    def value(self, key, value, currency=None):
        """A value as the user reads it, '' for none."""
        name = key.split(".")[0]
        if value in (None, False, "") or (value == 0 and not isinstance(value, bool)):
            return ""
        if isinstance(value, dict):
            return self._record(key, value)
        if key == "stage":
            return messages.stage_label(self.env, value) if value in STAGES else value
        if name == "official":
            return value
        _word, field = self._child(key)
        return self._shown(*(field or (self.model, name)), value, currency)

    def _record(self, key, vals):
        """A record that would be added, its values in a row."""
        name = key.split(".")[0]
        Child = self.env[self.model._fields[name].comodel_name]
        shown = [
            self._shown(Child, each, value, vals.get("currency_id"))
            for each, value in vals.items()
            if value and each not in _BESIDE
        ]
        return " · ".join(shown)

    def _shown(self, model, name, value, currency):
        field = model._fields[name]
        if isinstance(value, datetime.date):
            return day_text(self.env, value)
        if field.type == "many2one" and isinstance(value, int):
            return self._name(field.comodel_name, value)
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, str(value))
        if isinstance(value, float):
            code = self._name("res.currency", currency) if currency else "CNY"
            return format_wan(value, self.env.lang or "en_US", code)
        text = str(value)
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

    def _name(self, model, ident):
        key = model, ident
        if key not in self.known:
            self.known[key] = self.env[model].browse(ident).display_name
        return self.known[key]
