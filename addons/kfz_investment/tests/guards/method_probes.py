"""Probes of methods: each public method of each model of ours, called by each wrong role on hidden and own records."""

import inspect

from odoo.tools import mute_logger
from psycopg2 import IntegrityError

OURS = "odoo.addons.kfz_investment."
#: called with values that change nothing by themselves, or probed elsewhere for every model
ELSEWHERE = frozenset({"init"})
#: what a method is given by the name of its parameter, if the caller means well
MEANT = {
    "reason": "试探",
    "note": "试探",
    "kind": "interested",
    "days": 5,
    "due": "2030-01-01",
    "reference": "试探",
    "paid_on": "2026-01-05",
    "ruling": "first",
    "vals": {},
    "vals_list": [{}],
    "fields": ["name"],
    "fields_list": ["name"],
    "values": {},
    "field_names": [],
    "fields_spec": {"display_name": {}},
    "data": [["试探"]],
    "body": "试探",
    "step": "试探",
    "date": "2030-01-01",
    "who": "试探",
    "contact": "试探",
}


def public_methods(env):
    """[(model, method)] of all that a client can call and that we define or extend, once per model."""
    found = set()
    for name, registered in env.registry.items():
        if registered._abstract:
            continue
        for cls in registered.mro():
            # what we add to every model is probed by ids and fields
            if cls.__module__.startswith(OURS) and cls.__name__ != "Base":
                for method, function in vars(cls).items():
                    if is_public(registered, method, function):
                        found.add((name, method))
    return sorted(found)


def is_public(registered, method, function):
    """Whether a client can call it; as ``odoo.service.model.get_public_method``."""
    if method.startswith("_") or method in ELSEWHERE or not inspect.isfunction(function):
        return False
    return not any(
        getattr(getattr(cls, method, None), "_api_private", False) for cls in registered.mro()
    )


def parameters(registered, method):
    """Names of a method's positional parameters after the records, with whether each must be given."""
    function = getattr(registered, method)
    return [
        (name, parameter.default is parameter.empty)
        for name, parameter in list(inspect.signature(function).parameters.items())[1:]
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]


def arguments(registered, method, hidden):
    """Lists of arguments: none, those that are meant, and each odd value in the place of all.

    :param hidden: id of a hidden record
    """
    names = parameters(registered, method)
    yield []
    if not names:
        yield ["试探"]
        return
    if any(name in MEANT for name, _needed in names):
        yield [MEANT.get(name) for name, _needed in names]
    for value in (None, "", str(hidden), hidden, {}, [], [hidden]):
        yield [value for _name in names]


class MethodProbes:
    """Mixin of :class:`GuardsCase`: calls methods and compares all rows of zone A before and after."""

    def _method_probes(self, user, hidden, models=None):
        """(model, method, records, arguments) of one user; made one by one.

        :param hidden: {model: id} of records of zone A
        :param models: only of these
        """
        for name, method in public_methods(self.env):
            if models and name not in models:
                continue
            registered = self.env.registry[name]
            target = hidden.get(name, hidden["crm.lead"])
            is_model = getattr(getattr(registered, method), "_api_model", False)
            for number, given in enumerate(arguments(registered, method, target)):
                if is_model:
                    yield name, method, None, given
                    continue
                for ids in self._records_for(user, name, target):
                    yield name, method, ids, given
                if number < 2:
                    yield name, method, [], given
                    yield name, method, [str(target)], given

    def _records_for(self, user, name, target):
        own = self._own_readable(user, name)
        yield [target]
        if own:
            yield [own]
            yield [own, target]

    def _own_readable(self, user, name):
        key = (user.id, name)
        if key not in self.owns:
            Model = self.env[name].with_user(user)
            found = (
                Model.search([], limit=1, order="id desc").id
                if Model._auto and not Model._transient and Model.has_access("read")
                else None
            )
            self.owns[key] = found
        return self.owns[key]

    def _changed_by(self, user, name, method, ids, given, allowed=None, **context):
        """What of zone A a call changed, as words. What the client is told is kept in ``self.answer``."""
        call = self._caller(user, **context)
        arguments = given if ids is None else [ids, *given]

        def act():
            with mute_logger("odoo.sql_db", "odoo.models", "odoo.models.unlink"):
                self.answer = said(self.cr, lambda: call(name, method, *arguments))
            return self.state.forbidden(*([allowed] if allowed else []))

        return self._in_savepoint(act)


def said(cr, act):
    """The answer to a request, what is queued included; refusals by name."""
    try:
        with cr.savepoint():
            act()
            cr.flush()
    except IntegrityError as error:
        # as odoo.service.model.retrying does
        return f"ValidationError: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""
