from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain import policies
from ..base.period_words import day_text


class KfzPolicyClause(models.Model):
    """A clause of a zone's own policy: private, as its document is. Other zones read the copy on the published sheet."""

    _name = "kfz.policy.clause"
    _inherit = ["kfz.policy.clause.mixin"]
    _description = "Clause of a policy"

    policy_id = fields.Many2one(
        "kfz.policy", "Policy", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    own_from = fields.Date("Start of the clause", help="Leave empty to use the date of the policy.")
    own_to = fields.Date("End of the clause", help="Leave empty to use the date of the policy.")
    valid_from = fields.Date("In force from", compute="_compute_validity", store=True)
    valid_to = fields.Date("In force until", compute="_compute_validity", store=True)

    @api.depends("own_from", "own_to", "policy_id.valid_from", "policy_id.valid_to")
    def _compute_validity(self):
        for clause in self:
            policy = clause.policy_id
            clause.valid_from, clause.valid_to = policies.inherited(
                policy.valid_from, policy.valid_to, clause.own_from, clause.own_to
            )

    @api.constrains("own_from", "own_to")
    def _check_own_validity(self):
        for clause in self:
            if clause.own_from and clause.own_to and clause.own_to < clause.own_from:
                raise ValidationError(
                    self.env._(
                        "The clause “%(clause)s” would end on %(end)s, before it begins on %(start)s.",
                        clause=clause.display_name,
                        end=day_text(self.env, clause.own_to),
                        start=day_text(self.env, clause.own_from),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        clauses = super().create(vals_list)
        clauses._kfz_note_change()
        return clauses

    def write(self, vals):
        if "policy_id" in vals and any(clause.policy_id.id != vals["policy_id"] for clause in self):
            raise UserError(self.env._("A clause cannot be moved to another policy."))
        result = super().write(vals)
        self._kfz_note_change()
        return result

    def unlink(self):
        self._kfz_note_change()
        return super().unlink()

    def _kfz_note_change(self):
        """Mark the policy as changed since publishing, and name the clauses in its chatter."""
        for policy, clauses in self.grouped("policy_id").items():
            if policy.status == "issued":
                policy._message_log(
                    body=self.env._(
                        "Clauses added, changed or deleted: %(clauses)s",
                        clauses=", ".join(clauses.mapped("display_name")),
                    )
                )
        self.policy_id._kfz_mark_changed()
