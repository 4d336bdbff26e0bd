from odoo import api, models

from ..base.toolbar import without_entries

#: pages of projects
PAGES = (
    "kfz_investment.crm_lead_view_form_kfz",
    "kfz_investment.crm_lead_view_list_kfz",
    "kfz_investment.crm_lead_view_list_kfz_owed",
    "kfz_investment.crm_lead_view_kanban_kfz",
    "kfz_investment.crm_lead_view_kanban_kfz_owed_mine",
    "kfz_investment.crm_lead_view_kanban_mine_kfz",
)
#: entries of core's menu of actions that stand beside ours there, or that have no use: “Condition” says why a project is lost
#: or terminated, a lead becomes a project by its stage, messages and followers are in the chatter, and nobody writes one mail
#: to the enterprises of many projects
HIDDEN = (
    "crm.crm_lead_lost_action",
    "crm.action_crm_send_mass_convert",
    "crm.action_lead_mail_compose",
    "crm.action_lead_mass_mail",
    "crm.mail_followers_edit_action_from_lead",
)
#: what whoever reads the words of promotion gets where core would take its own page of leads: from an activity, a meeting, a link
DEFAULTS = ("form", "list", "kanban", "search", "pivot", "activity")


class CrmLead(models.Model):
    """Pages of projects are ours, also where core opens a project; their menu of actions offers each step once."""

    _inherit = "crm.lead"

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        if (
            not view_id
            and view_type in DEFAULTS
            and f"{view_type}_view_ref" not in self.env.context
            and self.env.user._kfz_has_promotion_words()
        ):
            view_id = self.env["ir.model.data"]._xmlid_to_res_id(
                f"kfz_investment.crm_lead_view_{view_type}_kfz"
            )
        return super().get_view(view_id, view_type, **options)

    @api.model
    def get_views(self, views, options=None):
        result = super().get_views(views, options)
        is_promotion = self._kfz_reads_promotion()
        without_entries(self.env, result, None if is_promotion else PAGES, HIDDEN)
        if is_promotion:
            self._kfz_hide_sales_fields(result)
        return result

    def _kfz_hide_sales_fields(self, result):
        """Take the fields of sales out of what a page offers as filter, group and measure, unless a view shows them."""
        shown = "".join(view["arch"] for view in result["views"].values())
        fields = result["models"].get(self._name, {}).get("fields", {})
        for name in self._kfz_sales_fields():
            if f'"{name}"' not in shown:
                fields.pop(name, None)
