from odoo import models


class MailFollowers(models.Model):
    """Whoever enters a dormant project follows it through its review already when core subscribes them."""

    _inherit = "mail.followers"

    def _insert_followers(self, res_model, res_ids, *args, check_existing=True, **kwargs):
        if res_model == "crm.lead" and not check_existing:
            # costs no query: the projects have just been created
            leads = self.env["crm.lead"].browse(res_ids)
            check_existing = any(lead.condition == "dormant" for lead in leads)
        return super()._insert_followers(
            res_model, res_ids, *args, check_existing=check_existing, **kwargs
        )
