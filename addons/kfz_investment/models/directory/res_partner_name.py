import re

from odoo import api, models

#: what decides whether the name is all there is to show
NAMED = ("name", "parent_id", "company_name")
#: what the name of a partner is made of where nothing more is shown
NAME_PARTS = (*NAMED, "commercial_company_name", "type", "is_company")
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
    """Core puts each partner's name together anew, in an environment of its own, and reads every column for it.

    That of an enterprise is its name alone: many are named at once, and what their names are made of is read with them.
    """

    _inherit = "res.partner"

    @api.depends(*NAME_PARTS)
    def _compute_display_name(self):
        if any(map(self.env.context.get, MORE)):
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
        rest = self.browse(others)
        if self.env.su:
            # core would read every other column of them
            rest.fetch(NAME_PARTS)
        return super(ResPartner, rest)._compute_display_name()

    def _kfz_name_columns(self):
        """Not the e-mail address and the code, which core shows behind a name on demand: these stay with those who may read them."""
        return [column for column in super()._kfz_name_columns() if column.name in NAME_PARTS]
