from odoo import api, models
from odoo.exceptions import AccessError

from ..guards.base_grants import granted

#: what only ``_create_sub_channel`` sets, which searches them with the user's rights
OPENED_FROM = ("from_message_id", "parent_channel_id")


class DiscussChannel(models.Model):
    """A thread is opened from a message that its user sees.

    Core shows the message of a thread, with the keys to its files, to each member as superuser, and takes any message.
    """

    _inherit = "discuss.channel"

    @api.model_create_multi
    def create(self, vals_list):
        """:raise AccessError: when a client says from which message or channel a thread is opened"""
        if self.env.su:
            return super().create(vals_list)
        may = granted(self.env)
        closed = [name for name in OPENED_FROM if (self._name, name) not in may]
        for name in closed:
            if any(vals.get(name) for vals in vals_list) or f"default_{name}" in self.env.context:
                raise AccessError(
                    self.env._("Open a thread with the button on its channel or message.")
                )
        # a value, so that no default of the user is asked for
        nothing = dict.fromkeys(closed, False)
        return super().create([{**vals, **nothing} for vals in vals_list])

    def _create_sub_channel(self, from_message_id=None, name=None):
        # core searches for both
        allowed = self._kfz_may_set(*OPENED_FROM)
        return super(DiscussChannel, allowed)._create_sub_channel(from_message_id, name)
