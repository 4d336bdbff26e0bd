from odoo import models

from ..base.line_lists import is_plain, read_together


class CrmLead(models.Model):
    """What hangs on projects is read with one query where a page shows several lists of it."""

    _inherit = "crm.lead"

    def _fetch_query(self, query, fields):
        lists = [field for field in fields if is_plain(self, field)]
        if len(lists) < 2:
            return super()._fetch_query(query, fields)
        fetched = super()._fetch_query(query, [field for field in fields if field not in lists])
        for refused in read_together(fetched, self._kfz_lists(lists)):
            if refused in lists:
                refused.read(fetched)
        return fetched

    def _kfz_lists(self, asked):
        """The lists that are asked for and, since they cost no query more, all others of ours that the page will ask for."""
        others = [
            field
            for field in self._fields.values()
            if is_plain(self, field)
            and field not in asked
            and self._has_field_access(field, "read")
        ]
        return [*asked, *others]
