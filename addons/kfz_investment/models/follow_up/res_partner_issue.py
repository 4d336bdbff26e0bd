from odoo import api, fields, models

#: who may read issues at all; record rules then say which ones
READERS = (
    "kfz_investment.group_kfz_officer,kfz_investment.group_kfz_lead_official,"
    "kfz_investment.group_kfz_task_force"
)


class ResPartner(models.Model):
    """The coordination issues of an enterprise that the user's zone has; others are not counted either."""

    _inherit = "res.partner"

    kfz_issue_count = fields.Integer(
        "Number of open issues", compute="_compute_kfz_issue_count", groups=READERS
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_kfz_issue_count(self):
        theirs = [("partner_id", "in", self.ids), ("is_closed", "=", False)]
        counts = dict(self.env["kfz.issue"]._read_group(theirs, ["partner_id"], ["__count"]))
        for partner in self:
            partner.kfz_issue_count = counts.get(partner._origin, 0)

    def action_kfz_open_issues(self):
        """The issues of this enterprise that the user reads."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_issue_action")
        return {
            **action,
            "domain": [("partner_id", "=", self.id)],
            "context": {"default_partner_id": self.id},
            "name": self.env._("Coordination issues"),
        }

    def action_kfz_raise_issue(self):
        """Open the small form of a coordination issue of this enterprise."""
        self.ensure_one()
        self.check_access("read")
        view = self.env.ref("kfz_investment.kfz_issue_view_form_quick")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Raise issue"),
            "res_model": "kfz.issue",
            "views": [(view.id, "form")],
            "target": "new",
            "context": {"default_partner_id": self.id},
        }
