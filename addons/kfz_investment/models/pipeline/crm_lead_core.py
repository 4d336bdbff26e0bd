from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain import calendar
from ..guards.link_values import default_id


class CrmLead(models.Model):
    """Core computations that do not apply to promotion projects: the zone never follows the user, team
    or partner, stages are those of the promotion pipeline, and there is no lead scoring."""

    _inherit = "crm.lead"

    # what core keeps for its own boards is no column of a list of projects
    rotting_days = fields.Integer(exportable=False)
    is_rotting = fields.Boolean(exportable=False)
    stage_id_color = fields.Integer(exportable=False)

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        default = self.env.context.get("default_is_promotion")
        projects = [vals for vals in vals_list if vals.get("is_promotion", default)]
        if projects:
            self._kfz_prepare_create(projects)
        return super().create(vals_list)

    @api.model
    def _kfz_prepare_create(self, projects):
        """Give new projects their zone, type and code, in place; codes are taken in one block per zone."""
        Company = self.env["res.company"]
        Stage = self.env["crm.stage"]
        by_company = {}
        for vals in projects:
            company = (
                Company.browse(vals.get("company_id") or default_id(self.env, "company_id"))
                or self._kfz_default_zone()
            )
            vals["company_id"] = company.id
            vals["is_promotion"] = True
            stage = Stage.browse(vals.get("stage_id") or default_id(self.env, "stage_id"))
            vals["type"] = "opportunity" if stage and stage.milestone != "lead" else "lead"
            vals.pop("project_code", None)
            vals.setdefault("condition", "ongoing")
            by_company.setdefault(company, []).append(vals)
        year = calendar.today().year
        for company, rows in by_company.items():
            # sudo: the counter is not for users to see or set; creating the project is what is access-checked
            codes = self.env["kfz.project.counter"].sudo()._kfz_take(company, year, len(rows))
            for vals, code in zip(rows, codes, strict=True):
                vals["project_code"] = code

    def write(self, vals):
        self._kfz_check_fixed(vals)
        return super().write(vals)

    def _kfz_check_fixed(self, vals):
        """Refuse to change what a project keeps for life: its kind, its zone and its code."""
        if "is_promotion" in vals and set(self.mapped("is_promotion")) - {
            bool(vals["is_promotion"])
        }:
            raise UserError(
                self.env._("A record cannot change between promotion project and sales lead.")
            )
        if "company_id" in vals and any(
            lead.is_promotion and lead.company_id.id != vals["company_id"] for lead in self
        ):
            raise UserError(
                self.env._(
                    "A project never changes its zone. Share it with the other zone, which can ask for a transfer."
                )
            )
        if "project_code" in vals and any(lead.project_code for lead in self):
            raise UserError(self.env._("A project keeps its code for life."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never_project(self):
        if project := self.filtered("is_promotion")[:1]:
            raise UserError(
                self.env._(
                    "“%(project)s” has a history that is kept, so it cannot be deleted. Archive it, or close it with a reason.",
                    project=project.name,
                )
            )

    def copy_data(self, default=None):
        """A copy starts at the beginning of the pipeline, in the same zone, under a name of its own."""
        result = super().copy_data(default)
        for lead, vals in zip(self, result, strict=True):
            if lead.is_promotion:
                vals.pop("stage_id", None)
                vals["company_id"] = lead.company_id.id
                if "name" not in (default or {}):
                    vals["name"] = self.env._("%(project)s (copy)", project=lead.name)
        return result

    # zone

    @api.model
    def _kfz_default_zone(self):
        """The zone in which the user works now: the current company, or the first allowed one that is a zone."""
        zone = (self.env.company | self.env.companies).filtered("zone_code")[:1]
        if not zone:
            raise UserError(
                self.env._(
                    "Choose a zone first: your current company is not a zone, and a project always belongs to one."
                )
            )
        return zone

    @api.constrains("is_promotion", "company_id")
    def _check_promotion_zone(self):
        for lead in self:
            if lead.is_promotion and not lead.company_id.zone_code:
                raise ValidationError(
                    self.env._(
                        "“%(company)s” is not a zone: give it a zone code first, or choose a zone for “%(project)s”.",
                        company=lead.company_id.name,
                        project=lead.name,
                    )
                )

    @api.constrains("is_promotion", "user_id")
    def _check_promotion_user(self):
        """The account manager is notified about the project, so it must be a user who may read projects."""
        for user in self.filtered("is_promotion").user_id:
            if user._kfz_is_acting_system():
                continue
            if not user.active:
                user._kfz_check_named()
                raise ValidationError(
                    self.env._(
                        "The account of %(name)s has been closed, so nobody would look after the project. Choose a colleague who works in the zone.",
                        name=user.name,
                    )
                )
            if user._is_superuser() or not any(
                map(user.has_group, ("kfz_investment.group_kfz_officer", "base.group_system"))
            ):
                user._kfz_check_named()
                raise ValidationError(
                    self.env._(
                        "%(name)s has no role in the promotion and could not open the project. Choose a promotion officer or "
                        "manager of the zone.",
                        name=user.name,
                    )
                )

    def _compute_company_id(self):
        projects = self.filtered("is_promotion")
        for lead in projects:
            lead.company_id = lead.company_id or self._kfz_default_zone()
        super(CrmLead, self - projects)._compute_company_id()

    def _compute_team_id(self):
        projects = self.filtered("is_promotion")
        wanting = projects.filtered(lambda lead: not lead.team_id.is_promotion)
        if wanting:
            teams = self._kfz_teams(wanting.company_id.ids)
            for lead in wanting:
                lead.team_id = teams.get(lead.company_id.id, False)
        super(CrmLead, self - projects)._compute_team_id()

    @api.model
    def _kfz_teams(self, zones):
        """{id of a zone: id of its promotion team}, of those that have one."""
        # sudo: the zone's promotion team is found for users who may not read teams
        teams = (
            self.env["crm.team"]
            .sudo()
            .search([("is_promotion", "=", True), ("company_id", "in", list(zones))])
        )
        return {team.company_id.id: team.id for team in reversed(teams)}

    # stages

    def _compute_stage_id(self):
        projects = self.filtered("is_promotion")
        first = self.env["crm.stage"]._kfz_pipeline()[:1] if projects else None
        for lead in projects:
            lead.stage_id = lead.stage_id or first
        super(CrmLead, self - projects)._compute_stage_id()

    def _stage_find(self, team_id=False, domain=None, order="sequence, id", limit=1):
        if self and all(self.mapped("is_promotion")):
            return self.env["crm.stage"].search(
                [("milestone", "!=", False), *(domain or [])], order=order, limit=limit
            )
        return super()._stage_find(team_id=team_id, domain=domain, order=order, limit=limit)

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        if self.env.context.get("default_is_promotion"):
            return self.env["crm.stage"].search(
                ["|", ("id", "in", stages.ids), ("milestone", "!=", False)], order=stages._order
            )
        return super()._read_group_stage_ids(stages, domain)

    # scoring

    def _compute_probabilities(self):
        """A project is either signed or not; it neither feeds lead scoring nor gets a score."""
        projects = self.filtered("is_promotion")
        for lead in projects:
            lead.automated_probability = 100 if lead.stage_id.is_won else 0
            lead.probability = lead.automated_probability
        others = self - projects
        if others:
            super(CrmLead, others)._compute_probabilities()

    def _handle_won_lost(self, old_status_by_lead, new_status_by_lead):
        others = self.filtered(lambda lead: not lead.is_promotion)
        if others:
            super(CrmLead, others)._handle_won_lost(old_status_by_lead, new_status_by_lead)
