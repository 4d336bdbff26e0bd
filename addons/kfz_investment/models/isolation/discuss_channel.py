from odoo import models


class DiscussChannel(models.Model):
    """A thread is opened from a message that its user sees.

    Core shows the message of a thread, with the keys to its files, to each member as superuser, and takes any message.
    """

    _inherit = "discuss.channel"

    #: set by ``_create_sub_channel``, which searches both with the user's rights
    _kfz_system_fields = frozenset({"from_message_id", "parent_channel_id"})

    def _create_sub_channel(self, from_message_id=None, name=None):
        allowed = self._kfz_may_set(*self._kfz_system_fields)
        return super(DiscussChannel, allowed)._create_sub_channel(from_message_id, name)


class DiscussChannelMember(models.Model):
    """The first members of a channel are made with it."""

    _inherit = "discuss.channel.member"

    def _kfz_check_values(self, vals_list):
        """A new group or chat is seen by nobody yet, its maker included; core tells by an object that it is just made."""
        new = self.env.context.get("mail_create_bypass_create_check")
        if new is self._bypass_create_check:
            vals_list = [
                {name: value for name, value in vals.items() if name != "channel_id"}
                for vals in vals_list
            ]
        return super()._kfz_check_values(vals_list)
