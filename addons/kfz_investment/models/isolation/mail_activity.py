from odoo import api, models
from odoo.addons.mail.models.mail_activity import MailActivity as CoreActivity
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.orm.domains import DomainAnd, DomainCondition
from odoo.tools import SQL

from .lost import with_lost, without_lost

#: what a page asks for, and nothing that is searched in turn
PLAIN = frozenset({"id", "active", "res_id", "res_model"})

#: documents on which an activity is for those who read them, and for nobody else: the rule says so, and core no more
ASKED_ONCE = frozenset({"crm.lead"})


class MailActivity(models.Model):
    """A refused activity says nothing about the record it belongs to.

    The rule of those who do not work with all of a zone asks for each kind of document whether the user reads it: planning it
    takes longer than a page. Where the kinds are known that are searched, it asks for these alone.
    """

    _inherit = "mail.activity"

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        if self.env.su or bypass_access:
            return super()._search(
                domain, offset, limit, order, bypass_access=bypass_access, **kwargs
            )
        if not self.env["ir.rule"]._kfz_is_limited():
            query = super()._search(domain, offset, limit, order, **kwargs)
            return without_lost(query, self, "res_model", order)
        domain = Domain(domain)
        documents, search = self._kfz_documents_of(domain), super()._search
        if documents == ASKED_ONCE:
            # core asks once more, record by record, what the rule asks in SQL of these, and of these alone
            domain &= Domain("res_model", "in", ASKED_ONCE)
            search = super(CoreActivity, self)._search
        self.env.cr.cache[MailActivity] = documents
        try:
            return search(domain, offset, limit, order, **kwargs)
        finally:
            self.env.cr.cache.pop(MailActivity, None)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if operation == "create":
            return result
        return with_lost(result, self, "res_model", operation)

    def _kfz_documents_of(self, domain):
        """The models of the documents that a search can find, False among them for no document; None where it does not say."""
        parts = domain.children if isinstance(domain, DomainAnd) else (domain,)
        known = None
        for part in parts:
            if not isinstance(part, DomainCondition) or part.field_expr not in PLAIN:
                return None
            if (found := self._kfz_documents_by(part)) is not None:
                known = found if known is None else known & found
        return known

    def _kfz_documents_by(self, condition):
        """The same of one condition."""
        if condition.operator not in ("=", "in"):
            return None
        is_one = condition.operator == "=" or isinstance(condition.value, (str, int))
        values = [condition.value] if is_one else list(condition.value)
        if condition.field_expr == "res_model":
            return {isinstance(value, str) and value for value in values}
        return self._kfz_documents_by_id(values) if condition.field_expr == "id" else None

    def _kfz_documents_by_id(self, idents):
        """The models of the documents that activities with these ids have."""
        self.flush_model(["res_model"])
        ids = [ident for ident in idents if type(ident) is int]
        rows = self.env.execute_query(
            SQL("SELECT DISTINCT res_model FROM mail_activity WHERE id = ANY (%s)", ids)
        )
        return {model or False for [model] in rows}

    def _make_access_error(self, operation):
        if self._kfz_links_are_free():
            return super()._make_access_error(operation)
        return AccessError(self.env["ir.rule"]._kfz_hidden_message())


def asked_about(env):
    """The models of the documents whose activities are being searched, once; None if they are not known."""
    return env.cr.cache.pop(MailActivity, None)
