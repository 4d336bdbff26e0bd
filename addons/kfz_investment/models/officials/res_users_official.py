from odoo import models


class ResUsers(models.Model):
    """Whoever closes a login learns nothing of officials; the managers of the zone are told what is still assigned."""

    _inherit = "res.users"

    def write(self, vals):
        closing = self.filtered("active") if "active" in vals and not vals["active"] else self[:0]
        result = super().write(vals)
        if closing:
            closing.filtered(lambda user: not user.active)._kfz_tell_open_assignments()
        return result

    def _kfz_tell_open_assignments(self):
        """Tell the managers of each zone of the officials who have lost their login and still have assignments."""
        # sudo: the administrator, who closes logins, may have no part in the promotion
        officials = (
            self.env["kfz.official"]
            .sudo()
            .search(
                [
                    ("user_id", "in", self.ids),
                    ("assignment_ids", "any", self.env["kfz.assignment"]._kfz_unended()),
                ]
            )
        )
        for official in officials:
            official._kfz_tell_managers(
                lambda env, official=official: env._(
                    "The login of “%(name)s” has been closed, and assignments are still open: %(count)s. If the official leaves, hand them over with “Leaves office”.",
                    name=official.name,
                    count=len(official._kfz_open_assignments()),
                )
            )
