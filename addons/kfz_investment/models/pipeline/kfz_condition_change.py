from odoo import fields, models

from ..base.ledger_seal import Seal


class KfzConditionChange(models.Model):
    """Every change of a project's condition, so that a report as of a past moment knows what had ended by then.

    ``create_date`` is the moment of recording, in UTC. A project without a row has always been ongoing.
    """

    _name = "kfz.condition.change"
    _description = "Condition history"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "condition"
    _kfz_seal = Seal(
        (
            "lead_id",
            "company_id",
            "condition",
            "create_date",
            "user_id",
            "reason",
        ),
        chain="lead_id",
    )

    lead_id = fields.Many2one("crm.lead", "Project", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    condition = fields.Selection(
        [
            ("ongoing", "Ongoing"),
            ("delayed", "Delayed"),
            ("dormant", "Dormant"),
            ("lost", "Lost before signing"),
            ("terminated", "Terminated after signing"),
            ("transferred", "Transferred"),
        ],
        required=True,
    )
    create_date = fields.Datetime("Recorded on")
    user_id = fields.Many2one("res.users", "Recorded by", required=True)
    reason = fields.Char()
