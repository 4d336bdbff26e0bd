from odoo import api, fields, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """The history of a zone's own enterprise, and what stands in its place on a common one.

    Messages and activities on a common enterprise would be read by all zones, so there are none; its page shows the activities
    of the user's zone on its contacts and projects, beside the zone's notes.
    """

    _inherit = "res.partner"

    kfz_zone_activity_ids = fields.Many2many(
        "mail.activity",
        string="Activities of your zone",
        compute="_compute_kfz_zone_activity_ids",
        compute_sudo=False,
        groups="kfz_investment.group_kfz_officer",
        help="On the enterprise, on its contacts in your zone and on your projects with it.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_kfz_zone_activity_ids(self):
        Activity = self.env["mail.activity"]
        for partner in self:
            contacts = partner._origin | self.search([("parent_id", "=", partner._origin.id)])
            projects = self.env["crm.lead"].search(
                [("is_promotion", "=", True), ("partner_id", "=", partner._origin.id)]
            )
            partner.kfz_zone_activity_ids = Activity.search(
                [
                    "|",
                    "&",
                    ("res_model", "=", "res.partner"),
                    ("res_id", "in", contacts.ids),
                    "&",
                    ("res_model", "=", "crm.lead"),
                    ("res_id", "in", projects.ids),
                ],
                order="date_deadline, id",
            )

    def action_kfz_plan_activity(self):
        """Plan an activity on this enterprise; on a common one, on a contact of the user's zone, which no other zone sees.

        :raises UserError: when the user works in no zone
        """
        self.ensure_one()
        self.check_access("read")
        target = self._kfz_zone_contact() if self._kfz_is_common() else self
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan an activity"),
            "res_model": "mail.activity.schedule",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "active_model": "res.partner",
                "active_id": target.id,
                "active_ids": target.ids,
            },
        }

    def _kfz_zone_contact(self):
        """The contact of the user's zone to which its activities belong: the first, or a new one without a person's name."""
        zone = (self.env.company | self.env.companies).filtered("zone_code")[:1]
        if not zone:
            raise UserError(
                self.env._(
                    "Switch to your zone first: an activity on a common enterprise belongs to a zone."
                )
            )
        mine = [
            ("parent_id", "=", self.id),
            ("company_id", "=", zone.id),
            ("is_enterprise", "=", False),
        ]
        return self.search(mine, order="id", limit=1) or self.create(
            {
                "name": self.env._("Contact point"),
                "parent_id": self.id,
                "type": "contact",
                "company_id": zone.id,
            }
        )

    def _message_add_suggested_recipients(self, force_primary_email=False):
        """What is written on the page of an enterprise is the zone's: the enterprise itself gets it only when it is chosen."""
        suggested = super()._message_add_suggested_recipients(force_primary_email)
        for partner in self.filtered("is_enterprise"):
            found = suggested[partner.id]
            found["partners"] -= partner
            if not force_primary_email:
                found["email_to_lst"] = []
        return suggested
