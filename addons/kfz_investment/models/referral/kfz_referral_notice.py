from markupsafe import Markup
from odoo import models

from ...domain import portal


class KfzReferral(models.Model):
    """Telling of a new referral: the managers of the zone in their inbox, the responsible officer by an activity."""

    _inherit = "kfz.referral"

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Let only colleagues follow a referral: an intermediary would get by mail what the zone writes internally."""
        # sudo: whether a partner is a colleague
        colleagues = (
            self.env["res.partner"]
            .sudo()
            .browse(partner_ids or [])
            .filtered(lambda partner: not partner.partner_share)
        )
        return super()._message_subscribe(colleagues.ids, subtype_ids, customer_ids)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Colleagues read what is told of a referral in their inbox; no mail server is needed for it."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        return self.env["kfz.notice.mixin"]._kfz_in_house(recipients)

    def _mail_get_partner_fields(self, introspect_fields=False):
        """No message is addressed to the enterprise by itself."""
        return []

    def _kfz_announce(self):
        # sudo: the users of the zone are reached, not shown, also by an intermediary on its portal
        for record in self.sudo():
            officer = record.user_id or record._kfz_desk() or record._kfz_managers()[:1]
            record.user_id = officer
            if not record._kfz_is_folded():
                # sudo: the zone is told by the system, whoever registered the referral
                record._kfz_as_system()._kfz_tell_managers()
            if officer:
                # sudo: the same for the officer's activity
                record._kfz_as_system().activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=officer.id,
                    summary=record.with_context(lang=officer.lang)._kfz_summary(),
                )

    def _kfz_desk(self):
        """The officer whom the zone chose for new referrals, while that person still works on them."""
        return self.company_id.kfz_referral_user_id.filtered(
            lambda user: (
                user.active
                and self.company_id in user.company_ids
                and user.has_group("kfz_investment.group_kfz_officer")
            )
        )

    def _kfz_is_folded(self):
        """Whether the managers were told within the hour of another one that the intermediary sent on the portal."""
        if not self.registered_by_id.share:
            return False
        earlier = self.search(
            [
                ("intermediary_id", "=", self.intermediary_id.id),
                ("company_id", "=", self.company_id.id),
                ("registered_by_id.share", "=", True),
                ("id", "!=", self.id),
            ],
            order="registered_on desc",
            limit=1,
        )
        return portal.is_folded(earlier.mapped("registered_on"), self.registered_on)

    def _kfz_summary(self):
        return self.env._("Check a new referral")

    def _kfz_managers(self):
        return self.env["kfz.notice.mixin"]._kfz_managers_of(self.company_id)

    def _kfz_tell_managers(self):
        managers = self._kfz_managers()
        if not managers:
            return
        env = self.with_context(lang=managers[0].lang).env
        self.message_notify(
            partner_ids=managers.partner_id.ids,
            subject=env._("New referral"),
            body=Markup("<p>%s</p>")
            % env._(
                "%(intermediary)s referred %(enterprise)s.",
                intermediary=self.intermediary_id.name,
                enterprise=self.enterprise_name,
            ),
        )
