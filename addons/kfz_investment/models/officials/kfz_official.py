from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class KfzOfficial(models.Model):
    """A person or unit that can be assigned to projects: lead official, account manager, responsible unit …"""

    _name = "kfz.official"
    _inherit = ["kfz.zone.mixin"]
    _description = "Official or unit"
    _order = "company_id, is_unit, name"
    _rec_names_search = ["name", "position"]
    _check_company_auto = True

    name = fields.Char("Official or unit", required=True, index="trigram")
    # required: the database takes two empty values for different ones, and a name is unique among persons, and among units
    is_unit = fields.Boolean(
        "Unit", required=True, default=False, help="A department or office, not a person."
    )
    position = fields.Char()
    unit_id = fields.Many2one(
        "kfz.official",
        "Belongs to",
        domain="[('is_unit', '=', True), ('company_id', '=', company_id)]",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        help="The department or office in which the person works.",
    )
    phone = fields.Char("Telephone", help="Office telephone, for colleagues of the zone.")
    duties = fields.Text(
        help="What the official or unit is responsible for, in the words of the division of work."
    )
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

    @api.model_create_multi
    def create(self, vals_list):
        """:raises AccessError: when an officer gives a login to an official"""
        officials = super().create(vals_list)
        # as they have become: defaults and imports of core give values, too
        if officials.filtered("user_id"):
            self._kfz_check_may_link()
        return officials

    def write(self, vals):
        """:raises AccessError: when an officer gives another login to an official"""
        before = {official: official.user_id for official in self} if "user_id" in vals else {}
        result = super().write(vals)
        if any(official.user_id != user for official, user in before.items()):
            self._kfz_check_may_link()
        return result

    @api.model
    def _kfz_check_may_link(self):
        """:raises AccessError: unless the user may say whose login sees the projects of an official"""
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._(
                    "The login of an official opens projects, so only a promotion manager sets “%(field)s”. Leave it empty and ask a manager.",
                    field=self._fields["user_id"]._description_string(self.env),
                )
            )

    @api.depends("assignment_ids.date_to")
    def _compute_active_count(self):
        counts = dict(
            self.env["kfz.assignment"]._read_group(
                Domain("official_id", "in", self.ids) & self._kfz_working(),
                ["official_id"],
                ["lead_id:count_distinct"],
            )
        )
        for official in self:
            official.active_count = counts.get(official, 0)

    @api.model
    def _kfz_working(self):
        """The domain of the assignments whose projects an official carries."""
        return self.env["kfz.assignment"]._kfz_current()

    def _kfz_carried(self):
        """The domain of the projects that an official carries."""
        current = self.env["kfz.assignment"]._kfz_current()
        return Domain("assignment_ids", "any", Domain("official_id", "=", self.id) & current)

    def action_open_projects(self):
        """The projects that the official carries today."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_project_action")
        action["domain"] = list(Domain("is_promotion", "=", True) & self._kfz_carried())
        action["context"] = {"default_is_promotion": True}
        return action
