from odoo import api, models


class ResUsers(models.Model):
    """People of zones read notices where they work: an office need not have a mail server, nor its people an address."""

    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        """Who works in a zone gets notices in the inbox, unless whoever makes the user says otherwise."""
        users = super().create(vals_list)
        unsaid = [
            user.id
            for user, vals in zip(users, vals_list, strict=True)
            if "notification_type" not in vals
        ]
        self.browse(unsaid)._kfz_use_inbox()
        return users

    def write(self, vals):
        """Who comes to work in a zone without an e-mail address reads notices in the inbox, too."""
        done = super().write(vals)
        if "company_ids" in vals and "notification_type" not in vals:
            self.filtered(lambda user: not user.email)._kfz_use_inbox()
        return done

    def _kfz_use_inbox(self):
        """Deliver notices to these users' inboxes, as far as they are colleagues of a zone."""
        # sudo: where somebody works is the administrator's to say, who makes users and may not read all of them
        people = self.sudo().filtered(
            lambda user: (
                not user.share
                and user.notification_type != "inbox"
                and user.company_ids.filtered("zone_code")
            )
        )
        if people:
            people.notification_type = "inbox"
