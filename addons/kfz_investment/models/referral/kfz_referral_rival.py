from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import referral
from ..base.period_words import moment_text


class KfzReferral(models.Model):
    """Conflicts: other open referrals of the same enterprise in the zone."""

    _inherit = "kfz.referral"

    conflict_ids = fields.Many2many(
        "kfz.referral",
        compute="_compute_conflicts",
        string="Other referrals of this enterprise",
        help="Open referrals of the same zone with the same code, the same enterprise or a similar name.",
    )

    has_conflict = fields.Boolean(
        "In conflict", compute="_compute_conflicts", search="_search_has_conflict"
    )

    @api.depends("state", "partner_id", "enterprise_name", "enterprise_code", "company_id")
    def _compute_conflicts(self):
        pairs = self._kfz_conflict_pairs(self.ids)
        for record in self:
            others = pairs.get(record._origin.id, ())
            record.conflict_ids = [(6, 0, others)]
            record.has_conflict = bool(others)

    def _search_has_conflict(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("id", "in", list(self._kfz_conflict_pairs()))
        return domain if True in value else ~domain

    @api.model
    def _kfz_conflict_pairs(self, ids=None):
        """Open referrals of one zone that name the same enterprise: {id: ids of the others}, found with one query.

        Both of a pair belong to one zone, so who reads one may read the other.
        """
        if ids is not None and not ids:
            return {}
        self.flush_model(
            ["company_id", "state", "partner_id", "enterprise_code", "enterprise_name", "name_key"]
        )
        pairs = {}
        for row in self.env.execute_query_dict(self._similar_pairs_query(ids)):
            if _is_same_enterprise(row):
                pairs.setdefault(row["id"], []).append(row["other"])
        return pairs

    @api.model
    def _similar_pairs_query(self, ids):
        """Pairs of open referrals of one zone with the same enterprise, the same code or a similar name."""
        similar = (
            SQL("a.name_key %% b.name_key")
            if self.pool.has_trigram
            else SQL("a.name_key = b.name_key")
        )
        return SQL(
            """
            SELECT a.id, b.id AS other, a.partner_id = b.partner_id AS same,
                   a.partner_id != b.partner_id AS other_enterprise, a.enterprise_name AS name, a.enterprise_code AS code,
                   b.enterprise_name AS other_name, b.enterprise_code AS other_code
              FROM kfz_referral a
              JOIN kfz_referral b ON b.company_id = a.company_id AND b.id != a.id AND b.state IN %(open)s
                   AND (b.partner_id = a.partner_id OR b.enterprise_code = a.enterprise_code OR %(similar)s)
             WHERE a.state IN %(open)s AND a.company_id IN %(zones)s %(only)s
          ORDER BY b.registered_on, b.id
            """,
            open=referral.OPEN,
            similar=similar,
            zones=tuple(self.env.companies.ids or [0])
            if not self.env.su
            else SQL("(SELECT id FROM res_company)"),
            only=SQL("AND a.id IN %s", tuple(ids)) if ids else SQL(),
        )

    def _kfz_find_rivals(self):
        rivals = self.conflict_ids
        accepted = rivals.filtered(lambda other: other.state == "accepted")
        for other in accepted:
            yield (
                "taken",
                self.env._(
                    "%(intermediary)s's referral of %(date)s is accepted for this enterprise.",
                    intermediary=other.intermediary_id.name,
                    date=other._kfz_moment(),
                ),
            )
        for other in rivals - accepted:
            if (other.registered_on, other.id) < (self.registered_on, self.id):
                yield (
                    "earlier",
                    self.env._(
                        "%(intermediary)s registered “%(enterprise)s” earlier, on %(date)s. Rule on the conflict.",
                        intermediary=other.intermediary_id.name,
                        enterprise=other.enterprise_name,
                        date=other._kfz_moment(),
                    ),
                )

    def _kfz_moment(self):
        """The moment of registration, in Shanghai, for a sentence."""
        return moment_text(self.env, self.registered_on)


def _is_same_enterprise(row):
    """Whether a pair names one enterprise: matched to the same one, or with the same code or name. Two that the zone has
    matched to different enterprises are alike by name only."""
    if row["same"]:
        return True
    found = referral.same_enterprise(row["name"], row["code"], row["other_name"], row["other_code"])
    return found == "code" or (found == "name" and not row["other_enterprise"])
