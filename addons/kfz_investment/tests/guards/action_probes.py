"""Probes of what server code creates for a client whose context holds defaults for guarded fields."""

import contextlib
import functools

from odoo.tools import SQL, mute_logger

from . import field_values
from .method_probes import MEANT, parameters, public_methods, said


class ActionProbes:
    """Mixin of :class:`GuardsCase`: what methods create while the client's context holds defaults for guarded fields."""

    def _actions(self, user):
        """(model, method, ids, arguments) of calls by which the user creates records of ours, with the models of those."""
        for name, method in public_methods(self.env):
            Model = self.env[name].with_user(user)
            if not method.startswith("action") or not Model._auto or not Model.has_access("read"):
                continue
            registered = self.env.registry[name]
            names = [parameter for parameter, _needed in parameters(registered, method)]
            given = [MEANT.get(parameter) for parameter in names]
            for identifier in self._subjects(user, Model):
                call = user, name, method, [identifier], given
                if made := self._in_savepoint(functools.partial(self._made, *call)):
                    yield *call[1:], made
                    break

    def _subjects(self, user, Model):
        """Records on which a method may do something: of each state one."""
        if Model._transient:
            return self._wizards(user, Model)
        found = Model.search([], order="id desc", limit=60)
        if "state" not in Model._fields:
            return found[:3].ids
        return [records[0].id for records in found.grouped("state").values()]

    def _wizards(self, user, Model):
        """A wizard as the user opens and saves it."""
        call = self._caller(user)
        with contextlib.suppress(Exception), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            _fields, values = self._to_create(Model)
            return call(Model._name, "create", [values])
        return []

    def _made(self, user, name, method, ids, given, **context):
        """{model: values of guarded fields of the records that a call makes}."""
        last = self._last_ids()
        call = self._caller(user, **context)
        with mute_logger("odoo.sql_db", "odoo.models", "odoo.models.unlink"):
            if said(self.cr, lambda: call(name, method, ids, *given)):
                return {}
        self.env.invalidate_all()
        made = {}
        for model, before in last.items():
            new = self.env[model].with_context(active_test=False).search([("id", ">", before)])
            if new:
                made[model] = [
                    {
                        field: field_values.stored(record, field)
                        for field in field_values.guarded_fields(record)
                    }
                    for record in new
                ]
        return made

    def _last_ids(self):
        """{model: the last id} of all models of ours with guarded fields."""
        models = [
            name
            for name in field_values.guarded_models(self.env)
            if name.startswith("kfz.") or name in ("crm.lead", "res.partner", "calendar.event")
        ]
        parts = [
            SQL(
                "SELECT %s, COALESCE(MAX(id), 0) FROM %s",
                name,
                SQL.identifier(self.env[name]._table),
            )
            for name in models
        ]
        return dict(self.env.execute_query(SQL(" UNION ALL ").join(parts)))

    def _action_forged(self, user, action, model, field):
        """What a default of the context put into a guarded field of a record that an action makes, or None."""
        name, method, ids, given, clean = action
        before = clean[model][0][field]
        value = field_values.forged(self.env[model].with_user(user), field, before)
        if value is None:
            return None
        made = self._in_savepoint(
            lambda: self._made(user, name, method, ids, given, **{f"default_{field}": value})
        )
        for row in made.get(model, ()):
            if field_values.is_forged(self.env[model]._fields[field], before, row[field], value):
                return f"{name}.{method}: {model}.{field} {before!r} became {row[field]!r}"
        return None
