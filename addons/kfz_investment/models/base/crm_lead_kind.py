from odoo import fields, models


class CrmLead(models.Model):
    """What tells a promotion project from a sales lead, and what every room may ask of one."""

    _inherit = "crm.lead"

    is_promotion = fields.Boolean(
        "Promotion project",
        index=True,
        copy=True,
        help="Belongs to the investment promotion pipeline; other leads work as in standard CRM.",
    )

    def _kfz_open_page(self):
        """The page of a project, from a list of what hangs on projects; in words where it is a colleague's, which only managers open."""
        self.ensure_one()
        if self.has_access("read"):
            return self.get_formview_action()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "message": self.env._(
                    "This project is a colleague's, so you cannot open it. Ask its account manager or a promotion manager."
                ),
            },
        }

    def _kfz_evidence_changed(self):
        """What proves something of the projects has changed: rooms ask again what rests on it."""
