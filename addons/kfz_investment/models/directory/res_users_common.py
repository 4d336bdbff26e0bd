from odoo import models

#: of one's own profile: how the server talks to the user, which nobody else reads
FREE = frozenset({"lang", "tz"})


class ResUsers(models.Model):
    """Whoever signs in as a record that all zones use does not change it by the own profile, which core writes as superuser."""

    _inherit = "res.users"

    def write(self, vals):
        """:raises UserError: names the fields"""
        if not self.env.su:
            self._kfz_check_common_card(vals)
        return super().write(vals)

    def _kfz_check_common_card(self, vals):
        card = [
            name
            for name, field in self._fields.items()
            if name in vals and name not in FREE and (field.related or "").startswith("partner_id.")
        ]
        # sudo: whether a user's card is common does not depend on who asks
        for partner in self.sudo().partner_id if card else ():
            if partner._kfz_is_in_directory():
                partner._kfz_refuse_changed(card, vals)
