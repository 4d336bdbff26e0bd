from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmLead(models.Model):
    """The condition of a project beside its stage: ongoing, delayed, dormant, lost, terminated or transferred (design §5)."""

    _inherit = "crm.lead"

    condition = fields.Selection(
        [
            ("ongoing", "Ongoing"),
            ("delayed", "Delayed"),
            ("dormant", "Dormant"),
            ("lost", "Lost before signing"),
            ("terminated", "Terminated after signing"),
            ("transferred", "Transferred"),
        ],
        compute="_compute_condition",
        store=True,
        readonly=False,
        index=True,
        tracking=True,
        copy=False,
    )
    condition_reason = fields.Char("Why", tracking=True, copy=False)
    review_on = fields.Date(
        "Review on", tracking=True, copy=False, help="When to review a dormant project."
    )

    @api.depends("active", "probability", "is_promotion")
    def _compute_condition(self):
        for lead in self:
            if not lead.is_promotion:
                lead.condition = False
            elif not lead.active and lead.probability == 0:
                lead.condition = "lost"
            elif not lead.condition or lead.condition == "lost":
                lead.condition = "ongoing"

    @api.constrains("condition", "condition_reason", "review_on", "lost_reason_id")
    def _check_condition(self):
        for lead in self.filtered("is_promotion"):
            problem = lead._kfz_condition_problem()
            if problem:
                raise ValidationError(problem)

    def _kfz_condition_problem(self):
        """What the project's condition still requires, in words; None when nothing is missing."""
        condition, name = self.condition, self.name
        if condition in ("delayed", "dormant") and not (self.condition_reason or "").strip():
            return self.env._(
                "Say in one line why “%(project)s” is delayed or dormant.", project=name
            )
        if condition == "dormant" and not self.review_on:
            return self.env._("“%(project)s” needs a review date.", project=name)
        if condition in ("lost", "terminated") and not self.lost_reason_id:
            return self.env._("Choose the reason why “%(project)s” ended.", project=name)
        if condition == "terminated" and not self.signed_date:
            return self.env._(
                "“%(project)s” was never signed: mark it as lost instead of terminated.",
                project=name,
            )
        return None

    def action_set_lost(self, **additional_values):
        """A project lost before signing is archived with its coded reason; a signed one is terminated instead."""
        projects = self.filtered("is_promotion")
        signed = projects.filtered("signed_date")
        if signed:
            raise UserError(
                self.env._(
                    "“%(project)s” has been signed: terminate it with a reason, so that it stays in its quarter.",
                    project=signed[0].name,
                )
            )
        if projects:
            # all at once: between archiving and its reason the project would be lost for no reason
            projects.write(
                {"active": False, "probability": 0, "automated_probability": 0, **additional_values}
            )
        others = self - projects
        return super(CrmLead, others).action_set_lost(**additional_values) if others else True

    def action_resume(self):
        """Resume a delayed, dormant, lost or terminated project."""
        self.filtered(lambda lead: not lead.active).action_unarchive()
        self.write(
            {
                "condition": "ongoing",
                "condition_reason": False,
                "review_on": False,
                "lost_reason_id": False,
            }
        )
