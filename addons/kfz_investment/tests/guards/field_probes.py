"""Probes of guarded fields: each way in which a client can send a value for a field that it may not set."""

from odoo.exceptions import UserError
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..isolation.odd_probes import crash_of
from . import field_values

#: ways that make a record; "defaults" are ``default_*`` of the context, "user default" is ``ir.default``
CREATING = (
    "create",
    "web_save",
    "load",
    "nested",
    "default of create",
    "default of web_save",
    "default of name_create",
    "default of load",
    "default of nested",
    "user default",
    "copy",
)
#: ways that change one
WRITING = ("write", "web_save of one", "load of one", "nested of one", "onchange and save")


class FieldProbes:
    """Mixin of :class:`GuardsCase`: sends a forged value for a field and reads what is stored afterwards."""

    def _field_probes(self, user, ways=(*CREATING, *WRITING)):
        """(model, field, way) of all that the user may create or write; made one by one."""
        for name, fields in field_values.guarded_models(self.env).items():
            Model = self.env[name].with_user(user)
            may_create, may_write = Model.has_access("create"), Model.has_access("write")
            for field in fields:
                for way in ways:
                    if may_create if way in CREATING else may_write:
                        yield name, field, way

    def _comes_through(self, user, model, name, way, **context):
        """Whether a forged value is stored in the end: what came through, or None.

        What the client is told is kept in ``self.answer``.
        """
        self.answer = ""
        return self._in_savepoint(lambda: self._forge(user, model, name, way, context))

    @mute_logger("odoo.sql_db", "odoo.models", "odoo.models.unlink")
    def _forge(self, user, model, name, way, context):
        call, Model = self._caller(user, **context), self.env[model].with_user(user)
        before = self._clean(user, model).get(name) if way in CREATING else None
        own = self._own_to_write(user, model)
        if way not in CREATING:
            if not own:
                return None
            before = field_values.stored(self.env[model].browse(own), name)
        value = field_values.forged(Model, name, before)
        if value is None:
            return None
        self.forged = True
        try:
            with self.cr.savepoint():
                made = getattr(self, f"_{WAYS[way]}")(call, Model, own, name, value)
                self.cr.flush()
        except IntegrityError as error:
            # as odoo.service.model.retrying does
            self.answer = f"ValidationError: {error}"
            return None
        except Exception as error:
            self.answer = f"{type(error).__name__}: {error}"
            return None
        return self._judged(model, name, way, made or own, before, value)

    def _judged(self, model, name, way, identifier, before, value):
        self.env.invalidate_all()
        if not isinstance(identifier, int):
            return None
        record = self.env[model].browse(identifier).exists()
        if not record:
            return None
        after = field_values.stored(record, name)
        if field_values.is_forged(record._fields[name], before, after, value):
            return f"{model}.{name} by {way}: {before!r} became {after!r}"
        return None

    # clean runs

    def _clean(self, user, model):
        """The guarded values of a record that the user creates without forging; {} where that is refused."""
        key = (user.id, model)
        if key not in self.cleans:
            self.cleans[key] = self._in_savepoint(lambda: self._clean_run(user, model))
        return self.cleans[key]

    def _clean_run(self, user, model):
        Model = self.env[model].with_user(user)
        try:
            with self.cr.savepoint(), mute_logger("odoo.sql_db"):
                _fields, values = self._to_create(Model)
                made = self._caller(user)(model, "create", [values])
                self.cr.flush()
        except Exception as error:
            self.unclean[user.login, model] = f"{type(error).__name__}: {error}"
            return {}
        record = self.env[model].browse(made)
        return {
            name: field_values.stored(record, name) for name in field_values.guarded_fields(Model)
        }

    def _own_to_write(self, user, model):
        """A record that the user may write, the one of the world with the most behind it first."""
        key = (user.id, model)
        if key not in self.owns:
            self.owns[key] = self._find_own(user, model)
        return self.owns[key]

    def _find_own(self, user, model):
        Model = self.env[model].with_user(user)
        if Model._transient:
            return None
        if model == "kfz.award":
            return self.claimable.id
        try:
            found = Model.search([], limit=40, order="id desc")
            for record in found:
                if record.has_access("write"):
                    return record.id
        except UserError:
            pass
        return None

    # the ways: each gives the id of the record that it made, or None

    def _by_create(self, call, Model, _own, name, value):
        _fields, values = self._to_create(Model)
        return call(Model._name, "create", [{**values, name: value}])[0]

    def _by_web_save(self, call, Model, _own, name, value):
        _fields, values = self._to_create(Model)
        return call(Model._name, "web_save", [], {**values, name: value}, {"id": {}})[0]["id"]

    def _by_load(self, call, Model, _own, name, value):
        fields, values = self._to_create(Model)
        cells = field_values.as_cells(fields, values)
        forged = field_values.as_cells({name: {"type": Model._fields[name].type}}, {name: value})
        if cells is None or forged is None:
            return None
        return self._loaded(call, Model, cells, forged)

    def _by_load_of_one(self, call, Model, own, name, value):
        forged = field_values.as_cells({name: {"type": Model._fields[name].type}}, {name: value})
        if forged is None:
            return None
        return self._loaded(call, Model, ([".id"], [str(own)]), forged)

    def _loaded(self, call, Model, cells, forged, **options):
        answer = call(Model._name, "load", cells[0] + forged[0], [cells[1] + forged[1]], **options)
        if not answer["ids"]:
            raise UserError(str(answer["messages"]))
        return answer["ids"][0]

    def _parent(self, Model):
        """(list field of another model, its inverse) by which lines of this model are made."""
        for name in self.env.registry:
            for field in self.env[name]._fields.values():
                if (
                    field.type == "one2many"
                    and field.comodel_name == Model._name
                    and not field.compute
                    and field.inverse_name
                    and not field.readonly
                    and self.env[name].with_user(Model.env.uid).has_access("write")
                ):
                    return field
        return None

    def _line_of(self, Model, own=None):
        """(list field, id of the parent, values) of a new line, or of the own one."""
        _fields, values = self._to_create(Model)
        field = self._parent(Model)
        if not field:
            raise UserError("no list holds such lines")
        parent = values.pop(field.inverse_name, None)
        if own:
            # sudo: the harness looks for a parent
            parent = self.env[Model._name].browse(own).sudo()[field.inverse_name].id
        parent = parent or self._own_to_write(Model.env.user, field.model_name)
        return field, parent, values

    def _by_nested(self, call, Model, _own, name, value):
        field, parent, values = self._line_of(Model)
        return self._nested(call, Model, field, parent, [0, 0, {**values, name: value}])

    def _by_nested_of_one(self, call, Model, own, name, value):
        field, parent, _values = self._line_of(Model, own)
        self._nested(call, Model, field, parent, [1, own, {name: value}])
        return own

    def _nested(self, call, Model, field, parent, command, **options):
        # sudo: the harness finds the new line
        Lines = self.env[Model._name].sudo().with_context(active_test=False)
        last = Lines.search([], order="id desc", limit=1).id or 0
        call(field.model_name, "write", [parent], {field.name: [command]}, **options)
        return Lines.search([("id", ">", last)], order="id", limit=1).id or None

    def _by_default_of_create(self, call, Model, _own, name, value):
        _fields, values = self._to_create(Model)
        return call(Model._name, "create", [values], context={f"default_{name}": value})[0]

    def _by_default_of_web_save(self, call, Model, _own, name, value):
        _fields, values = self._to_create(Model)
        context = {f"default_{name}": value}
        return call(Model._name, "web_save", [], values, {"id": {}}, context=context)[0]["id"]

    def _by_default_of_name_create(self, call, Model, _own, name, value):
        _fields, values = self._to_create(Model)
        values.pop(Model._rec_name, None)
        context = {f"default_{key}": part for key, part in {**values, name: value}.items()}
        return call(Model._name, "name_create", "试探企业有限公司", context=context)[0]

    def _by_default_of_load(self, call, Model, _own, name, value):
        fields, values = self._to_create(Model)
        cells = field_values.as_cells(fields, values)
        if cells is None:
            return None
        context = {f"default_{name}": value}
        return self._loaded(call, Model, cells, ([], []), context=context)

    def _by_default_of_nested(self, call, Model, _own, name, value):
        field, parent, values = self._line_of(Model)
        context = {f"default_{name}": value}
        return self._nested(call, Model, field, parent, [0, 0, values], context=context)

    def _by_user_default(self, call, Model, _own, name, value):
        call("ir.default", "set", Model._name, name, value, True)
        _fields, values = self._to_create(Model)
        return call(Model._name, "create", [values])[0]

    def _by_copy(self, call, Model, _own, name, value):
        own = self._own_to_write(Model.env.user, Model._name)
        if not own:
            return None
        return call(Model._name, "copy", [own], {name: value})[0]

    def _by_write(self, call, Model, own, name, value):
        call(Model._name, "write", [own], {name: value})

    def _by_web_save_of_one(self, call, Model, own, name, value):
        call(Model._name, "web_save", [own], {name: value}, {"id": {}})

    def _by_onchange_and_save(self, call, Model, own, name, value):
        """As a form does: what the onchange answers is saved with the rest."""
        answer = call(Model._name, "onchange", [own], {name: value}, [name], {name: {}})
        changed = answer.get("value", {})
        call(Model._name, "web_save", [own], {name: value, **changed}, {"id": {}})

    def _crashed(self):
        """The exception behind the last answer, if it is no refusal."""
        return crash_of(self.answer)


WAYS = {way: f"by_{way.replace(' ', '_')}" for way in (*CREATING, *WRITING)}
