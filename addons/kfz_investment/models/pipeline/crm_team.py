from odoo import fields, models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    is_promotion = fields.Boolean(
        "Promotion team", help="New promotion projects of the team's zone are given to this team."
    )
