import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ...domain.digest import LONGEST_QUIET, Quiet


class KfzSeen(models.Model):
    """An item that its reader has put aside until a day, with the reason, which the managers of the zone read.

    It ends by its date, or when the item gets worse. Rows are made by one method and never changed by a client.
    """

    _name = "kfz.seen"
    _inherit = ["kfz.digest.words.mixin"]
    _description = "Item put aside"
    _order = "id desc"
    _rec_name = "text"

    until = fields.Date("Seen until", required=True, readonly=True)
    reason = fields.Char(required=True, readonly=True)
    seen_on = fields.Date("Put aside on", required=True, readonly=True)
    ended_on = fields.Date("Ended on", readonly=True)
    ended_by = fields.Selection(
        [("worse", "It got worse"), ("again", "Put aside anew"), ("reader", "Taken up again")],
        "Ended because",
        readonly=True,
    )
    is_in_force = fields.Boolean(
        "Put aside now", compute="_compute_is_in_force", search="_search_is_in_force"
    )

    # one that lasts, for a reader and an item; the night asks by both
    _once = models.UniqueIndex(
        "(user_id, item_key) WHERE ended_on IS NULL", "This item is put aside already."
    )

    @api.depends("until", "ended_on")
    def _compute_is_in_force(self):
        for seen in self:
            seen.is_in_force = not seen.ended_on and seen.until >= calendar.today()

    def _search_is_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        force = fields.Domain("ended_on", "=", False) & fields.Domain(
            "until", ">=", calendar.today()
        )
        return force if True in value else ~force

    def _kfz_quiet(self):
        return Quiet(self.seen_on, self.until, self.rank)

    @api.model
    def _kfz_of(self, users, keys):
        """Those that have not been ended, of users and items."""
        if not keys:
            return self.browse()
        return self.search(
            [("user_id", "in", users.ids), ("item_key", "in", keys), ("ended_on", "=", False)]
        )

    @api.model
    def _kfz_in_force(self, user, keys):
        """{(user, key): until when} of what a user has put aside now."""
        found = self._kfz_of(user, [key for key in keys if key]).filtered("is_in_force")
        return {(seen.user_id.id, seen.item_key): seen.until for seen in found}

    def _kfz_end(self, why, today):
        # sudo: rows are the system's; whose they are, the caller has checked
        self._kfz_as_system().write({"ended_on": today, "ended_by": why})
        # before another one of the same item is made
        self.flush_recordset()

    def action_take_up(self):
        """Take up again what one has put aside: it is told again as before.

        :raises UserError: for what somebody else has put aside, or what is not put aside any more
        """
        self.check_access("read")
        for seen in self:
            if seen.user_id != self.env.user or seen.ended_on:
                raise UserError(
                    self.env._(
                        "Only what you have put aside yourself, and what is still put aside, can be taken up again."
                    )
                )
            seen._kfz_end("reader", calendar.today())

    @api.model
    def _kfz_put_aside(self, line, until, reason):
        """Put an item of the user's digest aside.

        :param line: of the user's own digests; the caller has found it with the user's rights
        :raises UserError: without a reason, or for a day that is past or too far off
        """
        today = calendar.today()
        last = today + datetime.timedelta(days=LONGEST_QUIET)
        reason = self._kfz_words_given(
            reason, self.env._("Give the reason in one line; the managers of the zone read it.")
        )
        if not until or not today < until <= last:
            raise UserError(
                self.env._(
                    "Choose a day after today, within %(days)s days: until then the item is not told again unless it gets worse.",
                    days=LONGEST_QUIET,
                )
            )
        self._kfz_of(self.env.user, [line.item_key])._kfz_end("again", today)
        # sudo: nobody writes rows of this model; the line is the user's own, and so is what comes of it
        return self._kfz_as_system().create(
            {
                **{name: line[name] for name in self._kfz_copied()},
                "user_id": self.env.uid,
                "company_id": line.company_id.id,
                "until": until,
                "reason": reason,
                "seen_on": today,
            }
        )

    @api.model
    def _kfz_copied(self):
        """What an item keeps of the line from which it was put aside."""
        return (
            "source",
            "about_model",
            "about_number",
            "lead_number",
            "code",
            "figures",
            "item_key",
            "rank",
            "date_due",
            "level",
        )
