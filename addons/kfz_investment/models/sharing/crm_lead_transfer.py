from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: what a transferred project takes along; its history, agreements and figures stay where they were made
HANDED_OVER = (
    "name",
    "industry_function",
    "expected_revenue",
    "investment_unknown",
    "site_need",
    "description",
    "next_step",
    "contact_name",
    "function",
    "phone",
    "email_from",
)
#: an enterprise as every zone may know it
IDENTITY = (
    "name",
    "vat",
    "ownership",
    "established_date",
    "registered_capital",
    "paid_in_capital",
    "business_scope",
    "website",
)


class CrmLead(models.Model):
    """Both ends of a transfer: a project's origin and destination. Provenance is kept as plain text."""

    _inherit = "crm.lead"

    origin_zone_id = fields.Many2one("res.company", "Transferred from", readonly=True, copy=False)
    origin_project_code = fields.Char(
        "Project code in the zone of origin", readonly=True, copy=False
    )
    origin_sheet_uid = fields.Char("Transfer sheet", readonly=True, copy=False)
    transferred_zone_id = fields.Many2one(
        "res.company", "Transferred to", readonly=True, copy=False
    )

    @api.constrains("condition", "transferred_zone_id")
    def _check_transferred(self):
        for lead in self:
            if (lead.condition == "transferred") != bool(lead.transferred_zone_id):
                raise ValidationError(
                    self.env._(
                        "“%(project)s” becomes transferred only when a transfer request of another zone is accepted, and stays transferred.",
                        project=lead.name,
                    )
                )

    def _kfz_check_move(self, origin):
        """A transferred project goes on in the other zone."""
        if self.condition == "transferred":
            raise ValidationError(
                self.env._(
                    "“%(project)s” has been transferred to %(zone)s and does not move here any more.",
                    project=self.name,
                    zone=self.transferred_zone_id.display_name,
                )
            )
        return super()._kfz_check_move(origin)

    def _kfz_came_from_a_zone(self):
        return bool(self.origin_zone_id) or super()._kfz_came_from_a_zone()

    def _kfz_open_in_zone(self, zone, sheet):
        """Open the project in the receiving zone: at the first stage, with its provenance.

        Run by the system: neither zone has rights in the other.
        """
        self.ensure_one()
        opened = self.with_company(zone).create(
            {
                **{name: self[name] for name in HANDED_OVER},
                "is_promotion": True,
                "company_id": zone.id,
                "user_id": False,
                "source_kind": "superior",
                "industry_id": self.industry_id.id,
                "entry_type_id": self.entry_type_id.id,
                "partner_id": self.partner_id.commercial_partner_id._kfz_for_zone(zone).id,
                "origin_zone_id": self.company_id.id,
                "origin_project_code": self.project_code,
                "origin_sheet_uid": sheet.uid,
            }
        )
        opened.message_post(
            body=self.env._(
                "Transferred from %(zone)s, where it was project %(code)s.",
                zone=self.company_id.display_name,
                code=self.project_code,
            )
        )
        return opened

    def _kfz_close_transferred(self, zone):
        """Close the project here; its signed and landed figures stay in their quarters."""
        # sudo: users cannot write the closing fields directly; the caller has checked who may transfer the project
        self.sudo().write(
            {"condition": "transferred", "transferred_zone_id": zone.id, "condition_reason": False}
        )
        self.message_post(body=self.env._("Transferred to %(zone)s.", zone=zone.display_name))


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _kfz_for_zone(self, zone):
        """The enterprise in the directory of a zone: the common one, the zone's own by code or name, or a new one.

        Identity only: contacts and notes stay with the zone that made them. Run by the system.
        """
        if not self or not self.company_id:
            return self
        same = [("vat", "=", self.vat)] if self.vat else [("name", "=", self.name)]
        known = self.with_context(active_test=False).search(
            [("is_enterprise", "=", True), ("company_id", "in", (zone.id, False)), *same],
            order="company_id",
            limit=1,
        )
        return known or self.create(
            {
                **{name: self[name] for name in IDENTITY},
                "is_enterprise": True,
                "is_company": True,
                "company_id": zone.id,
                "country_id": self.country_id.id,
                "industry_id": self.industry_id.id,
                "kfz_currency_id": self.kfz_currency_id.id,
            }
        )
