from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import calendar
from ...domain.digest import still_open
from .kfz_digest_words_mixin import SEARCHED

#: what is found out when a line is read
NOW = ["is_done", "is_put_aside", "aside_until", "standing"]


class KfzDigestLine(models.Model):
    """What has become of an item since the morning: whether it is still open, done, or put aside.

    Nothing is stored: whoever reads asks the sources of the morning again, for the records of these lines alone and as far as
    they would tell this reader now.
    """

    _inherit = "kfz.digest.line"
    # what is done goes below what is open
    _order = "day desc, is_done, sequence, id"

    is_done = fields.Boolean(
        "Dealt with",
        compute="_compute_now",
        search="_search_is_done",
        help="It is no longer open: it was done, or nothing of it is left to be done.",
    )
    is_put_aside = fields.Boolean(
        "Put aside", compute="_compute_now", search="_search_is_put_aside"
    )
    aside_until = fields.Date("Put aside until", compute="_compute_now")
    standing = fields.Selection("_selection_standing", "Status", compute="_compute_now")

    @api.model
    def _selection_standing(self):
        levels = self._fields["level"]._description_selection(self.env)
        more = {"aside": self.env._("Put aside"), "done": self.env._("Dealt with")}
        return [*levels, *more.items()]

    @api.depends("item_key")
    @api.depends_context("uid")
    def _compute_now(self):
        mine = self.filtered(lambda line: line.user_id == self.env.user)
        found = mine._kfz_still_open()
        aside = self.env["kfz.seen"]._kfz_in_force(self.env.user, mine.mapped("item_key"))
        for line in self:
            # lines of others are read by the system alone, as they were told
            level = found.get(line, False) if line in mine else line.level
            until = aside.get((line.user_id.id, line.item_key), False) if level else False
            line.is_done = not level
            line.is_put_aside = bool(until)
            line.aside_until = until
            line.standing = "aside" if until else level or "done"

    def _kfz_still_open(self):
        """{line: how late it is now} of those of the user's lines that the morning's sources would still tell."""
        if not self:
            return {}
        only = defaultdict(set)
        for line in self:
            only[line.about_model].add(line.about_number)
        # sudo: as the job asks in the morning; what comes of it is cut to what the reader may read
        digests = self.env["kfz.digest"]._kfz_as_system()
        items = digests._kfz_open_items(self.env.user, calendar.today(), only)
        now = {item.key: item.level for item in items.get(self.env.uid, ())}
        return {line: level for line in self if (level := still_open(line.item_key, now))}

    def _search_is_done(self, operator, value):
        """Of the user's newest lines."""
        if operator != "in":
            return NotImplemented
        lines = self.search([("user_id", "=", self.env.uid)], order="id desc", limit=SEARCHED)
        done = fields.Domain("id", "in", lines.filtered("is_done").ids)
        return done if True in value else ~done

    def _search_is_put_aside(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = [("user_id", "=", self.env.uid), ("is_in_force", "=", True)]
        keys = self.env["kfz.seen"].search(mine).mapped("item_key")
        aside = fields.Domain("user_id", "=", self.env.uid) & fields.Domain("item_key", "in", keys)
        return aside if True in value else ~aside

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name != "is_done":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        # what stands in the latest digest; earlier ones stay in their order
        lines = self.search([("digest_id", "in", self._kfz_latest().ids)], order="id")
        done = lines.filtered("is_done").ids
        return SQL("(%s = ANY(%s::int[])) %s", SQL.identifier(alias, "id"), done, direction)

    def action_take_up(self):
        """Take up again what one has put aside."""
        self._kfz_check_mine()
        seen = self.env["kfz.seen"]._kfz_of(self.env.user, [self.item_key])
        seen.action_take_up()


class KfzSeen(models.Model):
    """What is put aside or taken up again shows at once on lines that were read before, in the same request, too."""

    _inherit = "kfz.seen"

    @api.model_create_multi
    def create(self, vals_list):
        seen = super().create(vals_list)
        self.env["kfz.digest.line"].invalidate_model(NOW)
        return seen

    def _kfz_end(self, why, today):
        super()._kfz_end(why, today)
        self.env["kfz.digest.line"].invalidate_model(NOW)
