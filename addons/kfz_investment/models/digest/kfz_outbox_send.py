import datetime
import logging

from odoo import api, fields, models

from ...domain import outbox
from . import robots

_logger = logging.getLogger(__name__)
#: what becomes of a message by what is known of it (domain/outbox.py)
STATES = {"sent": "sent", "later": "waiting", "refused": "dead", "unknown": "unknown"}


class KfzOutbox(models.Model):
    """The job that sends. One runs at a time (core locks the job), and each step of it is committed."""

    _inherit = "kfz.outbox"

    @api.model
    def _cron_send(self):
        """Send what waits, one message after the other; each attempt is committed before and after its request."""
        self._kfz_find_left()
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=self.search_count(self._kfz_due()))
        while row := self.search(self._kfz_due(), order="next_try_at, id", limit=1):
            row._kfz_try()
            if not Cron._commit_progress(1):
                break
        self._kfz_wake_later()

    @api.model
    def _kfz_find_left(self):
        """Rows that are still “sending” when the job begins are those at which it ended: they may have arrived."""
        left = self.search([("state", "=", "sending")])
        left.write({"state": "unknown", "result": "crash"})
        left._kfz_tell_failed()

    @api.model
    def _kfz_waiting(self):
        """What is to be sent: over a channel that is on, or its test."""
        ready = fields.Domain("robot_id.state", "=", "on") | fields.Domain("kind", "=", "test")
        return fields.Domain("state", "=", "waiting") & ready

    @api.model
    def _kfz_due(self):
        return self._kfz_waiting() & fields.Domain("next_try_at", "<=", fields.Datetime.now())

    @api.model
    def _kfz_wake_later(self):
        """Come again when the next message is to be tried."""
        later = self.search(self._kfz_waiting(), order="next_try_at", limit=1)
        if later:
            self._kfz_wake(max(later.next_try_at, fields.Datetime.now()))

    def _kfz_try(self):
        """Send a message once, unless its robot has had as many as it takes in a minute."""
        now = fields.Datetime.now()
        free = outbox.free_at(self._kfz_attempts(now), now)
        if free > now:
            # rounded up: moments are kept in seconds
            self.next_try_at = free + datetime.timedelta(seconds=1)
            return
        request = self._kfz_request()
        self.write({"state": "sending", "tries": self.tries + 1, "tried_at": now})
        # from here on it may have arrived, whatever happens to this process; no transaction is open while it waits
        self.env["ir.cron"]._commit_progress()
        answer = robots.post(*request) if request else outbox.Answer("refused", self._kfz_why_not())
        self._kfz_note(answer)

    def _kfz_why_not(self):
        return "off" if self.turn != self.robot_id.turn else "key"

    def _kfz_attempts(self, now):
        """When messages went to the robot within the last minute."""
        recent = [("robot_id", "=", self.robot_id.id), ("tried_at", ">", now - outbox.MINUTE)]
        return [moment for row in self.search(recent) for moment in [row.tried_at]]

    def _kfz_request(self):
        """What :func:`robots.post` asks for; None where the channel was changed since the message was written, or its keys cannot
        be read."""
        channel = self.robot_id
        if self.turn != channel.turn:
            return None
        token, secret = channel._kfz_key("token"), channel._kfz_key("secret")
        if token is None or secret is None:
            return None
        moment = datetime.datetime.now(datetime.timezone.utc)
        query = outbox.query(channel.kind, token, secret, moment)
        return channel.kind, channel.address, query, outbox.content(self.body)

    def _kfz_note(self, answer):
        """Keep what became of the message, and say so on the channel. The log names neither address nor text."""
        state = STATES[answer.outcome]
        values = {"result": answer.result, "number": answer.number}
        if state == "waiting":
            if self.tries >= outbox.TRIES or self.kind == "test":
                # whoever tests is there to read the result
                state = "dead"
            else:
                wait = outbox.wait(self.tries, answer.wait)
                values["next_try_at"] = fields.Datetime.now() + wait
        self.write({"state": state, **values})
        self.robot_id.write(
            {
                "last_result": answer.result,
                "last_number": answer.number,
                "last_try_on": self.tried_at,
            }
        )
        _logger.info("Message %s: %s (%s %s).", self.uuid, state, answer.result, answer.number)
        if state == "sent" and self.kind == "test":
            self.robot_id._kfz_test_arrived(self)
        self._kfz_tell_failed()

    def _kfz_tell_failed(self):
        """Managers are told of a summary that did not arrive, or may not have."""
        Notice = self.env["kfz.notice.mixin"]
        for row in self.filtered(
            lambda row: row.state in ("dead", "unknown") and row.kind == "digest"
        ):
            managers = Notice._kfz_managers_of(row.company_id)
            for lang, users in managers.grouped("lang").items():
                ours = row.with_context(lang=lang or "zh_CN")
                text = ours.env._(
                    "A message to “%(name)s” did not arrive, or may not have. Look into the group, then decide: send again, it arrived, or give up.",
                    name=row.robot_id.name,
                )
                page = ("kfz_investment.kfz_outbox_action", ours.env._("Outgoing messages"))
                ours.env["kfz.notice.mixin"]._kfz_tell_users(users, text, page)
