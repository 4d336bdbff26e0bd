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
