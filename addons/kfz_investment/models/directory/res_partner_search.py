from odoo import api, fields, models
from odoo.fields import Domain

from ...domain import search


class ResPartner(models.Model):
    """Find a partner by 汉字, part of a name, code, phone, pinyin and initials, from any search and many2one."""

    _inherit = "res.partner"

    #: The fields of ``_rec_names_search`` whose content ``search_text`` holds.
    _kfz_search_text_covers = frozenset(
        {"complete_name", "email", "ref", "vat", "company_registry"}
    )

    search_text = fields.Char(
        "Search text",
        compute="_compute_search_text",
        store=True,
        index="trigram",
        prefetch=False,
        copy=False,
        help="Technical: name, short name, code, phone digits and pinyin in one text. Of the partner itself only: "
        "what a contact says would tell a zone about another zone's contacts.",
    )

    @api.depends("name", "complete_name", "vat", "phone", "email", "ref", "company_registry")
    def _compute_search_text(self):
        for partner in self:
            partner.search_text = (
                search.build(
                    partner.name,
                    vat=partner.vat,
                    phone=partner.phone,
                    others=(
                        partner.complete_name,
                        partner.email,
                        partner.ref,
                        partner.company_registry,
                    ),
                )
                or False
            )

    @api.model
    def _search_display_name(self, operator, value):
        """Search ``search_text`` (one trigram index) where core searches five columns without one.

        Text and patterns are lower case already, so the cheaper ``like`` does.
        A number also finds the enterprises whose contacts have it, among contacts that the user may read.
        """
        if (
            operator not in ("ilike", "not ilike")
            or not isinstance(value, str)
            or not value.strip()
        ):
            return super()._search_display_name(operator, value)
        domain = Domain.OR(
            Domain.AND(Domain("search_text", "like", part) for part in parts)
            for parts in search.patterns(value)
        )
        if number := search.phone_part(value):
            domain |= Domain("child_ids", "any", [("search_text", "like", number)])
        if not self._kfz_search_text_covers.issuperset(self._rec_names_search):
            domain |= Domain(super()._search_display_name("ilike", value))
        return ~domain if operator == "not ilike" else domain
