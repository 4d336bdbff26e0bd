from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import sharing
from ..pipeline.crm_stage import MILESTONES
from .kfz_share_response import KINDS


class KfzSharedProject(models.Model):
    """The sheet of the joint pool: what another zone reads of a project, and nothing else (design §3, rule 1).

    Plain values of its share level, no field that leads back to the project. Written by the system only, from the
    ``kfz.share`` of its zone, which knows the sheet by its ``uid``. Amounts in yuan (CNY), dates of Shanghai.
    """

    _name = "kfz.shared.project"
    _inherit = ["kfz.pool.sheet.mixin"]
    _description = "Shared project"
    _order = "revised_on desc, id desc"
    _rec_names_search = ["project_name", "enterprise_name", "sector"]

    zone_id = fields.Many2one(string="Shared by")
    recipient_ids = fields.Many2many(
        "res.company",
        "kfz_shared_project_recipient_rel",
        "sheet_id",
        "company_id",
        "Shared with",
        readonly=True,
    )
    level_id = fields.Many2one(
        "kfz.share.level", "Share level", readonly=True, ondelete="restrict", index=True
    )
    visible_until = fields.Datetime("Visible until", readonly=True, required=True)
    state = fields.Selection(
        [("published", "Published"), ("revoked", "Revoked"), ("expired", "Expired")],
        required=True,
        default="published",
        readonly=True,
        index=True,
    )
    document_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        "Documents",
        readonly=True,
        domain=[("res_model", "=", "kfz.shared.project")],
    )
    response_ids = fields.One2many(
        "kfz.share.response", "sheet_id", "Answers", groups="kfz_investment.group_kfz_officer"
    )
    is_ours = fields.Boolean("Shared by us")

    # the values, in the order of the vocabulary
    sector = fields.Char(readonly=True)
    industry_function = fields.Selection(
        lambda self: (
            self.env["crm.lead"]._fields["industry_function"]._description_selection(self.env)
        ),
        "Function",
        readonly=True,
    )
    size_band = fields.Selection(
        [
            ("unknown", "Not known yet"),
            ("under_10m", "Below CNY 10 million"),
            ("10m_50m", "CNY 10 to 50 million"),
            ("50m_100m", "CNY 50 to 100 million"),
            ("100m_500m", "CNY 100 to 500 million"),
            ("500m_1bn", "CNY 500 million to 1 billion"),
            ("from_1bn", "CNY 1 billion and more"),
        ],
        "Size",
        readonly=True,
        help="The planned investment, in bands.",
    )
    needs = fields.Text("Site need", readonly=True)
    project_name = fields.Char("Project name", readonly=True)
    enterprise_name = fields.Char("Enterprise", readonly=True)
    enterprise_code = fields.Char("Unified social credit code", readonly=True)
    currency_id = fields.Many2one(
        "res.currency", readonly=True, default=lambda self: self.env["kfz.money.mixin"]._kfz_cny()
    )
    planned_amount = fields.Monetary("Planned investment", readonly=True)
    signed_amount = fields.Monetary("Signed amount", readonly=True)
    landed_amount = fields.Monetary("Landed amount", readonly=True)
    milestone = fields.Selection(MILESTONES, readonly=True)
    condition = fields.Selection(
        lambda self: self.env["crm.lead"]._fields["condition"]._description_selection(self.env),
        readonly=True,
    )
    signed_date = fields.Date("Signed on", readonly=True)
    landed_date = fields.Date("Landed on", readonly=True)
    # the joint office reads sheets, but no contact data (design §1)
    contact_name = fields.Char("Contact", readonly=True, groups="kfz_investment.group_kfz_officer")
    contact_phone = fields.Char("Phone", readonly=True, groups="kfz_investment.group_kfz_officer")
    contact_email = fields.Char("Email", readonly=True, groups="kfz_investment.group_kfz_officer")
    account_manager = fields.Char(
        "Account manager", readonly=True, groups="kfz_investment.group_kfz_officer"
    )
    next_step = fields.Char("Next step", readonly=True)
    expected_signing = fields.Date("Expected signing", readonly=True)

    _uid_unique = models.UniqueIndex("(uid)", "A sheet number can be used only once.")
    # serves the pool: a zone's own sheets, latest change first
    _pool_idx = models.Index("(zone_id, state, revised_on DESC)")
    # serves the first page of the pool for all who read along: nothing is sorted
    _recent_idx = models.Index("(revised_on DESC, id DESC)")

    @api.depends("project_name", "sector", "industry_function", "state", "zone_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        functions = dict(self._fields["industry_function"]._description_selection(self.env))
        for sheet in self:
            # sudo: the zone that shares is named on the sheet
            zone = sheet.sudo().zone_id.display_name
            if sheet.state != "published":
                sheet.display_name = self.env._("Ended share of %(zone)s", zone=zone)
                continue
            what = sheet.project_name or " · ".join(
                filter(None, (sheet.sector_name, functions.get(sheet.industry_function)))
            )
            sheet.display_name = what or self.env._("Project of %(zone)s", zone=zone)

    # answers

    def action_respond(self, kind, note=None):
        """Answer a sheet for the user's zone: interested, declined, co_promote or transfer_request.

        :return: the id of the answer
        :raises AccessError: when the sheet was not shared with a zone of the user
        """
        self.ensure_one()
        company = self._answering_zone()
        if kind not in dict(KINDS):
            raise UserError(self.env._("“%(kind)s” is not an answer.", kind=kind))
        note = self._kfz_entered(note)
        # sudo: answers come from here only, for the zone that was just checked
        response = (
            self.env["kfz.share.response"]
            .sudo()
            .create(
                {
                    "sheet_id": self.id,
                    "zone_id": self.zone_id.id,
                    "company_id": company.id,
                    "kind": kind,
                    "note": note or False,
                    "user_id": self.env.uid,
                }
            )
        )
        self._kfz_mark_read()
        self._kfz_tell(
            self.zone_id,
            self.env._(
                "%(zone)s answered a shared project: %(answer)s.",
                zone=company.display_name,
                answer=response._kfz_label(),
            ),
            response._kfz_page(),
        )
        return response.id

    def _answering_zone(self):
        """The user's zone that answers this sheet.

        :raises AccessError: when the user may not answer, or the sheet was not shared with a zone of the user
        """
        self.check_access("read")
        if not self.env.user.has_group("kfz_investment.group_kfz_officer"):
            raise AccessError(
                self.env._("Only promotion officers and managers can answer for their zone.")
            )
        company = (self.env.company | self.env.companies).filtered(
            lambda c: c in self.recipient_ids
        )[:1]
        if not company:
            raise AccessError(
                self.env._("This sheet was not shared with your zone, so it cannot answer.")
            )
        return company

    # written by the system, from the share of the zone

    def _kfz_revise(self, payload):
        """Take over the values; a change makes a new revision."""
        self.ensure_one()
        columns = sharing.changed({column: self[column] for column in sharing.COLUMNS}, payload)
        if columns:
            self.write(
                {
                    **{column: payload[column] for column in columns},
                    "revision": self.revision + 1,
                    "revised_on": fields.Datetime.now(),
                }
            )

    def _kfz_set_recipients(self, zones):
        gone, new = self.recipient_ids - zones, zones - self.recipient_ids
        if gone or new:
            self.recipient_ids = zones
        if gone:
            self._kfz_forget(gone)
        if new:
            self._kfz_announce(new)

    def _kfz_withdraw(self, state):
        """Empty the sheets and hide them from all other zones, messages and files included."""
        for sheets in self.grouped("zone_id").values():
            sheets._kfz_forget(sheets.recipient_ids)
        # sudo: what was shared is withdrawn completely, files that others attached included
        self.sudo().document_ids.unlink()
        self.write(
            {
                **sharing.empty(),
                "state": state,
                "recipient_ids": [fields.Command.clear()],
                "revised_on": fields.Datetime.now(),
            }
        )
        for sheet in self:
            sheet.revision += 1

    def _kfz_announce(self, zones=None):
        """Tell the managers of the recipients, in one message per zone and origin; the message names no project."""
        for zone in zones or self.recipient_ids:
            mine = self.filtered(lambda sheet, zone=zone: zone in sheet.recipient_ids)
            for origin, sheets in mine.grouped("zone_id").items():
                target = sheets if len(sheets) == 1 else sheets.browse()
                target._kfz_tell(
                    zone,
                    self.env._(
                        "%(zone)s shared projects with you in the joint pool: %(count)s.",
                        zone=origin.name,
                        count=len(sheets),
                    ),
                )
