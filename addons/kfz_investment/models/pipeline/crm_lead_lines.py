from odoo import api, models

from ..base.line_lists import is_plain, read_together
from .crm_lead_stage import EVIDENCE

#: lists that stay short, and of which a page and its gates read every line; visits become many, and a page shows some
WHOLE = frozenset(
    {
        "kfz.agreement",
        "kfz.assignment",
        "kfz.capital.record",
        "kfz.correction",
        "kfz.gate.override",
        "kfz.milestone",
        "kfz.stage.transition",
    }
)

#: read only where somebody asks for the history of a condition
RARE = ("condition_change_ids",)


class CrmLead(models.Model):
    """What hangs on projects is read with one query where a page shows several lists of it."""

    _inherit = "crm.lead"

    def _fetch_query(self, query, fields):
        lists = [field for field in fields if is_plain(self, field)]
        if len(lists) < 2:
            return super()._fetch_query(query, fields)
        fetched = super()._fetch_query(query, [field for field in fields if field not in lists])
        whole = self._kfz_whole_lists() if len(fetched) == 1 else ()
        for refused in read_together(fetched, self._kfz_lists(lists), whole):
            if refused in lists:
                refused.read(fetched)
        return fetched

    @api.model
    def _kfz_whole_lists(self):
        """Hook: models of lists that stay short, which rooms extend."""
        return WHOLE

    def _kfz_lists(self, asked):
        """The lists that are asked for and, on a page, all others of ours that it will ask for: they cost no query more.

        Not where the gates ask for some while a project is being written: what is appended afterwards, such as the move
        itself, would stand at the end of a list that was read before.
        """
        if len(asked) <= len(EVIDENCE):
            return asked
        others = [
            field
            for field in self._fields.values()
            if is_plain(self, field)
            and field not in asked
            and field.name not in RARE
            and self._has_field_access(field, "read")
        ]
        return [*asked, *others]
