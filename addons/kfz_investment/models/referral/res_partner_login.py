from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class ResPartner(models.Model):
    """The address of a person with portal access is the key to its account: new passwords go there."""

    _inherit = "res.partner"

    def write(self, vals):
        if "email" in vals:
            self._kfz_check_redirects(vals["email"])
        if "parent_id" in vals:
            self._kfz_check_leaves(vals["parent_id"])
        return super().write(vals)

    def _kfz_check_leaves(self, parent):
        """:raises UserError: for a person who acts for the intermediary that they would leave"""
        if self.env.su:
            return
        for partner in self.filtered(lambda each: each.parent_id.id != (parent or False)):
            # before anything is said of it: a hidden record tells nothing
            partner.check_access("write")
            # sudo: accesses of the person in any zone; the partner is the user's to write
            Access = self.env["kfz.portal.access"].sudo()
            if Access.search_count(
                [("person_id", "=", partner.id), ("state", "!=", "ended")], limit=1
            ):
                raise UserError(
                    self.env._(
                        "%(name)s acts on the portal for the intermediary, or is to, so the person stays among its contacts. End the portal access first.",
                        name=partner.name,
                    )
                )

    def _kfz_check_redirects(self, email):
        """Refuse an address that would hand a portal user's account to somebody else.

        :raises UserError: says how the person gets another address
        """
        if self.env.su or self.env.user.has_group("base.group_erp_manager"):
            return
        # before anything is compared: a hidden record tells nothing
        self.check_access("write")
        given = email_normalize(email) if isinstance(email, str) else False
        for partner in self - self.env.user.partner_id:
            if given != email_normalize(partner.email) and partner._kfz_has_account():
                raise UserError(
                    self.env._(
                        "%(name)s signs in to the portal, or is to, with this e-mail address, so it stays. For another address, end the portal access, enter the person anew and request access for that contact.",
                        name=partner.name,
                    )
                )

    def _kfz_has_account(self):
        """Whether the partner has a portal user, even one that was closed, or an access that waits for approval."""
        # sudo: users and accesses are not for officers to see; the partner is theirs to write
        partner = self.sudo().with_context(active_test=False)
        if partner.user_ids:
            return any(user.share for user in partner.user_ids)
        # sudo: as above
        return bool(
            self.env["kfz.portal.access"]
            .sudo()
            .search_count(
                [("person_id", "=", self.id), ("state", "in", ("requested", "approved"))], limit=1
            )
        )


class ResUsers(models.Model):
    """Whom a portal user reads."""

    _inherit = "res.users"

    def _kfz_portal_partners(self):
        """The intermediaries, too, for whom the signed-in person acts today."""
        current = self.env["kfz.portal.access"]._kfz_portal_current()
        return super()._kfz_portal_partners() | current.intermediary_id.with_env(self.env)
