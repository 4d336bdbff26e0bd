from odoo import api, fields, models
from odoo.exceptions import AccessError


class CrmLead(models.Model):
    """The referral from which a project came. Set when a referral is accepted or linked, never by hand."""

    _inherit = "crm.lead"

    referral_id = fields.Many2one(
        "kfz.referral",
        "Referral",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._kfz_check_referral(*vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._kfz_check_referral(vals)
        return super().write(vals)

    def _kfz_check_referral(self, *vals_list):
        if not self.env.su and any("referral_id" in vals for vals in vals_list):
            raise AccessError(
                self.env._(
                    "A project gets its referral when the referral is accepted, not by hand."
                )
            )

    def _kfz_referrals_in_force(self):
        """The accepted referrals of the project, whichever of the two says so; run by the system."""
        found = self.env["kfz.referral"].search(
            [("lead_id", "=", self.id), ("state", "=", "accepted")]
        )
        return found | self.referral_id.filtered(lambda referral: referral.state == "accepted")

    def _merge_dependences(self, opportunities):
        """The referral of a project that is merged away goes to the one that stays, unless that has its own."""
        if self.is_promotion:
            # sudo: the link is guarded from hand; merging was checked
            head, tail = self.sudo(), opportunities.sudo()
            for origin in tail.filtered("referral_id"):
                if not head.referral_id and head.partner_id == origin.referral_id.partner_id:
                    referral = origin.referral_id
                    origin.referral_id = False
                    referral._kfz_link(head)
        return super()._merge_dependences(opportunities)
