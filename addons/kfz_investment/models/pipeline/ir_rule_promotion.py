from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import calendar

#: how a model leads to the project whose kind decides
PROMOTION_FIELDS = {"crm.lead": "is_promotion", "crm.activity.report": "lead_id.is_promotion"}
OFFICER = "kfz_investment.group_kfz_officer"
LEAD_OFFICIAL = "kfz_investment.group_kfz_lead_official"
TASK_FORCE = "kfz_investment.group_kfz_task_force"
TASK_FORCE_ROLES = ("task_force_lead", "task_force_member")


class IrRule(models.Model):
    """Promotion projects are hidden from users of the same zone who have no role in the promotion.

    Lead officials and task forces read the projects of their active assignments (``security/kfz_assignment_rules.xml``),
    and here what hangs on them in core models. Nothing of this is cached: an assignment ends with its last day.
    """

    _inherit = "ir.rule"

    def _compute_domain(self, model_name, mode="read"):
        """The same assignments are asked in the rules of a dozen models: they are thought through once in a transaction."""
        domain = super()._compute_domain(model_name, mode)
        if self.env.su or not any(map(self.env.user.has_group, (LEAD_OFFICIAL, TASK_FORCE))):
            return domain
        return domain.map_conditions(self._kfz_thought_through)

    def _kfz_thought_through(self, condition):
        """A condition of a rule, in which what it says of a project's assignments is in the form that searches bring it to."""
        if condition.operator != "any" or not isinstance(condition.value, Domain):
            return condition
        if condition.field_expr == "lead_id":
            projects = condition.value.map_conditions(self._kfz_thought_through)
            return Domain("lead_id", "any", projects)
        if condition.field_expr != "assignment_ids" or not self._kfz_is_of_project(condition):
            return condition
        known = self.env.cr.cache.setdefault((IrRule, self.env.uid, calendar.today()), [])
        for before, after in known:
            if before == condition:
                return after
        # sudo: as core does with the domain of the rules
        projects = self.env["crm.lead"].sudo().with_context(active_test=False)
        known.append((condition, condition.optimize_full(projects)))
        return known[-1][1]

    def _kfz_is_of_project(self, condition):
        """Whether a condition on assignments is one on those of a project: an official has some, too."""
        return not any(each.field_expr == "lead_id" for each in condition.value.iter_conditions())

    def _kfz_guard(self, model_name, mode):
        guard = super()._kfz_guard(model_name, mode)
        if model_name in PROMOTION_FIELDS:
            guard &= self._kfz_promotion_guard(model_name)
        return guard

    def _kfz_promotion_guard(self, model_name):
        """Promotion projects are only for those with a role in the promotion."""
        if any(map(self.env.user.has_group, (OFFICER, LEAD_OFFICIAL, TASK_FORCE))):
            return Domain.TRUE
        return Domain(PROMOTION_FIELDS[model_name], "=", False)

    def _kfz_role_reads(self, model_name, mode):
        """Meetings about the projects of the user's active assignments, their enterprises and the contacts of these."""
        reads = super()._kfz_role_reads(model_name, mode)
        projects = self._kfz_assigned_projects() if mode == "read" else Domain.FALSE
        if projects.is_false():
            return reads
        if model_name == "calendar.event":
            return reads | Domain("opportunity_id", "any!", projects)
        if model_name == "crm.tag":
            return reads | Domain("id", "in", self._kfz_tags_of(projects))
        if model_name == "res.partner":
            return reads | self._kfz_role_partners()
        return reads

    def _kfz_role_partners(self):
        projects, partners = self._kfz_assigned_projects(), super()._kfz_role_partners()
        if projects.is_false():
            return partners
        return (
            partners
            | Domain("kfz_project_ids", "any!", projects)
            | Domain("parent_id.kfz_project_ids", "any!", projects)
            | Domain("kfz_landing_ids", "any!", Domain("lead_id", "any!", projects))
        )

    def _kfz_tags_of(self, projects):
        """SQL of the ids of the tags that some projects have."""
        # sudo: the domain is the rule of the user
        Lead = self.env["crm.lead"].sudo()
        field, found = Lead._fields["tag_ids"], Lead._search(projects)
        names = map(SQL.identifier, (field.column2, field.relation, field.column1))
        return SQL("(SELECT %s FROM %s WHERE %s IN %s)", *names, found.subselect())

    def _kfz_assigned_projects(self):
        """The promotion projects to which the user is assigned today, in a role that the user's groups stand for."""
        mine = self._kfz_assignments_of(self.env.user)
        if mine.is_false():
            return mine
        return (
            Domain("is_promotion", "=", True)
            & Domain("company_id", "in", self.env.companies.ids)
            & Domain("assignment_ids", "any!", mine)
        )

    def _kfz_assignments_of(self, user):
        """The active assignments that give a user rights, by the user's groups; zones aside."""
        if user.has_group(LEAD_OFFICIAL):
            roles = Domain.TRUE
        elif user.has_group(TASK_FORCE):
            roles = Domain("role", "in", TASK_FORCE_ROLES)
        else:
            return Domain.FALSE
        mine = Domain("official_id.user_id", "=", user.id) & Domain("is_active", "=", True)
        return mine & roles
