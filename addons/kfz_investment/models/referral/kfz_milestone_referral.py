from odoo import models
from odoo.exceptions import UserError


class KfzMilestone(models.Model):
    """Who referred a project is none of its companies (plan, annex 6, article 8)."""

    _inherit = "kfz.milestone"

    def _kfz_check_named(self, replaced):
        super()._kfz_check_named(replaced)
        # sudo: who referred the project must not depend on the user; only a name that the user has chosen is shown
        landing = self.sudo()
        named = landing.project_company_ids - replaced.sudo().project_company_ids
        referrals = landing.lead_id._kfz_referrals_in_force() if named else ()
        for referral in referrals:
            payees = referral.member_ids.filtered("is_payee").partner_id | referral.intermediary_id
            if own := named.filtered(
                lambda company, theirs=payees.commercial_partner_id: (
                    company.commercial_partner_id in theirs
                )
            )[:1]:
                raise UserError(
                    self.env._(
                        "“%(name)s” referred “%(project)s”, or is paid for it, so it cannot be one of its project companies. Choose "
                        "the company that the investor registered.",
                        name=own.name,
                        project=landing.lead_id.name,
                    )
                )
