from odoo import models
from odoo.fields import Domain


class KfzOfficial(models.Model):
    """Who confirms and who acts follows the logins of officials."""

    _inherit = "kfz.official"

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            self._kfz_due_of_theirs()
        return result

    def _kfz_due_of_theirs(self):
        """Find out anew who is to act on what the officials answer for or lead."""
        # sudo: whoever changes a login need not read the projects
        assignments = self.env["kfz.assignment"].sudo()
        wanted = assignments._kfz_unended() & Domain("official_id", "in", self.ids)
        leads = assignments.search(wanted).lead_id
        for model in ("kfz.promise", "kfz.issue"):
            theirs = [("owner_id", "in", self.ids), ("is_closed", "=", False)]
            leads |= self.env[model].sudo().search(theirs).lead_id
        leads.with_env(self.env)._kfz_due_again()


class ResUsers(models.Model):
    """A login that is closed or opened changes who acts."""

    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            # sudo: the administrator, who closes logins, may have no part in the promotion
            officials = self.env["kfz.official"].sudo().search([("user_id", "in", self.ids)])
            officials.with_env(self.env)._kfz_due_of_theirs()
        return result
