import datetime

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ...domain import policies
from ..base.documents import Documents
from ..base.period_words import day_text


class KfzPolicy(models.Model):
    """A zone's own policy document, private to the zone.

    What the other zones read is a copy of it, ``kfz.shared.policy``, as it was when last published: half-finished changes
    do not show, and nothing on the copy leads back here (design §3, rule 1).
    """

    _name = "kfz.policy"
    _inherit = [
        "kfz.zone.mixin",
        "kfz.files.mixin",
        "kfz.policy.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Policy"

    company_id = fields.Many2one(
        "res.company",
        "Zone",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        domain=[("zone_code", "!=", False)],
    )
    name = fields.Char(tracking=True)
    number = fields.Char(tracking=True)
    authority = fields.Char(tracking=True)
    level = fields.Selection(tracking=True)
    area_id = fields.Many2one(domain="[('company_id', '=', company_id)]", tracking=True)
    valid_from = fields.Date(tracking=True)
    valid_to = fields.Date(tracking=True)
    status = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("withdrawn", "Repealed")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    clause_ids = fields.One2many("kfz.policy.clause", "policy_id", "Clauses", copy=True)
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_policy_attachment_rel",
        "policy_id",
        "attachment_id",
        "Original document",
        help="Copied onto the published sheet, so that the other zones can read it too. Files in the chatter stay in the zone.",
    )
    supersedes_id = fields.Many2one(
        "kfz.policy", "Earlier version", readonly=True, copy=False, index="btree_not_null"
    )
    successor_ids = fields.One2many("kfz.policy", "supersedes_id", "Later versions")
    # the pool
    is_published = fields.Boolean("In the pool", readonly=True, copy=False, index=True)
    has_changes = fields.Boolean(
        "Changed since publishing",
        readonly=True,
        copy=False,
        help="The other zones still read the text as it was published.",
    )
    published_on = fields.Datetime("Published on", readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", "Published by", readonly=True, copy=False)
    sheet_uid = fields.Char("Sheet", readonly=True, copy=False, index="btree_not_null")

    _one_successor = models.UniqueIndex(
        "(supersedes_id) WHERE supersedes_id IS NOT NULL AND status != 'withdrawn'",
        "This policy has a newer version already.",
    )

    @api.constrains("area_id", "company_id")
    def _check_area(self):
        for policy in self:
            if policy.area_id and policy.area_id.company_id != policy.company_id:
                raise ValidationError(
                    self.env._(
                        "“%(area)s” is not an area of %(zone)s.",
                        area=policy.area_id.name,
                        zone=policy.company_id.display_name,
                    )
                )

    @api.constrains("company_id")
    def _check_zone(self):
        for policy in self:
            if not policy.company_id.zone_code:
                raise ValidationError(
                    self.env._(
                        "“%(company)s” is not a zone: switch to a zone to enter a policy.",
                        company=policy.company_id.name,
                    )
                )

    @api.depends("status", "valid_from", "valid_to")
    def _compute_state(self):
        super()._compute_state()
        for policy in self:
            if policy.status != "issued":
                policy.state = policy.status

    @api.model
    def _kfz_state_domain(self, state):
        if state in ("draft", "withdrawn"):
            return Domain("status", "=", state)
        return Domain("status", "=", "issued") & super()._kfz_state_domain(state)

    def write(self, vals):
        result = super().write(vals)
        if {*policies.POLICY_VALUES, "area_id", "attachment_ids"}.intersection(vals):
            self._kfz_mark_changed()
        return result

    def copy_data(self, default=None):
        """A copy is an independent draft."""
        rows = super().copy_data(default)
        if not (default or {}).get("name"):
            for row in rows:
                row["name"] = self.env._("%(title)s (copy)", title=row["name"])
        return rows

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if self.filtered(lambda policy: policy.status != "draft"):
            raise UserError(
                self.env._("An issued policy stays on record: repeal it instead of deleting it.")
            )

    def _kfz_documents_changed(self):
        self._kfz_mark_changed()

    def _kfz_mark_changed(self):
        # sudo: users cannot write the mark directly; the change itself went through the user's rights
        self.sudo().filtered(
            lambda policy: policy.is_published and not policy.has_changes
        ).has_changes = True

    # actions

    def action_issue(self):
        """Put drafts in force from their dates on; the earlier version ends on the day before."""
        self._kfz_check_manager()
        for policy in self.filtered(lambda policy: policy.status == "draft"):
            if not policy.clause_ids:
                raise UserError(
                    self.env._(
                        "“%(title)s” has no clause yet: add at least one.", title=policy.name
                    )
                )
            policy._kfz_end_earlier()
            # sudo: users cannot write the status directly; the user has just been checked
            policy.sudo().status = "issued"
        return True

    def _kfz_end_earlier(self):
        """The earlier version ends when this one begins."""
        earlier = self.supersedes_id
        if not earlier:
            return
        if not self.valid_from:
            raise UserError(
                self.env._(
                    "Enter the date from which the new version of “%(title)s” is in force.",
                    title=earlier.name,
                )
            )
        if earlier.valid_from and self.valid_from <= earlier.valid_from:
            raise UserError(
                self.env._(
                    "The new version of “%(title)s” must begin after the earlier one, which began on %(start)s.",
                    title=earlier.name,
                    start=day_text(self.env, earlier.valid_from),
                )
            )
        last = self.valid_from - datetime.timedelta(days=1)
        if not earlier.valid_to or earlier.valid_to > last:
            earlier.valid_to = last

    def action_withdraw(self):
        """Take policies out of force and, at once, out of the pool."""
        self._kfz_check_manager()
        issued = self.filtered(lambda policy: policy.status == "issued")
        issued.filtered("is_published").action_unpublish()
        # sudo: users cannot write the status directly; the user has just been checked
        issued.sudo().status = "withdrawn"
        return True

    def action_new_version(self):
        """Draft a new version with the same clauses, or open the existing draft."""
        self.ensure_one()
        self._kfz_check_manager()
        follower = self.successor_ids.filtered(lambda policy: policy.status != "withdrawn")[:1]
        if not follower:
            if self.status != "issued":
                raise UserError(
                    self.env._(
                        "Only an issued policy can have a new version; “%(title)s” can still be edited.",
                        title=self.name,
                    )
                )
            follower = self.copy({"name": self.name, "valid_from": False, "valid_to": False})
            # sudo: users cannot write the chain of versions directly; the user has just been checked
            follower.sudo().write({"supersedes_id": self.id, "version": self.version + 1})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": follower.id,
            "views": [(False, "form")],
        }

    def _kfz_check_manager(self):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._(
                    "Only a promotion manager can issue, publish and repeal policies of the zone."
                )
            )
        self.check_access("write")
