"""Whoever sends a message is its author: nobody writes in the name of a colleague."""

from odoo import models
from odoo.exceptions import AccessError

#: what says from whom a message is
SENDER = ("author_id", "author_guest_id", "email_from", "reply_to", "reply_to_force_new")


def own_addresses(user):
    """The addresses from which a user sends, as core writes them."""
    return {user.email_formatted, user.partner_id.email_formatted} - {False, None, ""}


class MailMessage(models.Model):
    """Core takes any author of a message that a client creates or changes without the record's page."""

    _inherit = "mail.message"

    #: set by ``message_post`` and its like, which have checked them
    _kfz_system_fields = frozenset(SENDER)

    def write(self, vals):
        """As in core, which lets everybody who can write on the record change what a colleague said.

        :raises AccessError: when the text is not the user's own
        """
        if "body" in vals and not (self.env.su or self.env.user._is_system()):
            self.check_access("write")
            # sudo: who wrote a message is read with it
            if self.sudo().author_id - self.env.user.partner_id:
                raise AccessError(
                    self.env._(
                        "Only the author of a message can change its text. Reply to it instead."
                    )
                )
        return super().write(vals)


class MailThread(models.AbstractModel):
    """Core takes the author, the sender and the address for answers from the client.

    A client's call has the client's rights; code of the server that speaks for others, such as the mail gateway, runs as
    superuser.
    """

    _inherit = "mail.thread"

    def message_post(self, **kwargs):
        """As in core.

        :raises AccessError: when the message is said to be from somebody else
        """
        if not self.env.su:
            self._kfz_check_sender(kwargs)
        return super().message_post(**kwargs)

    def _message_create(self, values_list):
        env = self.env["mail.message"]._kfz_may_set(*SENDER).env
        created = super(MailThread, self.with_env(env))._message_create(values_list)
        return created.with_env(self.env)

    def _kfz_check_sender(self, values):
        """:raises AccessError: when values name an author or an address that are not the user's own"""
        user = self.env.user
        author, own = values.get("author_id"), own_addresses(user)
        is_own = (author is None or author == user.partner_id.id) and not values.get(
            "author_guest_id"
        )
        if not is_own or any(
            # none is no address; core takes the user's own
            values.get(name) not in (None, False, "", *own)
            for name in ("email_from", "reply_to")
        ):
            raise AccessError(
                self.env._(
                    "Messages are sent in your own name and from your own address. Leave the author, the sender and the "
                    "address for answers out."
                )
            )


class MailComposeMessage(models.TransientModel):
    """The dialogue for longer messages: templates and clients may name a sender, and the message is the user's all the same."""

    _inherit = "mail.compose.message"

    def _compute_authorship(self):
        super()._compute_authorship()
        if not self.env.su:
            user = self.env.user
            self.update({"author_id": user.partner_id, "email_from": user.email_formatted})

    def _prepare_mail_values(self, res_ids):
        values = super()._prepare_mail_values(res_ids)
        if not self.env.su:
            user = self.env.user
            for each in values.values():
                each.update(author_id=user.partner_id.id, email_from=user.email_formatted)
                if each.get("reply_to") not in own_addresses(user):
                    each.pop("reply_to", None)
        return values


class MailScheduledMessage(models.Model):
    """A message for later is sent in the name of whoever wrote it.

    Core lets everybody who can write on the record change its text, and sends it in its first author's name.
    """

    _inherit = "mail.scheduled.message"

    def _kfz_check_values(self, vals_list):
        super()._kfz_check_values(vals_list)
        for vals in vals_list:
            self.env["mail.thread"]._kfz_check_sender(vals)

    def write(self, vals):
        """:raises AccessError: when the message is a colleague's"""
        if not (self.env.su or self.env.user._is_system()):
            self.check_access("write")
            if self.create_uid - self.env.user:
                raise AccessError(
                    self.env._(
                        "This message will be sent in a colleague's name, so only they can change it. Cancel it, and write "
                        "your own."
                    )
                )
        return super().write(vals)


class CalendarEvent(models.Model):
    """Invitations come from whoever sends them, not from the organiser whom the sender chose."""

    _inherit = "calendar.event"

    def message_notify(self, **kwargs):
        # the user, not the rights: core invites as superuser on behalf of a user; the schedule reminds as the system
        if not self.env.user._is_superuser():
            kwargs.update(author_id=None, email_from=None)
        return super().message_notify(**kwargs)
