from odoo import fields, models
from odoo.exceptions import AccessError, UserError

MANAGER = "kfz_investment.group_kfz_manager"


class KfzChannel(models.Model):
    """What managers do with a channel: test it, switch it on and off. Each act goes by the outbox; none waits for the network."""

    _inherit = "kfz.channel"

    def _kfz_check_manager(self):
        """:raises AccessError: unless the user is a manager of the zone; for the number of no record alike"""
        self.ensure_one()
        if not all(self._ids):
            raise self.env["ir.rule"]._make_access_error("write", self)
        self.check_access("write")
        if not self.env.su and not (
            self.env.user.has_group(MANAGER) and self.company_id in self.env.user.company_ids
        ):
            raise AccessError(
                self.env._("Only a promotion manager of the zone decides on its message channels.")
            )

    def _kfz_check_active(self):
        if not self.active:
            raise UserError(
                self.env._("“%(name)s” is archived. Unarchive it first.", name=self.name)
            )

    def action_test(self):
        """Send one test message. The channel counts as tested once the robot's server has taken it.

        :raises UserError: without a key, or while a test is on its way
        """
        self._kfz_check_manager()
        self._kfz_check_active()
        if not self.has_token:
            raise UserError(
                self.env._("Enter the key of the robot first; it is part of the robot's address.")
            )
        Outbox = self.env["kfz.outbox"]
        if self.outbox_ids.filtered(lambda row: row.kind == "test" and row._kfz_is_on_its_way()):
            raise UserError(
                self.env._("A test message is on its way. Wait a minute, then reload the page.")
            )
        text = self.env._(
            "Test message of %(zone)s: this robot is set up for the daily digest.",
            zone=self.company_id.display_name,
        )
        Outbox._kfz_put(self, "test", text)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "The test message is on its way. Reload the page in a minute to see what became of it."
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _kfz_test_arrived(self, row):
        """The robot took a test message: the channel may be switched on, unless it was changed meanwhile."""
        if self.state == "draft" and row.turn == self.turn:
            # sudo: the job writes; whoever asked for the test is on record, also one who has left
            self.with_user(row.asked_by_id or self.env.user).sudo()._kfz_write_in_name(
                {
                    "state": "tested",
                    "tested_on": fields.Datetime.now(),
                    "tested_by_id": row.asked_by_id.id,
                }
            )

    def action_switch_on(self):
        """From now on, a summary goes out on each working day.

        :raises UserError: for a channel that was not tested as it is
        """
        self._kfz_check_manager()
        self._kfz_check_active()
        if self.state not in ("tested", "off"):
            raise UserError(
                self.env._(
                    "“%(name)s” was not tested as it is now. Press “Send test message” and see that the message arrives in the group.",
                    name=self.name,
                )
            )
        # the state is the system's; the role was checked
        self._kfz_write_in_name({"state": "on"})

    def action_switch_off(self):
        """Nothing more goes out; what still waited is not sent.

        :raises UserError: for a channel that is not on
        """
        self._kfz_check_manager()
        if self.state != "on":
            raise UserError(self.env._("“%(name)s” is not switched on.", name=self.name))
        # the state is the system's; the role was checked
        self._kfz_write_in_name({"state": "off"})
        self._kfz_drop_waiting()
