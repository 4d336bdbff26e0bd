from markupsafe import Markup
from odoo import api, models
from odoo.exceptions import AccessError


class KfzNoticeMixin(models.AbstractModel):
    """Notices from the system to colleagues, other zones' included: in their inbox, never by mail, which is beyond recall.

    Inherit it for records whose messages all stay in the house; call it on ``env["kfz.notice.mixin"]`` for a notice that
    belongs to no record.
    """

    _name = "kfz.notice.mixin"
    _inherit = ["mail.thread"]
    _description = "Sender of inbox notices"

    @api.model
    def _kfz_managers_of(self, zones):
        """The managers who work in any of the zones."""
        # sudo: who manages a zone is not for the sender to see, only to reach
        group = self.env.ref("kfz_investment.group_kfz_manager").sudo()
        return group.all_user_ids.filtered(
            lambda user: user.active and user.company_ids & zones and not user.share
        ).sorted("id")

    def _kfz_tell(self, zones, text, page):
        """Tell the managers of zones, in a message that carries no value of a record.

        :param page: (action, name) of the page to which the message leads
        """
        self._kfz_tell_users(self._kfz_managers_of(zones), text, page)

    def _kfz_tell_users(self, users, text, page):
        """Tell users; parameters as for ``_kfz_tell``; without an action the message leads nowhere."""
        if users:
            action, label = page
            link = Markup('<a href="/odoo/action-%s">%s</a>') % (action, label) if action else ""
            # sudo: the message goes to users of another zone, from the system
            self._kfz_as_system().message_notify(
                partner_ids=users.partner_id.ids,
                subject=label,
                body=Markup("<p>%s %s</p>") % (text, link),
            )

    def message_notify(self, **kwargs):
        """A notice that belongs to no record comes from the system alone: clients may call this method on every thread."""
        if (self._abstract or not self) and not self.env.su:
            raise AccessError(self.env._("Only the system sends notices that belong to no record."))
        return super().message_notify(**kwargs)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        return [{**data, "notif": "inbox"} for data in recipients]

    @api.model
    def _kfz_in_house(self, recipients):
        """Recipients of a record that also others may be written to: colleagues in their inbox, others as they were."""
        return [
            {**data, "notif": "inbox"} if data["uid"] and not data["ushare"] else data
            for data in recipients
        ]
