from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import search

#: the pairs of characters of a text, each a word of its own: two characters are too few for an index of trigrams, the
#: beginning of a word is not. What is not Chinese only separates.
_CHINESE = "regexp_replace({text}, '[^\\u2e80-\\U0010ffff]+', '/', 'g')"
_PAIRS = (
    f"(regexp_replace({_CHINESE}, '(..)', ' \\1', 'g') || '/'"
    f" || regexp_replace(substr({_CHINESE}, 2), '(..)', ' \\1', 'g'))"
)


#: the fields whose values are in ``search_text``
SEARCHED = ("name", "complete_name", "vat", "phone", "email", "ref", "company_registry")


def search_text(values):
    """The text in which a partner with these values of `SEARCHED` is searched."""
    others = tuple(
        values.get(name) for name in ("complete_name", "email", "ref", "company_registry")
    )
    text = search.build(
        values.get("name"), vat=values.get("vat"), phone=values.get("phone"), others=others
    )
    return text or False


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

    _kfz_pairs_index = models.Index(
        lambda registry: (
            f"USING gin ({_PAIRS.format(text='search_text')} gin_trgm_ops)"
            if registry.has_trigram
            else ""
        )
    )

    @api.depends(*SEARCHED)
    def _compute_search_text(self):
        for partner in self:
            partner.search_text = search_text({name: partner[name] for name in SEARCHED})

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
            Domain.AND(self._kfz_part_domain(part) for part in parts)
            for parts in search.patterns(value)
        )
        if number := search.phone_part(value):
            domain |= Domain("child_ids", "any", [("search_text", "like", number)])
        if not self._kfz_search_text_covers.issuperset(self._rec_names_search):
            domain |= Domain(super()._search_display_name("ilike", value))
        return ~domain if operator == "not ilike" else domain

    @api.model
    def _kfz_part_domain(self, part):
        """The condition for a part of a pattern to occur; two Chinese characters are looked for in the index of pairs."""
        domain = Domain("search_text", "like", part)
        if not (self.pool.has_trigram and search.is_pair(part)):
            return domain
        return domain & Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s LIKE %s", _pairs(model._field_to_sql(alias, "search_text", query)), f"% {part}%"
            ),
            predicate=lambda partner: part in (partner.search_text or ""),
        )


def _pairs(text):
    """The expression of the index on a column."""
    before, between, after = _PAIRS.split("{text}")
    return SQL("%s%s%s%s%s", SQL(before), text, SQL(between), text, SQL(after))
