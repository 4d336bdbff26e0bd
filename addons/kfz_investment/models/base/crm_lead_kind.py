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

    def _kfz_evidence_changed(self):
        """What proves something of the projects has changed: rooms ask again what rests on it."""
