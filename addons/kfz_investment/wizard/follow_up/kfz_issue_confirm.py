from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ...models.base.documents import Documents


class KfzIssueConfirm(models.TransientModel):
    """Ask who of the enterprise confirmed that an issue is solved, on which day and in what words."""

    _name = "kfz.issue.confirm"
    _description = "The enterprise confirms"

    # a number and no link, which would go on showing the issue's name to whoever once opened the window
    issue_id = fields.Integer("Number of the issue", required=True)
    about = fields.Char("About", compute="_compute_issue")
    partner_id = fields.Many2one("res.partner", "Enterprise", compute="_compute_issue")
    needs_document = fields.Boolean(compute="_compute_issue")
    contact_id = fields.Many2one(
        "res.partner",
        "Contact of the enterprise",
        domain="[('parent_id', '=', partner_id), ('parent_id', '!=', False)]",
    )
    who = fields.Char(
        "Name and position",
        compute="_compute_who",
        store=True,
        readonly=False,
        help="Of the person who confirmed it for the enterprise.",
    )
    day = fields.Date("Confirmed on", required=True, default=lambda self: calendar.today())
    words = fields.Char("In what words", required=True)
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_issue_confirm_attachment_rel",
        "wizard_id",
        "attachment_id",
        "Documents",
    )

    def _kfz_issue(self):
        """The issue, as far as the user reads it now."""
        return self.env["kfz.issue"].search([("id", "=", self.issue_id)])

    @api.depends("issue_id")
    def _compute_issue(self):
        for wizard in self:
            issue = wizard._kfz_issue()
            wizard.about = issue.name
            wizard.partner_id = issue.partner_id
            wizard.needs_document = bool(issue) and issue._kfz_is_interested()

    @api.depends("contact_id")
    def _compute_who(self):
        for wizard in self:
            if wizard.contact_id:
                wizard.who = self.env["kfz.issue"]._kfz_names_of(wizard.contact_id)

    def action_apply(self):
        """Close the issue; the issue checks role, state and evidence itself.

        :raises UserError: when the issue is gone or not the user's to see, alike
        """
        self.ensure_one()
        issue = self._kfz_issue()
        if not issue:
            raise UserError(
                self.env._("This is not among what you can open. Open it again from its page.")
            )
        self.attachment_ids.check_access("read")
        issue._kfz_confirm(self.who, self.day, self.words, self.attachment_ids)
        return {"type": "ir.actions.act_window_close"}
