from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.follow_up import ENDED

#: fields that are written as they are, where they are filled in
PLAIN = ("area_id", "industry_function", "industry_id", "date_deadline", "next_step")
#: {field: role that is handed over}; the account manager comes last, since the project may then be a colleague's
ROLES = {
    "lead_official_id": "lead_official",
    "responsible_unit_id": "responsible_unit",
    "account_manager_id": "account_manager",
}
#: what the history of a project does not keep by itself
UNTRACKED = ("next_step", "tag_ids")


class KfzLeadEdit(models.TransientModel):
    """Change several projects at once; empty fields stay as they are."""

    _name = "kfz.lead.edit"
    _description = "Edit selected projects"
    _inherit = ["kfz.edit.many.mixin"]
    _kfz_many = "lead_ids"

    # lost projects are archived: they are refused by name, not passed over
    lead_ids = fields.Many2many(
        "crm.lead", string="Projects", required=True, context={"active_test": False}
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        help="The zone of all projects; none where they are of several.",
    )
    account_manager_id = fields.Many2one(
        "kfz.official",
        "Account manager",
        domain="[('company_id', '=', company_id), ('is_unit', '=', False)]",
    )
    lead_official_id = fields.Many2one(
        "kfz.official",
        "Lead official",
        domain="[('company_id', '=', company_id), ('is_unit', '=', False)]",
    )
    responsible_unit_id = fields.Many2one(
        "kfz.official",
        "Responsible unit",
        domain="[('company_id', '=', company_id), ('is_unit', '=', True)]",
    )
    area_id = fields.Many2one("kfz.area", "Area", domain="[('company_id', '=', company_id)]")
    industry_function = fields.Selection("_selection_function", "Function")
    industry_id = fields.Many2one(
        "res.partner.industry", "Industry", domain=[("classification", "=", "gbt4754")]
    )
    tag_ids = fields.Many2many("crm.tag", string="Tags to add")
    date_deadline = fields.Date("Expected signing")
    next_step = fields.Char("Next step")
    condition = fields.Selection(
        [("ongoing", "Ongoing"), ("delayed", "Delayed"), ("dormant", "Dormant")]
    )
    reason = fields.Char("Why", help="One line: what holds the project up.")
    review_on = fields.Date("Review on")

    @api.model
    def _selection_function(self):
        return self.env["crm.lead"]._fields["industry_function"]._description_selection(self.env)

    @api.depends("lead_ids")
    def _compute_company_id(self):
        for wizard in self:
            zones = wizard.lead_ids.company_id
            wizard.company_id = zones if len(zones) == 1 else False

    def _kfz_wants(self):
        return any(self[name] for name in (*PLAIN, *ROLES, "tag_ids", "condition"))

    def _kfz_checked(self):
        return super()._kfz_checked().filtered("is_promotion")

    def _kfz_change(self, lead):
        lead.check_access("write")
        before = {name: lead._kfz_shown(name) for name in UNTRACKED}
        self._kfz_write(lead)
        self._kfz_change_condition(lead)
        lead._kfz_log_edit(before, self.total - 1)
        for name, role in ROLES.items():
            if self[name] and lead[name] != self[name]:
                lead._kfz_hand_over(role, self[name])

    def _kfz_write(self, lead):
        values = {}
        for name in PLAIN:
            value = self._fields[name].convert_to_write(self[name], self)
            if value and value != lead._fields[name].convert_to_write(lead[name], lead):
                values[name] = value
        if self.tag_ids - lead.tag_ids:
            values["tag_ids"] = [(4, tag.id) for tag in self.tag_ids - lead.tag_ids]
        if "date_deadline" in values and lead.signed_date:
            raise UserError(
                self.env._(
                    "“%(project)s” has been signed, so no signing is expected.", project=lead.name
                )
            )
        if values:
            lead.write(values)

    def _kfz_change_condition(self, lead):
        """Set the condition as its own window does; a project that has ended is resumed on its page."""
        if not self.condition:
            return
        if lead.condition in ENDED:
            raise UserError(
                self.env._(
                    "“%(project)s” has ended. Resume it on its page, if it goes on.",
                    project=lead.name,
                )
            )
        if self.condition == "ongoing":
            lead.filtered(lambda each: each.condition != "ongoing").action_resume()
        else:
            lead.write(
                {
                    "condition": self.condition,
                    "condition_reason": self.reason,
                    "review_on": self.review_on,
                }
            )
