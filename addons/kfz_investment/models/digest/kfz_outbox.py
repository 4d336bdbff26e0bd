import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from .kfz_channel import RESULTS


class KfzOutbox(models.Model):
    """A message to a robot: written in the transaction that causes it, sent by a job after that is committed.

    Robots have no number by which they know a message that they had. So the mark “sending” is committed before the request,
    and what may have arrived (no clear answer, or this system stopped in between) is “not known”: a person looks into the
    group and decides. What did not arrive for sure is sent again by itself, later and later, and in the end shown to the
    managers. Nothing is lost, and nothing is sent twice unless somebody decides so.
    """

    _name = "kfz.outbox"
    _description = "Outgoing message"
    _order = "id desc"
    _rec_name = "uuid"

    uuid = fields.Char(
        "Message number", required=True, readonly=True, default=lambda self: str(uuid.uuid4())
    )
    robot_id = fields.Many2one(
        "kfz.channel", "Channel", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", "Zone", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("digest", "Daily digest"), ("test", "Test message")],
        "Kind of message",
        required=True,
        readonly=True,
    )
    day = fields.Date(required=True, readonly=True)
    turn = fields.Integer(readonly=True, exportable=False)
    asked_by_id = fields.Many2one("res.users", "Asked by", readonly=True)
    body = fields.Text("Message text", required=True, readonly=True)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("sending", "Sending"),
            ("sent", "Sent"),
            ("unknown", "Not known whether it arrived"),
            ("dead", "Not sent"),
            ("given_up", "Given up"),
        ],
        "Status",
        required=True,
        readonly=True,
        index=True,
        default="waiting",
    )
    tries = fields.Integer("Attempts", readonly=True)
    tried_at = fields.Datetime("Last attempt", readonly=True)
    next_try_at = fields.Datetime("Next attempt", readonly=True)
    result = fields.Selection(RESULTS, readonly=True)
    number = fields.Integer("Number of the answer", readonly=True, aggregator=None)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)

    _once = models.UniqueIndex(
        "(robot_id, day) WHERE kind = 'digest'",
        "The summary of this day is in the outbox already.",
    )
    # of two who press at the same time, the second one waits for the first, and is told
    _test_once = models.UniqueIndex(
        "(robot_id) WHERE kind = 'test' AND state IN ('waiting', 'sending')",
        "A test message is on its way. Wait a minute, then reload the page.",
    )
    _uuid_once = models.UniqueIndex("(uuid)", "This message number is taken.")
    _queue = models.Index("(next_try_at) WHERE state = 'waiting'")
    _pace = models.Index("(robot_id, tried_at) WHERE tried_at IS NOT NULL")

    def _kfz_is_on_its_way(self):
        return self.state in ("waiting", "sending")

    @api.model
    def _kfz_put(self, channel, kind, body):
        """Put a message into the outbox, and wake the job that sends it once this transaction is committed."""
        # sudo: rows are the system's; the caller has checked who may cause one
        row = self._kfz_as_system().create(
            {
                "robot_id": channel.id,
                "company_id": channel.company_id.id,
                "kind": kind,
                "day": calendar.today(),
                "turn": channel.turn,
                "asked_by_id": self.env.uid,
                "body": body,
                "next_try_at": fields.Datetime.now(),
            }
        )
        self._kfz_wake()
        return row

    @api.model
    def _kfz_wake(self, moment=None):
        # sudo: a job of our own, whoever causes a message
        self.env.ref("kfz_investment.cron_outbox").sudo()._trigger(moment)

    # what managers decide

    def _kfz_check_read(self):
        """:raises AccessError: for a message that the user does not read, and for the number of none, alike"""
        for row in self:
            if not row.id:
                raise self.env["ir.rule"]._make_access_error("read", self)
            row.check_access("read")

    def _kfz_decide(self, values):
        """Set what a manager decides on a message that did not arrive, or may not have.

        :raises AccessError: for who is no manager of the zone
        :raises UserError: for a message on which there is nothing to decide
        """
        self._kfz_check_read()
        for row in self:
            row.robot_id._kfz_check_manager()
            # of two managers who decide at the same time, the second one sees what the first has done
            row.lock_for_update()
            if row.state not in ("unknown", "dead"):
                raise UserError(
                    self.env._(
                        "There is nothing to decide on this message: it was sent, is on its way or was given up."
                    )
                )
            if values["state"] == "sent" and row.state != "unknown":
                raise UserError(
                    self.env._(
                        "This message was not sent, so it cannot have arrived. Only one that may have arrived is marked so."
                    )
                )
            # sudo: rows are the system's; role, zone and state were checked
            row._kfz_as_system().write({"decided_by_id": self.env.uid, **values})

    def action_retry(self):
        """Send it again: somebody has looked, and it is not in the group.

        :raises UserError: where the channel is not on as it was
        """
        self._kfz_check_read()
        for row in self:
            if row.kind == "test" or row.robot_id.state != "on" or row.turn != row.robot_id.turn:
                raise UserError(
                    self.env._(
                        "“%(name)s” is not switched on, or was changed since: this message is not sent again. Test the channel and switch it on; the next summary goes out by itself.",
                        name=row.robot_id.name,
                    )
                )
        self._kfz_decide(
            {"state": "waiting", "tries": 0, "next_try_at": fields.Datetime.now(), "result": False}
        )
        self._kfz_wake()

    def action_arrived(self):
        """Somebody has seen it in the group.

        :raises UserError: for a message of which it is known that it was not sent
        """
        self._kfz_decide({"state": "sent", "result": "person"})

    def action_give_up(self):
        """It is not sent any more."""
        self._kfz_decide({"state": "given_up", "result": "person"})
