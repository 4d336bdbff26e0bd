from odoo import api, fields, models

#: what a zone notes about an intermediary and its people for itself
NOT_FOR_PORTAL = frozenset({"comment", "category_id", "user_id", "kfz_similar_ids"})


class ResPartner(models.Model):
    """The register of intermediaries: agreements and bank accounts by zone, referrals, access to the portal."""

    _inherit = "res.partner"

    kfz_agreement_ids = fields.One2many(
        "kfz.intermediary.agreement",
        "partner_id",
        "Agreements with the zone",
        groups="kfz_investment.group_kfz_officer",
    )
    kfz_account_ids = fields.One2many(
        "kfz.intermediary.account",
        "partner_id",
        "Bank accounts",
        groups="kfz_investment.group_kfz_manager",
    )
    kfz_access_ids = fields.One2many(
        "kfz.portal.access",
        "intermediary_id",
        "Portal access",
        groups="kfz_investment.group_kfz_officer",
    )
    kfz_referral_ids = fields.One2many(
        "kfz.referral", "intermediary_id", "Referrals", groups="kfz_investment.group_kfz_officer"
    )
    kfz_referral_count = fields.Integer(
        "Number of referrals",
        compute="_compute_kfz_referral_count",
        groups="kfz_investment.group_kfz_officer",
    )
    kfz_has_agreement = fields.Boolean(
        "Agreement in force",
        compute="_compute_kfz_referral_count",
        groups="kfz_investment.group_kfz_officer",
    )

    @api.depends("kfz_referral_ids", "kfz_agreement_ids.valid_until")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_kfz_referral_count(self):
        counts = dict(
            self.env["kfz.referral"]._read_group(
                [("intermediary_id", "in", self.ids)], ["intermediary_id"], ["__count"]
            )
        )
        for partner in self:
            partner.kfz_referral_count = counts.get(partner._origin, 0)
            partner.kfz_has_agreement = any(partner.kfz_agreement_ids.mapped("is_in_force"))

    @api.onchange("company_type")
    def _onchange_kfz_intermediary_kind(self):
        """A new intermediary that is an organisation is put into the enterprise directory; a person is not."""
        if self.is_intermediary and not self._origin:
            self.is_enterprise = self.company_type == "company"

    def action_kfz_open_referrals(self):
        """The referrals of the intermediary."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_referral_action")
        return {
            **action,
            "domain": [("intermediary_id", "=", self.id)],
            "context": {"default_intermediary_id": self.id},
        }

    def action_kfz_portal_access(self):
        """Who acts for the intermediary on the portal, with the requests for it."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_portal_access_action"
        )
        return {
            **action,
            "domain": [("intermediary_id", "=", self.id)],
            "context": {"default_intermediary_id": self.id},
        }

    # what core lets a portal user read of its own partner

    def _has_field_access(self, field, operation):
        return super()._has_field_access(field, operation) and not (
            field.name in NOT_FOR_PORTAL and self._kfz_is_for_portal()
        )

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Messages on its partner are the zone's: it would have to be allowed to write the partner."""
        if message_operation == "read" and self._kfz_is_for_portal():
            return dict.fromkeys(self, "write")
        return super()._mail_get_operation_for_mail_message_operation(message_operation)

    @api.model
    def _kfz_is_for_portal(self):
        return (
            not self.env.su and self.env.user.share and self.env["res.company"]._kfz_is_zone_user()
        )
