from odoo import api, models
from odoo.fields import Domain

#: links from people, whom everybody reads, to what is hidden
GUESSED = ("channel_ids", "channel_member_ids", "meeting_ids")


def seen_only(model, domain):
    """A domain whose conditions on the links of people name only records that the user of ``model`` sees.

    Core takes any number there and finds who is a member of a hidden channel or takes part in a hidden meeting.
    """
    domain = Domain(domain)
    if model._kfz_links_are_free() or not any(
        condition.field_expr in GUESSED for condition in domain.iter_conditions()
    ):
        return domain

    def seen(condition):
        if condition.field_expr not in GUESSED or condition.operator not in (
            "in",
            "not in",
            "=",
            "!=",
        ):
            return condition
        value = condition.value
        wanted = (
            list(value)
            if isinstance(value, (list, tuple, set, frozenset)) or hasattr(value, "difference")
            else [value]
        )
        ids = [item for item in wanted if isinstance(item, int) and item]
        comodel = model.env[model._fields[condition.field_expr].comodel_name].with_context(
            active_test=False
        )
        kept = [item for item in wanted if item not in ids] + comodel.search(
            [("id", "in", ids)]
        ).ids
        return Domain(
            condition.field_expr, "not in" if condition.operator in ("not in", "!=") else "in", kept
        )

    return domain.map_conditions(seen)


class ResPartner(models.Model):
    """People are not found by the channels and meetings that the user does not see."""

    _inherit = "res.partner"

    @api.model
    def _search(self, domain, *args, **kwargs):
        return super()._search(seen_only(self, domain), *args, **kwargs)


class ResUsers(models.Model):
    """The same by way of the user."""

    _inherit = "res.users"

    @api.model
    def _search(self, domain, *args, **kwargs):
        return super()._search(seen_only(self, domain), *args, **kwargs)
