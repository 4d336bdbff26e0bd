from dataclasses import dataclass

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..base.sql_arrays import sql_among

#: columns of which the values that are asked for reach the tables inside the question
_NARROWED = {"company_id": "zones", "lead_id": "leads", "official_id": "officials"}


@dataclass(frozen=True, eq=False)
class DutyNarrow:
    """What each row of an answer meets: conditions that follow the name of a column, and ids of rows; nothing known where empty."""

    zones: tuple = ()
    leads: tuple = ()
    officials: tuple = ()
    ids: tuple = ()

    def __and__(self, other):
        names = ("zones", "leads", "officials", "ids")
        return DutyNarrow(**{name: getattr(self, name) + getattr(other, name) for name in names})


class KfzDuty(models.Model):
    """Projects, officials and zones of a question reach the tables inside it, so that the page of a project reads nothing of others."""

    _name = "kfz.duty"
    _inherit = ["kfz.duty", "kfz.narrow.mixin"]
    _kfz_no_narrow = DutyNarrow()

    @api.model
    def _search(
        self, domain, offset=0, limit=None, order=None, *, active_test=True, bypass_access=False
    ):
        if not (self.env.su or bypass_access):
            self.browse().check_access("read")
        # once: what is searched for a condition, such as whose duties are mine, is not searched again by core
        domain = Domain(domain).optimize_full(self)
        query = super()._search(
            domain, offset, limit, order, active_test=active_test, bypass_access=bypass_access
        )
        if query._ids is None:
            self._kfz_narrow_query(query, self._kfz_narrow_for(domain, bypass_access))
        return query

    @api.model
    def _kfz_narrow_of(self, domain):
        """What follows from the conditions that an optimised domain joins by “and”."""
        narrow, parts = DutyNarrow(), getattr(domain, "children", (domain,))
        if getattr(domain, "OPERATOR", "&") == "&":
            for part in parts:
                # what is no condition (another “or”, a “not”, all) has no operator of one
                if getattr(part, "operator", None) in ("in", "any", "any!"):
                    narrow &= self._kfz_narrow_condition(part)
        return narrow

    @api.model
    def _kfz_narrow_condition(self, condition):
        name, value = condition.field_expr, condition.value
        if condition.operator == "in":
            return self._kfz_narrow_values(name, list(value))
        if name not in _NARROWED:
            return DutyNarrow()
        if isinstance(value, Domain):
            # as core searches it
            others = self.env[self._fields[name].comodel_name]
            bypass = condition.operator == "any!"
            value = others._search(value, active_test=False, bypass_access=bypass)
        among = SQL("(%s)", value) if isinstance(value, SQL) else value.subselect()
        return DutyNarrow(**{_NARROWED[name]: (SQL("IN %s", among),)})

    @api.model
    def _kfz_narrow_values(self, name, values):
        # what is not set is asked for as False
        if not all(type(each) is int for each in values):
            return DutyNarrow()
        if name == "id":
            return DutyNarrow(ids=(frozenset(values),))
        if name not in _NARROWED:
            return DutyNarrow()
        return DutyNarrow(**{_NARROWED[name]: (sql_among(values),)})

    # the narrow as conditions on a table

    @api.model
    def _kfz_only(self, **columns):
        """The condition that columns have what is asked for, by kind: ``leads="assignment.lead_id"``."""
        narrow = self._kfz_narrow()
        terms = [
            SQL("%s %s", SQL(column), term)
            for kind, column in columns.items()
            for term in getattr(narrow, kind)
        ]
        return SQL(" AND ").join([SQL("TRUE"), *terms])

    @api.model
    def _kfz_only_users(self, column):
        """The condition that a user is behind an official who is asked for: projects are found by their users."""
        if not self._kfz_narrow().officials:
            return SQL("TRUE")
        officials = self._kfz_only(officials="asked.id")
        return SQL(
            "%s IN (SELECT asked.user_id FROM kfz_official asked WHERE %s)", SQL(column), officials
        )

    @api.model
    def _kfz_only_ids(self, column, rest):
        """The condition that the id of a table is that of a duty: twice the id of an assignment, or of a project and one more.

        :param rest: 0 for assignments, 1 for projects
        """
        terms = [
            SQL("%s %s", SQL(column), sql_among([each // 2 for each in ids if each % 2 == rest]))
            for ids in self._kfz_narrow().ids
        ]
        return SQL(" AND ").join([SQL("TRUE"), *terms])
