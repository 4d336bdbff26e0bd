from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain import calendar

OFFICER = "kfz_investment.group_kfz_officer"
#: what stays as it was recorded
FIXED = ("lead_id", "partner_id")


class KfzIssue(models.Model):
    """What an issue is about: a project, or an enterprise that has none yet.

    An issue of an enterprise alone leaves nothing on the enterprise that other zones may read: its activity belongs to
    nothing but its person, and what is told of it is a private note of the zone.
    """

    _inherit = "kfz.issue"

    lead_id = fields.Many2one(required=False)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    partner_id = fields.Many2one(
        "res.partner",
        "Enterprise",
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain=[("is_enterprise", "=", True)],
        help="That of the project; without a project, the enterprise that the issue is about.",
    )

    @api.depends("lead_id.partner_id")
    def _compute_partner_id(self):
        for issue in self:
            issue.partner_id = issue.lead_id.partner_id if issue.lead_id else issue.partner_id

    @api.onchange("partner_id")
    def _onchange_partner_zone(self):
        """An issue of a zone's own enterprise is that zone's."""
        if self.partner_id and not self.lead_id and not self._origin:
            self.company_id = self.partner_id.company_id or self.env.company
            if not self.owner_id:
                mine = self._kfz_my_officials().filtered(
                    lambda each: each.company_id == self.company_id and not each.is_unit
                )
                self.owner_id = mine[:1]

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("lead_id"):
                vals["company_id"] = self._kfz_zone_of_enterprise(vals.get("partner_id"))
        return super().create(vals_list)

    @api.model
    def _kfz_zone_of_enterprise(self, partner_id):
        """The number of the zone whose issue it is: that of the enterprise, of a common one the zone in which the user works.

        :raises UserError: without an enterprise, or where the user works in no zone
        """
        partner = self.env["res.partner"].browse(partner_id or ())
        partner.check_access("read")
        if not partner.is_enterprise:
            raise UserError(
                self.env._("Choose the project or the enterprise that the issue is about.")
            )
        zone = partner.company_id or self.env.company
        # sudo: whether a company is a zone is no secret
        if not zone.sudo().zone_code:
            raise UserError(
                self.env._("Switch to your zone first: a coordination issue belongs to a zone.")
            )
        return zone.id

    def write(self, vals):
        """:raises UserError: when an issue is to move to another project or enterprise, or to another day without a reason"""
        if not self.env.su:
            for issue in self:
                issue._kfz_check_fixed(vals)
        return super().write(vals)

    def _kfz_check_fixed(self, vals):
        if any(name in vals and self[name].id != (vals[name] or False) for name in FIXED):
            raise UserError(
                self.env._(
                    "“%(name)s” stays with its project or enterprise. Raise another issue there.",
                    name=self.name,
                )
            )
        if "date_due" in vals and fields.Date.to_date(vals["date_due"]) != self.date_due:
            raise UserError(
                self.env._(
                    "The deadline of “%(name)s” moves by “Postpone”, with a reason.", name=self.name
                )
            )

    @api.constrains("lead_id", "partner_id")
    def _check_about(self):
        """Not told which they are: who writes them need not be allowed to read them."""
        for issue in self:
            if issue.lead_id and issue.partner_id != issue.lead_id.partner_id:
                raise ValidationError(
                    self.env._(
                        "The project of this issue is another enterprise's. Keep the enterprise of the project."
                    )
                )

    # who may act, and what is told, without a project

    def _kfz_works_on_it(self):
        if self.lies_with_id in self._kfz_my_officials():
            return True
        if self.lead_id:
            return super()._kfz_works_on_it()
        return self.env.user.has_group(OFFICER)

    def _kfz_opens_for(self, user):
        if self.lead_id:
            return super()._kfz_opens_for(user)
        return self._kfz_reads_it(user)

    def _kfz_who_acts(self):
        user = super()._kfz_who_acts()
        if user or self.lead_id or self.state == "solved":
            return user
        others = self.raised_by_id
        others |= self.env["kfz.notice.mixin"]._kfz_managers_of(self.company_id)
        return next(filter(self._kfz_opens_for, others), others.browse())

    def _kfz_due_activity(self):
        """Without a project, the activity belongs to nothing but its person, and names the enterprise."""
        values = super()._kfz_due_activity()
        if values and not self.lead_id:
            summary = self.env._(
                "%(enterprise)s: %(step)s", enterprise=self.partner_id.name, step=values["summary"]
            )
            values |= {"res_model_id": False, "res_id": False, "summary": summary}
        return values

    def _kfz_tell(self, text):
        """A note on the project; without one, a note of the zone on the enterprise, in the name of whoever acts."""
        if self.lead_id:
            super()._kfz_tell(text)
            return
        # sudo: the caller has checked who acts; a note of the zone stays in the zone
        self.env["kfz.enterprise.note"]._kfz_as_system().create(
            {
                # sudo: what the issue is about, for whoever acts on it
                "partner_id": self.sudo().partner_id.id,
                "company_id": self.company_id.id,
                "user_id": self.env.uid,
                "date": calendar.today(),
                "body": text,
            }
        )

    def _kfz_subject(self):
        """What the issue is about, in words: the project, else the enterprise."""
        # sudo: the name stands on the page of the issue, for the same reader
        about = self.sudo()
        return about.lead_id.name or about.partner_id.name or ""
