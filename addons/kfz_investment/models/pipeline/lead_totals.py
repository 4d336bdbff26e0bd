"""How many projects there are and what they are worth, kept by the database: the sums of a board in a time that does not grow.

``kfz_lead_total`` is a table without a model. Each statement that changes projects appends to it what it changed per zone,
stage, account manager, condition and activity: triggers do, so that SQL, imports and restores are counted as well, and a
transaction that is rolled back, or whose server dies, leaves nothing. Nobody waits for anybody, since nothing is updated in place.
At any moment, the rows that a transaction sees add up to the projects that it sees.
"""

import contextlib
import re
from collections.abc import Collection

from odoo.orm.domains import DomainAnd, DomainCondition
from odoo.tools import SQL
from odoo.tools.query import Query

#: by what is counted; columns of ``crm_lead``
DIMENSIONS = ("company_id", "stage_id", "user_id", "condition", "active")
#: what is answered for these; ``company_currency`` follows from the zone
AGGREGATES = (
    "__count",
    "expected_revenue:sum",
    "expected_revenue:sum_currency",
    "company_currency:array_agg_distinct",
)
#: what a condition may be about
COLUMNS = {*DIMENSIONS, "is_promotion"}
TABLE = """
CREATE TABLE IF NOT EXISTS kfz_lead_total (
    company_id integer, stage_id integer, user_id integer, condition varchar, active boolean,
    count bigint NOT NULL, revenue numeric NOT NULL, valued bigint NOT NULL)
"""
_KEY = ", ".join(DIMENSIONS)
_COLUMNS = f"{_KEY}, count, revenue, valued"
_ROWS = f"SELECT {_KEY}, %s AS sign, expected_revenue AS value FROM %s WHERE is_promotion"
_APPEND = f"""
INSERT INTO kfz_lead_total ({_COLUMNS})
SELECT {_KEY}, sum(sign), COALESCE(sum(sign * value), 0), COALESCE(sum(sign) FILTER (WHERE value IS NOT NULL), 0)
  FROM (%s) changed GROUP BY {_KEY}
HAVING sum(sign) <> 0 OR COALESCE(sum(sign * value), 0) <> 0
    OR COALESCE(sum(sign) FILTER (WHERE value IS NOT NULL), 0) <> 0
"""
_ADDED, _GONE = _ROWS % (1, "kfz_added"), _ROWS % (-1, "kfz_gone")
FUNCTION = f"""
CREATE OR REPLACE FUNCTION kfz_lead_total() RETURNS trigger LANGUAGE plpgsql AS $total$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        {_APPEND % f"{_ADDED} UNION ALL {_GONE}"};
    ELSIF TG_OP = 'INSERT' THEN
        {_APPEND % _ADDED};
    ELSIF TG_OP = 'DELETE' THEN
        {_APPEND % _GONE};
    ELSE
        DELETE FROM kfz_lead_total;
    END IF;
    RETURN NULL;
END $total$
"""
_TRIGGERS = {
    "INSERT": "REFERENCING NEW TABLE AS kfz_added",
    "UPDATE": "REFERENCING NEW TABLE AS kfz_added OLD TABLE AS kfz_gone",
    "DELETE": "REFERENCING OLD TABLE AS kfz_gone",
    "TRUNCATE": "",
}
_SUMS = f"""
SELECT {_KEY}, sum(count)::bigint AS count, sum(revenue) AS revenue, sum(valued)::bigint AS valued
  FROM kfz_lead_total GROUP BY {_KEY} HAVING sum(count) <> 0
"""
_LIVE = f"""
SELECT {_KEY}, count(*) AS count, COALESCE(sum(expected_revenue), 0) AS revenue, count(expected_revenue) AS valued
  FROM crm_lead WHERE is_promotion GROUP BY {_KEY}
"""
#: what takes the place of the table of projects in a question
_SOURCE = f"""
(SELECT {_KEY}, TRUE AS is_promotion, count, CASE WHEN valued <> 0 THEN revenue END AS expected_revenue
   FROM ({_SUMS}) kept)
"""
#: the statement replaces, as of one moment, all rows that it sees
_REPLACE = f"WITH gone AS (DELETE FROM kfz_lead_total RETURNING *) INSERT INTO kfz_lead_total ({_COLUMNS}) %s"
_COMPACT = _REPLACE % _SUMS.replace("kfz_lead_total", "gone")
_REBUILD = _REPLACE % _LIVE
_DIFFER = f"""
SELECT count(*) FROM (({_SUMS} EXCEPT {_LIVE}) UNION ALL ({_LIVE} EXCEPT {_SUMS})) differing
 WHERE %(zone)s IS NULL OR company_id = %(zone)s
"""
#: of the advisory lock under which rows are replaced: two at once would stop each other
_LOCK = 1_710_031


class TotalsQuery(Query):
    """A question about projects, asked of their totals."""


def install(cr):
    """Table, function and triggers, and what they would hold had they always been there."""
    # writers wait: a project entered between the count and the triggers would be in neither
    cr.execute("LOCK TABLE crm_lead IN SHARE ROW EXCLUSIVE MODE")
    cr.execute(TABLE)
    cr.execute(FUNCTION)
    for operation, tables in _TRIGGERS.items():
        name = SQL.identifier(f"kfz_lead_total_{operation.lower()}")
        cr.execute(SQL("DROP TRIGGER IF EXISTS %s ON crm_lead", name))
        # pylint: disable=sql-injection
        cr.execute(
            SQL(
                f"CREATE TRIGGER %s AFTER {operation} ON crm_lead {tables} FOR EACH STATEMENT EXECUTE FUNCTION kfz_lead_total()",
                name,
            )
        )
    rebuild(cr)


def uninstall(cr):
    """Take all of it away; the columns that are counted go, too."""
    cr.execute("DROP FUNCTION IF EXISTS kfz_lead_total() CASCADE")
    cr.execute("DROP TABLE IF EXISTS kfz_lead_total")


def rebuild(cr):
    """Count anew. Rows that others append at the same time stay, and count what this count does not see."""
    cr.execute(_REBUILD)


def compact(cr):
    """One row for each combination. Returns whether it was this transaction's turn."""
    cr.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
    if turn := cr.fetchone()[0]:
        cr.execute(_COMPACT)
    return turn


def differ(cr, zone=None):
    """In how many combinations, of all zones or of the one with this id, the totals are not what the projects add up to."""
    cr.execute(_DIFFER, {"zone": zone})
    return cr.fetchone()[0]


@contextlib.contextmanager
def asked(cr, domain):
    """While the question with this very domain is asked, it may be answered from the totals."""
    cr.cache[TotalsQuery] = domain
    try:
        yield
    finally:
        cr.cache.pop(TotalsQuery, None)


def is_asked(cr, domain):
    """Whether this is the domain of that question."""
    return cr.cache.get(TotalsQuery) is domain


def answers(groupby, aggregates, having, order):
    """Whether the totals have all that is asked for."""
    terms = {part.split()[0] for part in (order or "").split(",") if part.strip()}
    return (
        not having
        and set(groupby) <= set(DIMENSIONS)
        and set(aggregates) <= set(AGGREGATES)
        and terms <= {*groupby, *AGGREGATES}
    )


def is_of_projects(domain):
    """Whether no sales lead meets the domain."""
    parts = domain.children if isinstance(domain, DomainAnd) else (domain,)
    return any(
        isinstance(part, DomainCondition)
        and part.field_expr == "is_promotion"
        and (
            (part.operator == "=" and part.value is True)
            or (part.operator == "in" and _is_only_true(part.value))
        )
        for part in parts
    )


def _is_only_true(values):
    return (
        isinstance(values, Collection) and len(values) > 0 and all(each is True for each in values)
    )


def of_totals(query, table):
    """The same question, with the same conditions and access rules, asked of the totals; where they do not know a column, the question itself."""
    where = query.where_clause
    if query.from_clause.code != SQL.identifier(table).code:
        return query
    if not set(re.findall(rf'"{table}"\."(\w+)"', where.code)) <= COLUMNS:
        return query
    # pylint: disable=sql-injection
    result = TotalsQuery(query._env, table, SQL(_SOURCE))
    result.add_where(where)
    return result
