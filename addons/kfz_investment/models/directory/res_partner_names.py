import re

from odoo import models

#: what core makes the name of a partner of when it is shown, besides the columns that it says
SHOWN = ("is_company", "company_name", "parent_id", "type")
#: what decides whether the name is all there is to show
NAMED = ("name", "parent_id", "company_name")
#: keys of a context by which core shows more than a name
MORE = (
    "formatted_display_name",
    "partner_show_db_id",
    "show_address",
    "show_email",
    "show_vat",
)
_SPACE_BEFORE_LINE = re.compile(r"\s+\n")


class ResPartner(models.Model):
    """Core puts each partner's name together anew, in an environment of its own; that of an enterprise is its name alone."""

    _inherit = "res.partner"

    def _compute_display_name(self):
        context = self.env.context
        if any(map(context.get, MORE)):
            return super()._compute_display_name()
        self.fetch(NAMED)
        known = [self._kfz_in_memory(self._fields[name]) for name in NAMED]
        if None in known:
            return super()._compute_display_name()
        alone, names, others = [], [], []
        for ident, name, parent, company in zip(self._ids, *known, strict=True):
            if name and not parent and not company:
                alone.append(ident)
                names.append(_SPACE_BEFORE_LINE.sub("\n", name.strip()).strip())
            else:
                others.append(ident)
        self._fields["display_name"]._insert_cache(self.browse(alone), names)
        return super(ResPartner, self.browse(others))._compute_display_name()

    def _kfz_name_columns(self):
        # core's name is put together when it is shown, and not read from the column that core says
        return [*super()._kfz_name_columns(), *(self._fields[name] for name in SHOWN)]
