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
            ("lost", "Lost"),
            ("terminated", "Terminated"),
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
        "Review on", tracking=True, copy=False, help="When a dormant project is looked at again."
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
            if (
                lead.condition in ("delayed", "dormant")
                and not (lead.condition_reason or "").strip()
            ):
                raise ValidationError(
                    self.env._(
                        "Say in one line why “%(project)s” is delayed or dormant.",
                        project=lead.name,
                    )
                )
            if lead.condition == "dormant" and not lead.review_on:
                raise ValidationError(
                    self.env._(
                        "“%(project)s” needs a date on which it will be looked at again.",
                        project=lead.name,
                    )
                )
            if lead.condition in ("lost", "terminated") and not lead.lost_reason_id:
                raise ValidationError(
                    self.env._(
                        "Choose the reason for which “%(project)s” ended.", project=lead.name
                    )
                )
            if lead.condition == "terminated" and not lead.signed_date:
                raise ValidationError(
                    self.env._(
                        "“%(project)s” was never signed: mark it as lost instead of terminated.",
                        project=lead.name,
                    )
                )

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
        """Take a delayed, dormant, lost or terminated project up again."""
        self.filtered(lambda lead: not lead.active).action_unarchive()
        self.write(
            {
                "condition": "ongoing",
                "condition_reason": False,
                "review_on": False,
                "lost_reason_id": False,
            }
        )
