from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import names, uscc
from ..base.lists import comma


class ResPartner(models.Model):
    """Suggest enterprises with a similar name; nothing is merged automatically."""

    _inherit = "res.partner"

    name_key = fields.Char(
        "Name key",
        compute="_compute_name_key",
        store=True,
        index="trigram",
        copy=False,
        help="Technical: the enterprise's name without form, place and punctuation, to find look-alikes.",
    )
    kfz_similar_ids = fields.Many2many(
        "res.partner",
        string="Similar enterprises",
        compute="_compute_kfz_similar_ids",
        help="Enterprises that you can see with the same code or a similar name.",
    )

    _kfz_name_key_index = models.Index("(name_key) WHERE name_key IS NOT NULL")

    @api.depends("is_enterprise", "name")
    def _compute_name_key(self):
        for partner in self:
            partner.name_key = (
                (names.match_key(partner.name) or False) if partner.is_enterprise else False
            )

    @api.depends("name", "vat", "is_enterprise")
    def _compute_kfz_similar_ids(self):
        for partner in self:
            partner.kfz_similar_ids = partner.is_enterprise and partner._kfz_find_similar(
                partner.name, vat=partner.vat, exclude=partner._origin
            )

    @api.onchange("name")
    def _onchange_kfz_name(self):
        """Warn at once when the same name, apart from legal form and place, is already there."""
        if not self.is_enterprise or not self.name:
            return None
        key = names.match_key(self.name)
        same = self._kfz_find_similar(self.name, exclude=self._origin).filtered(
            lambda rec: rec.name_key == key
        )
        if not same:
            return None
        return {
            "warning": {
                "type": "notification",
                "title": self.env._("Possibly the same enterprise"),
                "message": self.env._(
                    "The directory already has %(names)s.",
                    names=comma(self.env).join(same.mapped("name")),
                ),
            }
        }

    @api.model
    def _kfz_find_similar(self, name, vat=None, exclude=None, limit=5):
        """The visible enterprises with the same code or a similar name, most similar first, found with one query.

        :param exclude: record to leave out, normally the one being edited
        """
        key, code = names.match_key(name or ""), uscc.normalise(vat)
        candidates = self._kfz_candidates_domain(key, code)
        if candidates is None:
            return self.browse()
        domain = Domain("is_enterprise", "=", True) & candidates
        if exclude:
            domain &= Domain("id", "not in", exclude.ids)
        query = self._search(domain, limit=40)
        if self.pool.has_trigram and key:
            query.order = SQL(
                "similarity(%s, %s) DESC", SQL.identifier(query.table, "name_key"), key
            )
        return self.browse(query).with_prefetch()._kfz_most_similar(key, code)[:limit]

    @api.model
    def _kfz_candidates_domain(self, key, code):
        """The condition for a name key and a code to be worth comparing; None when there is nothing to look for."""
        alternatives = []
        if len(key) >= names.MIN_KEY:
            alternatives.append(Domain("name_key", "=", key))
            if self.pool.has_trigram:
                alternatives.append(
                    Domain.custom(
                        to_sql=lambda model, alias, query: SQL(
                            "%s %% %s", model._field_to_sql(alias, "name_key", query), key
                        )
                    )
                )
        if code:
            alternatives.append(Domain("vat", "=", code))
        return Domain.OR(alternatives) if alternatives else None

    def _kfz_most_similar(self, key, code):
        """Those with the same code or a similar key, most similar first."""
        scored = [
            (2.0 if code and rec.vat == code else names.similarity(key, rec.name_key), rec)
            for rec in self
        ]
        scored = sorted(
            (item for item in scored if item[0] >= names.ALIKE), key=lambda item: -item[0]
        )
        return self.browse([rec.id for _score, rec in scored])
