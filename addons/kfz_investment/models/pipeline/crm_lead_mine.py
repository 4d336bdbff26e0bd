from odoo import api, fields, models
from odoo.fields import Domain


class CrmLead(models.Model):
    """Projects of those who read them by their assignments: found, and checked, without reading everybody's assignments."""

    _inherit = "crm.lead"

    is_mine = fields.Boolean(
        "I am assigned",
        compute="_compute_is_mine",
        search="_search_is_mine",
        help="You are assigned to the project today, in any role.",
    )

    @api.depends("assignment_ids.date_from", "assignment_ids.date_to", "assignment_ids.official_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        mine = self.search(Domain("id", "in", self.ids) & Domain("is_mine", "=", True))
        for lead in self:
            lead.is_mine = lead._origin in mine

    def _search_is_mine(self, operator, value):
        """Of other people's assignments nothing is asked, so no rule is needed to hide them."""
        if operator != "in":
            return NotImplemented
        # sudo: as whom the user is assigned; by number, since of each the database knows how many assignments there are
        people = self.env["kfz.official"].sudo().with_context(active_test=False)
        me = Domain("official_id", "in", people.search([("user_id", "=", self.env.uid)]).ids)
        mine = Domain("assignment_ids", "any!", me & Domain("is_active", "=", True))
        return mine if True in value else ~mine

    def _check_access(self, operation):
        """Core reads what the rule asks of each project; where that is its assignments, one query answers for a page."""
        if operation != "read" or len(self) < 2 or self.env.su or not all(self._ids):
            return super()._check_access(operation)
        # whatever holds for no record in particular
        refused = super(CrmLead, self.browse())._check_access(operation)
        if not refused and self._kfz_are_assigned():
            return None
        return super()._check_access(operation)

    def _kfz_are_assigned(self):
        """Whether the rule goes by assignments, and lets the user read all of these."""
        rule = self.env["ir.rule"]._compute_domain(self._name, "read")
        if not any(each.field_expr == "assignment_ids" for each in rule.iter_conditions()):
            return False
        # sudo: as core does with the domain of the rules
        system = self.sudo().with_context(active_test=False)
        if not all(type(ident) is int for ident in self._ids):
            return False
        found = system._search(Domain("id", "in", self._ids) & rule)
        return len(found.get_result_ids()) == len(set(self._ids))
