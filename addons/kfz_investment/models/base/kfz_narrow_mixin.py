from odoo import api, models
from odoo.fields import Domain


class KfzNarrowMixin(models.AbstractModel):
    """A report whose question and record rules reach the tables inside it, so that it reads no rows of others.

    The question and the rules stay as they are, outside: what is pushed in follows from them, so it can leave out no row of the
    answer and add none. It comes from them alone; a client has no say in it.
    """

    _name = "kfz.narrow.mixin"
    _description = "Report that reads what is asked for"

    #: what is known where nothing is; the class of whatever is known, with ``&``
    _kfz_no_narrow = None

    @api.model
    def _kfz_narrow(self):
        """What the question at hand leaves of the tables; an object of ours, which no client can send."""
        narrow = self.env.context.get("kfz_narrow")
        return narrow if isinstance(narrow, type(self._kfz_no_narrow)) else self._kfz_no_narrow

    @api.model
    def _kfz_narrow_query(self, query, narrow):
        """Let a query read what is left of the tables."""
        query._tables[self._table] = self.with_context(kfz_narrow=narrow)._table_sql

    @api.model
    def _kfz_narrow_for(self, domain, bypass_access=False):
        """What follows from a domain, and from the record rules for this user."""
        narrow = self._kfz_narrow_of(Domain(domain).optimize_full(self))
        if self.env.su or bypass_access:
            return narrow
        # sudo: as core does with the domain of the rules, which it applies to the answer itself
        system = self.sudo().with_context(active_test=False)
        rules = self.env["ir.rule"]._compute_domain(self._name, "read").optimize_full(system)
        return narrow & system._kfz_narrow_of(rules)

    @api.model
    def _kfz_narrow_of(self, domain):
        """What follows from a domain in its optimised form."""
        raise NotImplementedError
