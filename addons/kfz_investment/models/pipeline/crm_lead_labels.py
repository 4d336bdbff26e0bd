from markupsafe import Markup
from odoo import api, models

#: sales fields without a meaning for promotion projects: hidden from filters, groups, measures and export columns
SALES_ONLY = (
    "recurring_revenue",
    "recurring_plan",
    "recurring_revenue_monthly",
    "recurring_revenue_monthly_prorated",
    "recurring_revenue_prorated",
    "prorated_revenue",
    "probability",
    "automated_probability",
    "referred",
    "is_automated_probability",
    "won_status",
    "day_close",
    "day_open",
    "partner_name",
    "commercial_partner_id",
    "lead_properties",
    "stage_id_color",
    "rotting_days",
    "is_rotting",
    "campaign_id",
    "medium_id",
    "source_id",
    "duplicate_lead_ids",
    "duplicate_lead_count",
    "partner_is_blacklisted",
    "partner_email_update",
    "partner_phone_update",
    "is_partner_visible",
    "email_domain_criterion",
    "email_state",
    "phone_state",
    "lang_code",
    "lang_active_count",
    "user_company_ids",
    "date_automation_last",
    "duration_tracking",
    "meeting_display_date",
    "meeting_display_label",
    "color",
)


class CrmLead(models.Model):
    """On promotion pages, core fields have promotion labels."""

    _inherit = "crm.lead"

    @api.model
    def _kfz_reads_promotion(self):
        return bool(self.env.context.get("default_is_promotion")) or super()._kfz_reads_promotion()

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        result = super().fields_get(allfields, attributes)
        if self.env.context.get("default_is_promotion"):
            for name in SALES_ONLY:
                result.pop(name, None)
        return result

    @api.model
    def _kfz_sales_fields(self):
        return SALES_ONLY

    @api.model
    def _kfz_core_labels(self):
        return {
            "name": self.env._("Project name"),
            "user_id": self.env._("Account manager"),
            "partner_id": self.env._("Enterprise"),
            "company_id": self.env._("Zone"),
            "team_id": self.env._("Promotion team"),
            "expected_revenue": self.env._("Planned investment"),
            "date_deadline": self.env._("Expected signing"),
            "date_closed": self.env._("Signed or ended on"),
            "date_conversion": self.env._("Project since"),
            "lost_reason_id": self.env._("Closing reason"),
            "type": self.env._("Lead or project"),
        }

    @api.model
    def _kfz_core_helps(self):
        return {"tag_ids": self.env._("Words of your own by which to find projects.")}

    @api.model
    def _kfz_core_choices(self):
        return {"type": {"lead": self.env._("Lead"), "opportunity": self.env._("Project")}}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    @api.model
    def _kfz_core_labels(self):
        return {**super()._kfz_core_labels(), "opportunity_id": self.env._("Project")}

    @api.model
    def get_empty_list_help(self, help_message):
        if not self._kfz_reads_promotion() or "o_kfz_own_help" in (help_message or ""):
            return super().get_empty_list_help(help_message)
        title = Markup('<p class="o_view_nocontent_smiling_face">%s</p>')
        advice = self.env._(
            "Choose New to plan one. A meeting about a project is best planned on the project’s page, so that it stands in the project’s timeline."
        )
        return title % self.env._("No meetings yet") + Markup("<p>%s</p>") % advice


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _kfz_core_labels(self):
        return {
            **super()._kfz_core_labels(),
            "user_id": self.env._("Account manager"),
            "opportunity_ids": self.env._("Projects"),
            "opportunity_count": self.env._("Number of projects"),
        }

    @api.model
    def _kfz_core_helps(self):
        return {
            **super()._kfz_core_helps(),
            "is_company": self.env._(
                "Whether this is an enterprise or organisation; otherwise a person."
            ),
            "partner_share": self.env._(
                "Whether this is nobody who works here: a contact, or a user of the portal."
            ),
        }


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def _kfz_core_labels(self):
        return {
            **super()._kfz_core_labels(),
            "sale_team_id": self.env._("Promotion team"),
            "crm_team_ids": self.env._("Promotion teams"),
            "crm_team_member_ids": self.env._("Memberships in promotion teams"),
        }


class CrmTeam(models.Model):
    _inherit = "crm.team"

    @api.model
    def _kfz_core_labels(self):
        return {
            **super()._kfz_core_labels(),
            "name": self.env._("Promotion team"),
            "active": self.env._("Active"),
            "member_ids": self.env._("Members"),
            "crm_team_member_ids": self.env._("Memberships"),
            "crm_team_member_all_ids": self.env._("Memberships, past ones included"),
            "is_membership_multi": self.env._("Several teams per member"),
        }

    @api.model
    def _kfz_sales_fields(self):
        return (
            "use_leads",
            "use_opportunities",
            "assignment_max",
            "assignment_enabled",
            "assignment_auto_enabled",
            "assignment_optout",
            "assignment_domain",
            "lead_all_assigned_month_count",
            "lead_all_assigned_month_exceeded",
            "lead_unassigned_count",
            "lead_properties_definition",
        )


class CrmTeamMember(models.Model):
    _inherit = "crm.team.member"

    @api.model
    def _kfz_core_labels(self):
        return {
            **super()._kfz_core_labels(),
            "user_id": self.env._("Member"),
            "crm_team_id": self.env._("Promotion team"),
        }

    @api.model
    def _kfz_sales_fields(self):
        return (
            "assignment_max",
            "assignment_enabled",
            "assignment_optout",
            "assignment_domain",
            "assignment_domain_preferred",
            "lead_day_count",
            "lead_month_count",
            "is_membership_multi",
            "member_warning",
        )


class CrmStage(models.Model):
    _inherit = "crm.stage"

    @api.model
    def _kfz_core_labels(self):
        return {
            **super()._kfz_core_labels(),
            "is_won": self.env._("Signed or later"),
            "requirements": self.env._("Requirements"),
            "team_ids": self.env._("Promotion teams"),
            "fold": self.env._("Folded on the board"),
        }


class CrmLeadLost(models.TransientModel):
    _inherit = "crm.lead.lost"

    @api.model
    def _kfz_core_labels(self):
        return {**super()._kfz_core_labels(), "lost_reason_id": self.env._("Closing reason")}
