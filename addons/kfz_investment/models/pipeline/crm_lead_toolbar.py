from odoo import api, models

#: pages of projects, and the entries of core's menu of actions that stand beside ours there: “Condition” says why a project is
#: lost or terminated, and a lead becomes a project by its stage
PAGES = (
    "kfz_investment.crm_lead_view_form_kfz",
    "kfz_investment.crm_lead_view_list_kfz",
    "kfz_investment.crm_lead_view_kanban_kfz",
    "kfz_investment.crm_lead_view_kanban_mine_kfz",
)
HIDDEN = ("crm.crm_lead_lost_action", "crm.action_crm_send_mass_convert")


class CrmLead(models.Model):
    """The menu of actions on pages of projects offers each step once."""

    _inherit = "crm.lead"

    @api.model
    def get_views(self, views, options=None):
        result = super().get_views(views, options)
        lookup = self.env["ir.model.data"]._xmlid_to_res_id
        pages = {lookup(name, raise_if_not_found=False) for name in PAGES}
        hidden = {lookup(name, raise_if_not_found=False) for name in HIDDEN}
        for view in result["views"].values():
            if view.get("toolbar") and view.get("id") in pages:
                view["toolbar"] = {
                    kind: [entry for entry in entries if entry["id"] not in hidden]
                    for kind, entries in view["toolbar"].items()
                }
        return result
