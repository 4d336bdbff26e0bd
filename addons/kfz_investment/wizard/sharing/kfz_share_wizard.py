import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ...models.base.documents import Documents

#: projects shown in the preview; the others look alike
PREVIEWED = 20


class KfzShareWizard(models.TransientModel):
    """Share projects with other zones, one or many at once, with a preview of exactly what they will see."""

    _name = "kfz.share.wizard"
    _description = "Share projects"

    lead_ids = fields.Many2many("crm.lead", string="Projects", required=True)
    lead_count = fields.Integer("Number of projects", compute="_compute_lead_count")
    company_ids = fields.Many2many("res.company", compute="_compute_lead_count")
    level_id = fields.Many2one(
        "kfz.share.level", "Share level", compute="_compute_level_id", store=True, readonly=False
    )
    recipient_ids = fields.Many2many(
        "res.company",
        "kfz_share_wizard_recipient_rel",
        "wizard_id",
        "company_id",
        "Share with",
        domain="[('zone_code', '!=', False), ('id', 'not in', company_ids)]",
    )
    date_end = fields.Date(
        "Shared until",
        required=True,
        default=lambda self: calendar.today() + datetime.timedelta(days=180),
    )
    document_ids = fields.Many2many("ir.attachment", compute="_compute_document_ids")
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_share_wizard_attachment_rel",
        "wizard_id",
        "attachment_id",
        "Documents to share",
        domain="[('id', 'in', document_ids)]",
    )
    note = fields.Char(help="For your own zone only; not shown on the sheet.")
    preview = fields.Html(
        "What the other zones will see", compute="_compute_preview", sanitize=False
    )

    @api.depends("lead_ids")
    def _compute_lead_count(self):
        for wizard in self:
            wizard.lead_count = len(wizard.lead_ids)
            wizard.company_ids = wizard.lead_ids._origin.company_id

    @api.depends("lead_ids")
    def _compute_level_id(self):
        for wizard in self:
            wizard.level_id = wizard.level_id or self.env["kfz.share.default"]._kfz_level(
                wizard.lead_ids._origin
            )

    @api.depends("lead_ids")
    def _compute_document_ids(self):
        for wizard in self:
            one = wizard.lead_ids if len(wizard.lead_ids) == 1 else wizard.lead_ids.browse()
            wizard.document_ids = one._kfz_share_documents()

    @api.depends("lead_ids", "level_id", "attachment_ids")
    @api.depends_context("lang")
    def _compute_preview(self):
        for wizard in self:
            wizard.preview = wizard.lead_ids[:PREVIEWED]._kfz_share_preview(
                wizard.level_id, wizard.attachment_ids
            )

    def action_publish(self):
        """Make a share of each project and publish them together."""
        self.ensure_one()
        leads = self.lead_ids.filtered("is_promotion")
        if not self.recipient_ids:
            raise UserError(self.env._("Choose at least one zone to share with."))
        shares = self.env["kfz.share"].create(
            [
                {
                    "lead_id": lead.id,
                    "level_id": self.level_id.id,
                    "date_end": self.date_end,
                    "note": self.note,
                    "recipient_ids": [fields.Command.set(self.recipient_ids.ids)],
                    "attachment_ids": [
                        fields.Command.set(self.attachment_ids.ids if len(leads) == 1 else [])
                    ],
                }
                for lead in leads
            ]
        )
        shares.action_publish()
        return {"type": "ir.actions.act_window_close"}
