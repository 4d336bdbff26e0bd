import logging

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from . import lead_totals

_logger = logging.getLogger(__name__)


class CrmLead(models.Model):
    """Counts and sums of projects come from kept totals where these answer exactly what is asked, under the same rules.

    Anything else is counted as ever. See ``lead_totals.py``.
    """

    _inherit = "crm.lead"

    def init(self):
        super().init()
        lead_totals.install(self.env.cr)

    @api.model
    def _read_group(
        self, domain, groupby=(), aggregates=(), having=(), offset=0, limit=None, order=None
    ):
        ask = super()._read_group
        if not lead_totals.answers(groupby, aggregates, having, order):
            return ask(domain, groupby, aggregates, having, offset, limit, order)
        with lead_totals.asked(self.env.cr, domain):
            return ask(domain, groupby, aggregates, having, offset, limit, order)

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), *, order=None):
        ask = super()._read_grouping_sets
        groupby = [spec for grouping_set in grouping_sets for spec in grouping_set]
        if not lead_totals.answers(groupby, aggregates, (), order):
            return ask(domain, grouping_sets, aggregates, order=order)
        with lead_totals.asked(self.env.cr, domain):
            return ask(domain, grouping_sets, aggregates, order=order)

    @api.model
    @api.readonly
    def search_count(self, domain, limit=None):
        # a limit that is no number of rows is for core to refuse
        is_limit = limit is None or (type(limit) is int and limit >= 0)
        if not is_limit or not lead_totals.is_of_projects(Domain(domain)):
            return super().search_count(domain, limit)
        with lead_totals.asked(self.env.cr, domain):
            query = self._search(domain)
        if not isinstance(query, lead_totals.TotalsQuery):
            return super().search_count(domain, limit)
        [[count]] = self.env.execute_query(query.select(self._read_group_select("__count", query)))
        return min(count, limit or count)

    @api.model
    def _search(self, domain, *args, **kwargs):
        query = super()._search(domain, *args, **kwargs)
        if not lead_totals.is_asked(self.env.cr, domain) or query.is_empty():
            return query
        if not lead_totals.is_of_projects(Domain(domain)):
            return query
        return lead_totals.of_totals(query, self._table)

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        if aggregate_spec == "__count" and isinstance(query, lead_totals.TotalsQuery):
            return SQL("COALESCE(SUM(%s), 0)::bigint", SQL.identifier(self._table, "count"))
        return super()._read_group_select(aggregate_spec, query)

    @api.autovacuum
    def _kfz_keep_totals(self):
        """One row per combination again; should the rows ever be wrong, they are counted anew and the log says so."""
        if wrong := lead_totals.differ(self.env.cr):
            _logger.error(
                "the kept totals of projects were wrong in %s places: counted anew", wrong
            )
            lead_totals.rebuild(self.env.cr)
        lead_totals.compact(self.env.cr)
