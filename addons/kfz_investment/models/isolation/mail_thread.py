from odoo import models
from odoo.exceptions import UserError


class MailThread(models.AbstractModel):
    """Users of other zones cannot be mentioned in, or subscribed to, records of a zone: they would receive its messages.

    The web client posts, notifies and edits as superuser on behalf of a user (``sudo()``), so the user decides, not
    the rights of the environment. Followers who were added in another way, or who no longer work in the zone, are left
    out when a message is delivered.
    """

    _inherit = "mail.thread"

    def message_post(self, **kwargs):
        if (
            not self.env.su
            and self
            and self.env.user._is_internal()
            and not self._kfz_links_are_free()
        ):
            # before core looks at anything: a hidden record and one that does not exist are refused alike
            self.check_access("read")
        self._kfz_check_audience(kwargs.get("partner_ids"))
        return super().message_post(**kwargs)

    def message_notify(self, *, partner_ids=False, **kwargs):
        self._kfz_check_audience(partner_ids)
        return super().message_notify(partner_ids=partner_ids, **kwargs)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        self._kfz_check_audience(partner_ids)
        return super().message_subscribe(partner_ids, subtype_ids)

    def _message_update_content(self, message, /, *, partner_ids=None, **kwargs):
        self._kfz_check_audience(partner_ids)
        return super()._message_update_content(message, partner_ids=partner_ids, **kwargs)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Leave out followers who do not work in the zone of the record or lost their right to it, however they follow it."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        zones = self._kfz_zone()
        if not zones or not recipients:
            return recipients
        partners = self.env["res.partner"].browse([data["id"] for data in recipients if data["id"]])
        left = self._kfz_strangers(partners, zones) | self._kfz_without_right(partners)
        return [data for data in recipients if data["id"] not in left._ids]

    def _partner_find_from_emails(self, records_emails, *args, **kwargs):
        """Core looks up the company of any record it is given."""
        if (
            self
            and not self._kfz_links_are_free()
            and self.exists()._filtered_access("read") != self
        ):
            raise self.env["ir.rule"]._make_access_error("read", self.browse())
        return super()._partner_find_from_emails(records_emails, *args, **kwargs)

    def _kfz_zone(self):
        """The zone to which these records are private, if there is one."""
        if (
            "company_id" not in self._fields
            or self._fields["company_id"].comodel_name != "res.company"
        ):
            return self.env["res.company"]
        # sudo: the zone of a record decides who may be told of it, whoever asks
        return self.sudo().company_id.filtered("zone_code")

    def _kfz_check_audience(self, partner_ids):
        """Refuse colleagues who do not work in the zone of these records.

        :raise UserError: names the first of them
        """
        if (
            not self
            or not partner_ids
            or self.env.user._is_superuser()
            or not self.env["res.company"]._kfz_is_zone_user()
        ):
            return
        if not self.env.su and not self.has_access("read"):
            # core refuses; a sentence about who works where would tell that the record is there
            return
        partners = self.env["res.partner"].browse([int(identifier) for identifier in partner_ids])
        strangers = self._kfz_strangers(partners, self._kfz_zone())
        if strangers:
            raise UserError(
                self.env._(
                    "%(name)s does not work in this zone and cannot be notified about its records. Share the project "
                    "instead.",
                    name=strangers[0].name,
                )
            )
        if without := self._kfz_without_right(partners - strangers):
            raise UserError(
                self.env._(
                    "%(name)s may not open this project and cannot be notified about it. Assign them to the project first, "
                    "or choose a promotion officer of the zone.",
                    # sudo: a colleague's name, which all colleagues see
                    name=without[0].sudo().name,
                )
            )

    def _kfz_without_right(self, partners):
        """The colleagues among the partners whose roles do not show them these records; rooms know whom."""
        return partners.browse()

    def _kfz_strangers(self, partners, zones):
        """The colleagues among the partners without a user who works in all of the zones."""
        # sudo: who works in which zone is needed to keep a secret, and is not shown
        colleagues = partners.sudo().filtered(
            lambda partner: any(not user.share for user in partner.user_ids)
        )
        return colleagues.filtered(
            lambda partner: not any(zones <= user.company_ids for user in partner.user_ids)
        )
