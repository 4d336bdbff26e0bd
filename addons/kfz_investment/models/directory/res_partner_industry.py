from odoo import api, fields, models


class ResPartnerIndustry(models.Model):
    """Sections and divisions of GB/T 4754-2017 beside Odoo's own industries, which stay unchanged."""

    _inherit = "res.partner.industry"
    _order = "code, name, id"
    _parent_store = True
    _rec_names_search = ["name", "name_zh", "code"]

    classification = fields.Selection([("gbt4754", "GB/T 4754-2017")], index="btree_not_null")
    code = fields.Char(
        index="btree_not_null", help="Letter of the section or two digits of the division."
    )
    name_zh = fields.Char(
        "Name in the standard", help="The standard's own name, whatever languages are installed."
    )
    parent_id = fields.Many2one(
        "res.partner.industry", "Section", index="btree_not_null", ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("res.partner.industry", "parent_id", "Divisions")

    _code_unique = models.UniqueIndex(
        "(classification, code) WHERE classification IS NOT NULL",
        "Another industry of this classification has this code.",
    )

    @api.depends("code", "classification")
    def _compute_display_name(self):
        """Coded industries show their code: sections and divisions share names (K 房地产业, 70 房地产业)."""
        result = super()._compute_display_name()
        for industry in self.filtered(lambda rec: rec.classification and rec.code):
            industry.display_name = f"{industry.code} {industry.name}"
        return result

    @api.model
    def match_texts(self, texts):
        """Find GB/T 4754 industries for texts as tables write them, in one query.

        A text may be a code (``C``, ``13``, ``C13``), a name in the standard, in English or in the user's language, or both
        (``C13 农副食品加工业``). Where a section and a division share a name, the division is meant.

        :param texts: iterable of strings
        :return: dict of text → industry; texts that match nothing are left out
        """
        known = {}
        # divisions come last, so that they win over a section of the same name
        for industry in self.search([("classification", "=", "gbt4754")]).sorted(
            lambda rec: bool(rec.parent_id)
        ):
            section = industry.parent_id.code or ""
            names = (industry.name_zh, industry.name, industry.with_context(lang="en_US").name)
            for label in (industry.code, section + industry.code, *names):
                known[self._match_key(label)] = industry
        return {text: known[key] for text in texts if (key := self._find_key(text, known))}

    @api.model
    def _find_key(self, text, known):
        key = self._match_key(text)
        if key in known:
            return key
        stripped = key.lstrip("abcdefghijklmnopqrst0123456789")
        return stripped if stripped in known else ""

    @api.model
    def _match_key(self, text):
        return "".join(char for char in (text or "").lower() if char.isalnum())
