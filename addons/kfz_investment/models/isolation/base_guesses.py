from odoo import api, models
from odoo.fields import Domain

from .guarded import is_guarded

#: operators after which core takes ids as they come
BY_IDS = {"in": "in", "=": "in", "not in": "not in", "!=": "not in"}
SEVERAL = ("one2many", "many2many")


def is_guess(model, condition):
    """Whether a condition asks for the links of records to hidden ones: is there any, is there this one."""
    field = model._fields.get(condition.field_expr)
    return (
        field is not None
        and field.type in SEVERAL
        and condition.operator in BY_IDS
        and is_guarded(model.env, field.comodel_name)
    )


def seen_only(model, domain):
    """A domain whose conditions on links name only records that the user of ``model`` sees.

    Core takes any number there, and finds who takes part in a hidden meeting, or with which enterprise of the common
    directory another zone has a project; without a number, with which ones anybody has.
    """
    domain = Domain(domain)
    if model._kfz_links_are_free():
        return domain
    if not any(is_guess(model, condition) for condition in domain.iter_conditions()):
        return domain
    return domain.map_conditions(
        lambda condition: _seen(model, condition) if is_guess(model, condition) else condition
    )


def _seen(model, condition):
    """A condition on links with the records that the user sees."""
    name, wanted = condition.field_expr, _several(condition.value)
    Target = model.env[model._fields[name].comodel_name].with_context(active_test=False)
    found = Domain(name, "in", _visible(Target, wanted) + _names(wanted))
    if any(item is False or item is None for item in wanted):
        # False stands for no link: to none that the user sees
        linked = Domain(name, "any", [("id", ">", 0)])
        found |= ~linked if Target.has_access("read") else Domain.TRUE
    return ~found if BY_IDS[condition.operator] == "not in" else found


def _several(value):
    """The values of a condition as a list."""
    if isinstance(value, (list, tuple, set, frozenset)) or hasattr(value, "difference"):
        return list(value)
    return [value]


def _visible(target, wanted):
    """The ids in a condition that the user sees."""
    ids = [item for item in wanted if type(item) is int and item]
    return target.search([("id", "in", ids)]).ids if ids and target.has_access("read") else []


def _names(wanted):
    """The names in a condition, which are looked for with the user's rights; a decimal would be taken for an id."""
    return [item for item in wanted if isinstance(item, str) and item]


class Base(models.AbstractModel):
    """Records are not found by links to what the user does not see."""

    _inherit = "base"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = seen_only(self, domain)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)
