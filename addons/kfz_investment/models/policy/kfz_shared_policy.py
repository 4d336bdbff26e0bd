from odoo import fields, models
from odoo.fields import Domain

from ...domain import policies


class KfzSharedPolicy(models.Model):
    """The sheet of a published policy, which all zones can read for as long as it is published.

    Plain values; no field leads back to the zone's own document. Written by the system only (``kfz_policy_publish.py``).
    """

    _name = "kfz.shared.policy"
    _inherit = ["kfz.policy.mixin", "kfz.pool.sheet.mixin"]
    _description = "Published policy"

    clause_ids = fields.One2many("kfz.shared.policy.clause", "policy_id", "Clauses", readonly=True)
    document_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        "Original document",
        readonly=True,
        domain=[("res_model", "=", "kfz.shared.policy")],
    )

    _uid_unique = models.UniqueIndex("(uid)", "A sheet number can be used only once.")

    def _kfz_revise(self, values):
        """Take over the values as the next revision."""
        self.ensure_one()
        self.clause_ids.unlink()
        self.write({**values, "revision": self.revision + 1, "revised_on": fields.Datetime.now()})

    def _kfz_set_end(self, day):
        """End the policy and its clauses on a day."""
        self.ensure_one()
        if self.valid_to == day:
            return
        for clause in self.clause_ids:
            clause.valid_to = policies.inherited(None, day, None, clause.valid_to)[1]
        self.write(
            {"valid_to": day, "revision": self.revision + 1, "revised_on": fields.Datetime.now()}
        )

    # notices

    def _kfz_pool(self):
        return "kfz_investment.kfz_shared_policy_action", self.env._("Policies of the zones")

    def _kfz_other_zones(self):
        # sudo: which zones exist is not secret
        return self.env["res.company"].sudo().search([("zone_code", "!=", False)]) - self.zone_id

    def _kfz_message_notice(self):
        return self.env._("There is a new message on a published policy.")

    def _kfz_announce(self):
        """Tell the managers of the other zones, naming the zone and the title only. The notice disappears with the sheet."""
        self.ensure_one()
        self._kfz_tell(
            self._kfz_other_zones(),
            self.env._(
                "%(zone)s published a policy: %(title)s",
                zone=self.zone_id.display_name,
                title=self.name,
            ),
        )


class KfzSharedPolicyClause(models.Model):
    """A clause on the sheet of a published policy; the comparison of the zones is made of these."""

    _name = "kfz.shared.policy.clause"
    _inherit = ["kfz.policy.clause.mixin"]
    _description = "Published clause"

    policy_id = fields.Many2one(
        "kfz.shared.policy", "Policy", required=True, readonly=True, index=True, ondelete="cascade"
    )
    zone_id = fields.Many2one(related="policy_id.zone_id", store=True, index=True)
    valid_from = fields.Date("In force from", readonly=True)
    valid_to = fields.Date("In force until", readonly=True)
    search_text = fields.Char("Text", compute="_compute_search_text", search="_search_text")

    def _compute_search_text(self):
        self.search_text = False

    def _search_text(self, operator, value):
        if operator != "ilike":
            return NotImplemented
        names = ("name", "number", "audience", "benefit", "policy_id.name", "policy_id.number")
        return Domain.AND(
            Domain.OR(Domain(name, "ilike", word) for name in names)
            for word in policies.words(value)
        )
