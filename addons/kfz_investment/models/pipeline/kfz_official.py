from odoo import api, fields, models


class KfzOfficial(models.Model):
    """A person or unit that can be assigned to projects: lead official, account manager, responsible unit …"""

    _name = "kfz.official"
    _inherit = ["kfz.zone.mixin"]
    _description = "Official or unit"
    _order = "company_id, is_unit, name"
    _rec_names_search = ["name", "position"]

    name = fields.Char(required=True, index="trigram")
    is_unit = fields.Boolean("Unit", help="A department or office, not a person.")
    position = fields.Char()
    company_id = fields.Many2one(
        "res.company", "Zone", required=True, index=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        "User",
        index="btree_not_null",
        help="The login with which the official sees their projects.",
    )
    assignment_ids = fields.One2many("kfz.assignment", "official_id", "Assignments")
    active_count = fields.Integer("Active projects", compute="_compute_active_count")
    active = fields.Boolean(default=True)

    _name_unique = models.Constraint(
        "UNIQUE(company_id, name, is_unit)", "Another official or unit of this zone has this name."
    )

    @api.constrains("user_id", "company_id")
    def _check_user(self):
        """The login opens the projects of the official's assignments."""
        for official in self:
            official.user_id._kfz_check_works_in(official.company_id)

    @api.depends("assignment_ids.date_to")
    def _compute_active_count(self):
        counts = dict(
            self.env["kfz.assignment"]._read_group(
                [("official_id", "in", self.ids), ("date_to", "=", False)],
                ["official_id"],
                ["lead_id:count_distinct"],
            )
        )
        for official in self:
            official.active_count = counts.get(official, 0)

    def action_open_projects(self):
        """The projects to which the official is currently assigned."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_project_action")
        action["domain"] = [
            ("is_promotion", "=", True),
            ("assignment_ids", "any", [("official_id", "=", self.id), ("date_to", "=", False)]),
        ]
        action["context"] = {"default_is_promotion": True}
        return action
