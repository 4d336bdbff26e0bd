from odoo import SUPERUSER_ID, models
from odoo.exceptions import UserError

from ...domain import passwords as rules


class ResUsers(models.Model):
    """Passwords that people choose are long enough, and not the first that others try."""

    _inherit = "res.users"

    def _check_password_policy(self, passwords):
        """As in core, whose length is set in the settings.

        :raises UserError: for a password that is easy to guess
        """
        # the server's own set-up makes logins with generated words
        if self.env.uid == SUPERUSER_ID:
            return
        super()._check_password_policy(passwords)
        # sudo: a setting of the server
        length = self.env["ir.config_parameter"].sudo().get_param("auth_password_policy.minlength")
        if length in (False, "", "0"):
            # the administrator has switched the rules off
            return
        # sudo: who sets a password may not read the user, such as a visitor with a link to a new password
        names = [each for user in self.sudo() for each in (user.login, user.name, user.email)]
        if any(password and rules.is_easy(password, names) for password in passwords):
            raise UserError(
                self.env._(
                    "This password is easy to guess: it is a pattern, a common word, or a name of yours. Choose another, such "
                    "as four words that have nothing to do with each other."
                )
            )
