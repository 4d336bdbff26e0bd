import datetime
import uuid

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...domain import calendar
from ..base.documents import Documents
from ..base.nightly import nightly
from ..base.period_words import day_text

#: with whom, how much and until when
TERMS = {"recipient_ids", "level_id", "date_end"}


class KfzShare(models.Model):
    """A zone's own record of what it shares, with whom, how much and until when. Partners read the sheet, never this.

    The link goes from here to the sheet, by its ``uid``; the sheet knows nothing of the project.
    """

    _name = "kfz.share"
    _inherit = ["kfz.zone.mixin"]
    _description = "Share"
    _order = "id desc"
    _rec_name = "lead_id"
    _check_company_auto = True

    lead_id = fields.Many2one(
        "crm.lead",
        "Project",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain=[("is_promotion", "=", True)],
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True, readonly=True)
    level_id = fields.Many2one(
        "kfz.share.level", "Share level", required=True, index=True, ondelete="restrict"
    )
    recipient_ids = fields.Many2many(
        "res.company",
        "kfz_share_recipient_rel",
        "share_id",
        "company_id",
        "Shared with",
        domain="[('zone_code', '!=', False), ('id', '!=', company_id)]",
    )
    date_end = fields.Date(
        "Shared until",
        required=True,
        default=lambda self: calendar.today() + datetime.timedelta(days=180),
        help="Last day (Shanghai time) on which the other zones see the sheet.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("published", "Published"),
            ("revoked", "Revoked"),
            ("expired", "Expired"),
            ("transferred", "Transferred"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
    )
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_share_attachment_rel",
        "share_id",
        "attachment_id",
        "Documents to share",
        help="Only the documents selected here are copied onto the sheet.",
        domain="[('id', 'in', document_ids)]",
    )
    document_ids = fields.Many2many(
        "ir.attachment", compute="_compute_document_ids", string="Documents of the project"
    )
    note = fields.Char(help="For your own zone only; not shown on the sheet.")
    sheet_uid = fields.Char("Sheet", readonly=True, copy=False, index="btree_not_null")
    published_on = fields.Datetime("Published on", readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", "Published by", readonly=True, copy=False)
    is_thread = fields.Boolean(
        "Reports back on a transferred project",
        readonly=True,
        copy=False,
        help="Created by a transfer: the zone of origin follows the milestones of the project here.",
    )
    preview = fields.Html("What the other zones see", compute="_compute_preview", sanitize=False)

    # serves the follow-up of changed projects
    _lead_state_idx = models.Index("(lead_id, state)")

    @api.depends("lead_id")
    def _compute_document_ids(self):
        for share in self:
            share.document_ids = share.lead_id._kfz_share_documents()

    @api.depends("lead_id", "level_id", "attachment_ids")
    @api.depends_context("lang")
    def _compute_preview(self):
        for share in self:
            share.preview = share.lead_id._kfz_share_preview(share.level_id, share.attachment_ids)

    @api.constrains("recipient_ids", "company_id", "state", "lead_id")
    def _check_recipients(self):
        published = self.filtered(lambda share: share.state == "published")
        by_lead = self.search(
            [("lead_id", "in", published.lead_id.ids), ("state", "=", "published")]
        ).grouped("lead_id")
        for share in self:
            strange = share.recipient_ids.filtered(
                lambda c, own=share.company_id: c == own or not c.zone_code
            )
            if strange:
                raise ValidationError(
                    self.env._(
                        "“%(zone)s” is your own zone or not a zone: choose other zones to share with.",
                        zone=strange[0].name,
                    )
                )
        for share in published:
            if not share.recipient_ids:
                raise ValidationError(
                    self.env._(
                        "Choose at least one zone to share “%(project)s” with.",
                        project=share.lead_id.name,
                    )
                )
            twice = (by_lead[share.lead_id] - share).recipient_ids & share.recipient_ids
            if twice:
                raise ValidationError(
                    self.env._(
                        "“%(project)s” is already shared with %(zone)s. Change that share, or revoke it first.",
                        project=share.lead_id.name,
                        zone=twice[0].name,
                    )
                )

    @api.constrains("attachment_ids", "lead_id")
    def _check_attachments(self):
        for share in self.filtered("attachment_ids"):
            if share.attachment_ids - share.lead_id._kfz_share_documents():
                raise ValidationError(
                    self.env._("Only documents of the project itself can be shared with it.")
                )

    @api.constrains("date_end", "state")
    def _check_date_end(self):
        for share in self:
            if share.state == "published" and share.date_end < calendar.today():
                raise ValidationError(
                    self.env._(
                        "The share of “%(project)s” would end on %(date)s, which is in the past.",
                        project=share.lead_id.name,
                        date=day_text(self.env, share.date_end),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        # sudo: the zone of a project is written here, not shown; access to it is checked by the rules below
        leads = self.env["crm.lead"].sudo().browse(vals.get("lead_id") for vals in vals_list)
        for vals, lead in zip(vals_list, leads, strict=True):
            vals["company_id"] = lead.company_id.id
        shares = super().create([{"sheet_uid": str(uuid.uuid4()), **vals} for vals in vals_list])
        shares.lead_id.check_access("read")
        return shares

    def write(self, vals):
        self._check_still_open(vals)
        if TERMS & set(vals):
            self._kfz_check_not_thread()
        result = super().write(vals)
        if TERMS & set(vals):
            self._kfz_sync()
        if "attachment_ids" in vals:
            self._kfz_sync_documents()
        return result

    def _check_still_open(self, vals):
        """A share stays with its project, and an ended one stays as it was.

        :raises UserError: when ``vals`` would change that
        """
        if "lead_id" in vals and any(share.lead_id.id != vals["lead_id"] for share in self):
            raise UserError(
                self.env._("A share belongs to its project and cannot be moved to another.")
            )
        if (
            {*TERMS, "attachment_ids"} & set(vals)
            and "state" not in vals
            and any(share.state not in ("draft", "published") for share in self)
        ):
            raise UserError(self.env._("This share has ended. Share the project again instead."))

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if self.filtered(lambda share: share.state != "draft"):
            raise UserError(
                self.env._("A published share stays on record: revoke it instead of deleting it.")
            )

    # actions

    def action_publish(self):
        """Put a sheet of each draft into the joint pool and tell the recipients' managers.

        :raises AccessError: when the user is not a manager of the zone
        """
        self._kfz_check_manager()
        drafts = self.filtered(lambda share: share.state == "draft")
        # sudo: users cannot write the state directly; the user has just been checked
        drafts.sudo().write(
            {
                "state": "published",
                "published_on": fields.Datetime.now(),
                "published_by_id": self.env.uid,
            }
        )
        sheets = drafts._kfz_create_sheets()
        drafts._kfz_sync_documents()
        sheets._kfz_announce()
        return True

    def action_revoke(self):
        """Empty the sheets and take them from their recipients, at once.

        :raises AccessError: when the user is not a manager of the zone
        """
        self._kfz_check_manager()
        self._kfz_check_not_thread()
        self.filtered(lambda share: share.state == "published")._kfz_end("revoked")
        return True

    def _kfz_check_not_thread(self):
        if not self.env.su and any(self.mapped("is_thread")):
            raise UserError(
                self.env._(
                    "This project was transferred to your zone: its sheet carries the milestones back to the zone of origin "
                    "and cannot be changed or revoked."
                )
            )

    def _kfz_check_manager(self):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._(
                    "Only a promotion manager can share projects with other zones or end a share."
                )
            )
        self.check_access("write")

    @api.model
    @nightly
    def _cron_expire(self):
        """Empty the sheets whose end date has passed; record rules hide them from the very moment."""
        self._kfz_come_back()
        self.search([("state", "=", "published"), ("date_end", "<", calendar.today())])._kfz_end(
            "expired"
        )

    def _kfz_end(self, state):
        # sudo: users cannot write the state directly; callers have checked who may end a share
        self.sudo().write({"state": state})
        self._kfz_sheets()._kfz_withdraw(state)
