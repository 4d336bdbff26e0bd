import datetime
from dataclasses import replace

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..domain import figures_narrow, indicators
from ..domain.figures_narrow import ANYTHING, OPEN, Narrow
from ..models.base.sql_arrays import sql_among, sql_array

#: a page of rows is read zone by zone up to so many zones
ZONES_OF_A_PAGE = 32
#: a page whose rows cannot be counted off the ledger is looked for among so many times as many entries, before all are read
WINDOWS = (50, 1000)
#: indicators of all rows
_ALL = frozenset((*indicators.CREDITED, *indicators.ELSEWHERE))
_NEWEST_FIRST = "effective_date desc,id desc"


class KfzSignedLandedReport(models.Model):
    """Zones, days and indicators of a question reach the ledgers inside the report, so that these read no rows of others."""

    _name = "kfz.signed.landed.report"
    _inherit = ["kfz.signed.landed.report", "kfz.narrow.mixin"]
    _kfz_no_narrow = ANYTHING

    @api.model
    def _search(
        self, domain, offset=0, limit=None, order=None, *, active_test=True, bypass_access=False
    ):
        query = super()._search(
            domain,
            offset,
            limit,
            order,
            active_test=active_test,
            bypass_access=bypass_access,
        )
        if query._ids is None:
            narrow = self._kfz_narrow_for(domain, bypass_access)
            if limit and narrow.exact and _plain(order) == _NEWEST_FIRST:
                narrow = replace(narrow, newest=limit + (offset or 0))
            self._kfz_narrow_query(query, narrow)
        return query

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """A page that is not the newest rows of zones is found first and read then: what only its rows show is asked for them alone."""
        if not limit or (field_names is not None and not field_names):
            return super().search_fetch(domain, field_names, offset, limit, order)
        rows = self._kfz_search_newest(domain, offset, limit, order or self._order)
        if rows is None:
            rows = super().search_fetch(domain, [], offset, limit, order)
        if rows or not self.env.su:
            rows.fetch(field_names)
        return rows

    @api.model
    def _kfz_search_newest(self, domain, offset, limit, order):
        """The rows of a page if they are among the newest entries of the zones; None if they are not, or another order is asked."""
        narrow = self._kfz_narrow_for(domain)
        if narrow.exact or not narrow.zones or narrow.since or _plain(order) != _NEWEST_FIRST:
            return None
        for factor in WINDOWS:
            since = self._kfz_day_of_newest(narrow.zones, (offset + limit) * factor)
            if not since:
                return None
            newest = Domain(domain) & Domain("effective_date", ">=", since)
            # all rows from a day on come before those of earlier days
            rows = self.search(newest, offset, limit, order)
            if len(rows) == limit:
                return rows
        return None

    @api.model
    def _kfz_day_of_newest(self, zones, number):
        """A day since which each zone has at most about so many entries, and one of them as many; None if all have fewer."""
        moment = self._kfz_as_of()
        query = SQL(
            """SELECT MAX(newest.effective_date) FROM unnest(%s) zone CROSS JOIN LATERAL (
                   SELECT entry.effective_date FROM kfz_figure_entry entry WHERE entry.company_id = zone AND %s
                 ORDER BY entry.effective_date DESC, entry.id DESC OFFSET %s LIMIT 1) newest""",
            sql_array(sorted(zones), "int"),
            SQL("entry.effective_date <= %s", moment.day) if moment else SQL("TRUE"),
            number,
        )
        return self.env.execute_query(query)[0][0]

    @api.model
    def _kfz_narrow_of(self, domain):
        """What follows from a domain in its optimised form."""
        if domain.is_true():
            return Narrow()
        return self._kfz_narrow_term(iter(list(domain)))

    @api.model
    def _kfz_narrow_term(self, items):
        """The next term in Polish notation."""
        item = next(items, None)
        if item == "!":
            self._kfz_narrow_term(items)
            return ANYTHING
        if item in ("&", "|"):
            one, other = self._kfz_narrow_term(items), self._kfz_narrow_term(items)
            return one & other if item == "&" else one | other
        if item is None:
            return Narrow()
        return self._kfz_narrow_condition(*item)

    @api.model
    def _kfz_narrow_condition(self, name, operator, value):
        if name == "company_id" and operator in ("any", "any!") and self.env.su:
            zones = self.env["res.company"].with_context(active_test=False).search(value)
            return Narrow(zones=frozenset(zones.ids))
        if name == "effective_date":
            return _days(operator, value)
        if not isinstance(value, list | tuple | set | frozenset):
            return ANYTHING
        return _one_of(name, value) if operator == "in" else _none_of(name, operator, value)

    # the narrow as conditions on a ledger

    @api.model
    def _kfz_of_zones(self, column):
        """The condition that a column is one of the zones."""
        zones = self._kfz_narrow().zones
        return SQL("TRUE") if zones is None else _any(column, zones)

    @api.model
    def _kfz_of_indicators(self, known=None):
        """The condition that ``entry.indicator`` is asked for.

        :param known: indicators of a ledger of which no others are rows of the report; None if all of it are
        """
        wanted = self._kfz_narrow().indicators
        if wanted is None:
            wanted = known
        elif known:
            wanted = wanted.intersection(known)
        return SQL("TRUE") if wanted is None else SQL("entry.indicator = ANY(%s)", sorted(wanted))

    @api.model
    def _kfz_of_open(self):
        """The condition that the project of ``entry`` has not landed, where that is asked and kept: a past moment may know less."""
        if not self._kfz_narrow().unlanded or self._kfz_as_of():
            return SQL("TRUE")
        return SQL(
            """entry.lead_id IN (SELECT kept.lead_id FROM kfz_figure_first kept
                                  WHERE kept.signed_date IS NOT NULL AND kept.landed_date IS NULL)"""
        )

    @api.model
    def _kfz_conditions(self, column, lead="entry.lead_id", day="entry.effective_date"):
        """The conditions on (zone, project, day) of a ledger's rows."""
        narrow, day = self._kfz_narrow(), SQL(day)
        terms = [self._kfz_of_zones(SQL(column))]
        if narrow.leads is not None and lead:
            terms.append(_any(SQL(lead), narrow.leads))
        if narrow.since:
            terms.append(SQL("%s >= %s", day, narrow.since))
        if narrow.until:
            terms.append(SQL("%s <= %s", day, narrow.until))
        return SQL(" AND ").join(terms)

    @api.model
    def _kfz_ids_from(self, start, end):
        """The condition on ``entry.id`` of a ledger whose rows have the ids from ``start`` to before ``end``."""
        ids = self._kfz_narrow().ids
        if ids is None:
            return SQL("TRUE")
        return _any(SQL("entry.id"), [ident - start for ident in ids if start <= ident < end])

    @api.model
    def _kfz_rows(self, rows, column):
        """The queries of a ledger's rows: one, or for a page the newest rows of each zone.

        :param rows: query of the rows of ``entry`` that meet all conditions
        :param column: of the zone that reads them
        """
        narrow = self._kfz_narrow()
        if not narrow.newest:
            return [rows]
        zones = sorted(narrow.zones or ())
        if not zones or len(zones) > ZONES_OF_A_PAGE:
            parts = [rows]
        else:
            parts = [SQL("%s AND %s = %s", rows, SQL(column), zone) for zone in zones]
        return [
            SQL(
                "(%s ORDER BY entry.effective_date DESC, entry.id DESC LIMIT %s)",
                part,
                narrow.newest,
            )
            for part in parts
        ]


def _days(operator, value):
    """The days of a condition on the date of a row."""
    if operator == "in":
        days = [day for day in value if _is_day(day)]
        return Narrow(since=min(days), until=max(days), exact=False) if days else ANYTHING
    if not _is_day(value) or value in (datetime.date.min, datetime.date.max):
        return ANYTHING
    one = figures_narrow.ONE_DAY
    spans = {
        ">=": Narrow(since=value),
        ">": Narrow(since=value + one),
        "<=": Narrow(until=value),
        "<": Narrow(until=value - one),
    }
    return spans.get(operator, ANYTHING)


def _one_of(name, values):
    """The rows of which a field has one of some values."""
    if name == "quarter":
        return figures_narrow.quarters(values)
    if name == "aging":
        return ANYTHING if False in values else OPEN
    if name == "indicator":
        # no row is without one
        return Narrow(indicators=_ALL.intersection(values))
    kinds = {"company_id": "zones", "lead_id": "leads", "id": "ids"}
    # what is not set is asked for as False
    if name not in kinds or not all(type(each) is int for each in values):
        return ANYTHING
    return Narrow(**{kinds[name]: frozenset(values)})


def _none_of(name, operator, values):
    """The rows of which a field has none of some values."""
    if operator != "not in":
        return ANYTHING
    if name == "indicator":
        return Narrow(indicators=_ALL - frozenset(values))
    # only open projects have an age
    return OPEN if name == "aging" and False in values else ANYTHING


def _is_day(value):
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def _any(column, ids):
    """The condition on a column of ids."""
    return SQL("%s %s", column, sql_among(ids))


def _plain(order):
    """An order by which answers can be compared."""
    return ",".join(" ".join(part.split()).lower() for part in (order or "").split(","))
