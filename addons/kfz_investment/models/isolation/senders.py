"""Whoever sends a message is its author: nobody writes in the name of a colleague."""

from odoo import api, models
from odoo.exceptions import AccessError

from ..guards.base_grants import may_set

#: what names nobody: core takes the user
EMPTY = (None, False, "")
#: what says from whom a message is
SENDER = ("author_id", "author_guest_id", "email_from", "reply_to", "reply_to_force_new")


def own_addresses(user):
    """The addresses from which a user sends, as core writes them."""
    return {user.email_formatted, user.partner_id.email_formatted} - {False, None, ""}


class MailMessage(models.Model):
    """Core takes any author of a message that a client creates or changes without the record's page."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        if not (self._kfz_links_are_free() or may_set(self, "author_id")):
            # said here, so that no default says anything else
            own = {"author_id": self.env.user.partner_id.id, "author_guest_id": False}
            vals_list = [{**own, **vals} for vals in vals_list]
        return super().create(vals_list)

    def _kfz_check_values(self, vals_list):
        super()._kfz_check_values(vals_list)
        if not may_set(self, "author_id"):
            for vals in vals_list:
                self.env["mail.thread"]._kfz_check_sender(vals, keep=bool(self))

    def write(self, vals):
        """As in core, which lets everybody who can write on the record change what a colleague said.

        :raises AccessError: when the text is not the user's own
        """
        if "body" in vals:
            self._kfz_check_own_words(
                "write",
                self.env._(
                    "Only the author of a message can change its text. Reply to it instead."
                ),
            )
        return super().write(vals)

    def unlink(self):
        """As in core, which lets everybody who can write on the record delete what a colleague said.

        :raises AccessError: when the message is not the user's own
        """
        self._kfz_check_own_words(
            "unlink",
            self.env._(
                "Only its author or the administrator can delete a message. Reply to it instead."
            ),
        )
        return super().unlink()

    def _kfz_check_own_words(self, operation, sentence):
        """:raises AccessError: with the sentence for messages of others; for hidden ones with that for hidden records"""
        if self._kfz_links_are_free() or self.env.user._is_system():
            return
        self._kfz_check_exists()
        self.check_access(operation)
        # sudo: who wrote a message is read with it
        if any(each.author_id != self.env.user.partner_id for each in self.sudo()):
            raise AccessError(sentence)


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
        self._kfz_check_sender(kwargs)
        return super().message_post(**kwargs)

    def _message_create(self, values_list):
        # checked above, or chosen by code of the server
        env = self.env["mail.message"]._kfz_may_set(*SENDER).env
        created = super(MailThread, self.with_env(env))._message_create(values_list)
        return created.with_env(self.env)

    def _kfz_check_sender(self, values, keep=False):
        """Refuse an author or an address that are not the user's own.

        :param keep: whether these are values for a message that is there, whose sender does not change
        :raises AccessError: does not say whose they are
        """
        given = {name: values[name] for name in SENDER if values.get(name) not in EMPTY}
        if values.get("author_id", None) is False:
            # by nobody
            given["author_id"] = False
        if not given or self._kfz_links_are_free():
            return
        user = self.env.user
        own = {
            "author_id": {user.partner_id.id},
            "email_from": own_addresses(user),
            "reply_to": own_addresses(user),
            "reply_to_force_new": {True},
        }
        if keep or any(
            isinstance(value, (list, dict)) or value not in own.get(name, ())
            for name, value in given.items()
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
        if not self._kfz_links_are_free():
            user = self.env.user
            self.update({"author_id": user.partner_id, "email_from": user.email_formatted})

    def _prepare_mail_values(self, res_ids):
        values = super()._prepare_mail_values(res_ids)
        if not self._kfz_links_are_free():
            user = self.env.user
            for each in values.values():
                each.update(author_id=user.partner_id.id, email_from=user.email_formatted)
                if each.get("reply_to") not in own_addresses(user):
                    each.pop("reply_to", None)
        return values


class MailScheduledMessage(models.Model):
    """A message for later is sent in the name of whoever planned it; core lets nobody else change it."""

    _inherit = "mail.scheduled.message"

    def _kfz_check_values(self, vals_list):
        super()._kfz_check_values(vals_list)
        for vals in vals_list:
            self.env["mail.thread"]._kfz_check_sender(vals)


class CalendarEvent(models.Model):
    """Invitations come from whoever sends them, not from the organiser whom the sender chose."""

    _inherit = "calendar.event"

    def message_notify(self, **kwargs):
        # the user, not the rights: core invites as superuser on behalf of a user; the schedule reminds as the system
        if not self.env.user._is_superuser() and self.env["res.company"]._kfz_is_zone_user():
            kwargs.update(author_id=None, email_from=None)
        return super().message_notify(**kwargs)
