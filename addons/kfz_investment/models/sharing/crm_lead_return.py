from odoo import fields, models
from odoo.exceptions import UserError, ValidationError


class CrmLead(models.Model):
    """A transferred project that comes back to its zone of origin."""

    _inherit = "crm.lead"

    returned_zone_id = fields.Many2one("res.company", "Returned from", readonly=True, copy=False)
    returned_project_code = fields.Char("Project code in the other zone", readonly=True, copy=False)

    def _kfz_reopen_returned(self, zone, code, reason):
        """Resume a transferred project at its last stage, or at the first one if it lacks what its stage requires now.

        Run by the system. A refusal tells the other zone nothing of the project.
        """
        values = {
            "active": True,
            "condition": "ongoing",
            "transferred_zone_id": False,
            "condition_reason": False,
            "returned_zone_id": zone.id,
            "returned_project_code": code,
        }
        try:
            with self.env.cr.savepoint():
                self.write(values)
        except ValidationError:
            first = self.env["crm.stage"]._kfz_pipeline()[:1]
            try:
                with self.env.cr.savepoint():
                    self.write({**values, "stage_id": first.id, "move_reason": reason})
            except ValidationError as error:
                raise UserError(
                    self.env._(
                        "The zone of origin must complete its project first. Contact it on the sheet."
                    )
                ) from error
        self.message_post(
            body=self.env._(
                "Returned from %(zone)s, where it was project %(code)s: %(reason)s",
                zone=zone.display_name,
                code=code,
                reason=reason,
            )
        )
