from collections import defaultdict

from odoo import api, models
from odoo.tools import split_every

from ...domain import calendar
from ...domain.digest import Told, choose
from ..base.nightly import nightly

#: people per transaction
BATCH = 50
#: whose days have a digest; the joint office has figures alone
READERS = ("officer", "manager", "lead_official", "task_force", "joint_office")


class KfzDigest(models.Model):
    """The job that makes digests.

    A source of items extends :meth:`_kfz_items` in a file of its own: it answers for all users at once, by queries whose number
    does not depend on how many they are. What the readers may not read is taken out afterwards, here, for all sources.
    """

    _inherit = "kfz.digest"

    @api.model
    def _kfz_items(self, users, today, only=None):
        """[(id of a user, :class:`Item`)] of what is open for these users.

        :param users: readers, as the system
        :param today: the day in Shanghai
        :param only: {model: numbers of the records} that are asked about, None for all; a source whose queries do not begin with
            the users looks at no others
        """
        return []

    @api.model
    @nightly
    def _cron_digest(self):
        """On the morning of each working day: one digest for everybody who has something to do. A morning that was missed loses
        nothing, and a second run on a day tells nobody twice."""
        today = calendar.today()
        told = self.search([("day", "=", today)]).user_id
        waiting = (self._kfz_readers() - told).filtered(lambda user: self._kfz_works(user, today))
        waiting = waiting.ids
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=len(waiting))
        done = 0
        for idents in split_every(BATCH, waiting):
            self._kfz_make(self.env["res.users"].browse(idents), today)
            done += len(idents)
            if not Cron._commit_progress(len(idents)) and done < len(waiting):
                # the job comes again at once, for those who are left
                return
        self.env["kfz.outbox"]._kfz_fill(today)

    @api.model
    def _kfz_readers(self):
        """Active colleagues of zones in a role that has something to do."""
        users = self.env["res.users"]
        for role in READERS:
            users |= self.env.ref(f"kfz_investment.group_kfz_{role}").all_user_ids
        return users.filtered(
            lambda user: user.active and not user.share and user.company_ids.filtered("zone_code")
        ).sorted("id")

    @api.model
    def _kfz_works(self, user, today):
        """Whether a day is worked in one of a user's zones."""
        Day = self.env["kfz.calendar.day"]
        zones = user.company_ids.filtered("zone_code")
        return any(Day._kfz_workdays(zone).is_work(today) for zone in zones)

    @api.model
    def _kfz_make(self, users, today):
        """Make the digests of these users, and tell them."""
        open_items = self._kfz_open_items(users, today)
        keys = [(user, item.key) for user, items in open_items.items() for item in items]
        told, quiet = defaultdict(dict), defaultdict(dict)
        for (user, key), (day, rank) in self.env["kfz.digest.line"]._kfz_last_told(keys).items():
            told[user][key] = Told(day, rank)
        for seen in self.env["kfz.seen"]._kfz_of(users, [key for _user, key in keys]):
            quiet[seen.user_id.id][seen.item_key] = seen._kfz_quiet()
        digests = self.browse()
        for user in users:
            chosen = choose(open_items.get(user.id, ()), told[user.id], quiet[user.id], today)
            if chosen:
                digests |= self._kfz_write(user, chosen, today)
        digests._kfz_tell_readers()
        return digests

    @api.model
    def _kfz_open_items(self, users, today, only=None):
        """{user: items that the user may read}"""
        found = defaultdict(list)
        for user, item in self._kfz_items(users, today, only):
            found[user].append(item)
        return {
            user.id: self._kfz_only_readable(user, found[user.id])
            for user in users
            if user.id in found
        }

    @api.model
    def _kfz_only_readable(self, user, items):
        """The items about what a user may read now: the record, and the project that it is on."""
        theirs = self.env["kfz.digest.line"].with_user(user)
        wanted = defaultdict(set)
        for item in items:
            wanted[item.model].add(item.record)
            if item.lead:
                wanted["crm.lead"].add(item.lead)
        readable = {
            model: set(theirs._kfz_readable_of(model, numbers)._ids)
            for model, numbers in wanted.items()
        }
        return [
            item
            for item in items
            if item.record in readable[item.model]
            and (not item.lead or item.lead in readable["crm.lead"])
        ]

    @api.model
    def _kfz_write(self, user, chosen, today):
        """The digest of a user.

        :param chosen: (item, why) as ``domain/digest.py`` has chosen them
        """
        Line = self.env["kfz.digest.line"]
        digest = self.create(
            {
                "user_id": user.id,
                "day": today,
                "item_count": len(chosen),
                "mine_count": sum(item.only_me for item, _why in chosen),
                "overdue_count": sum(item.level in ("overdue", "long") for item, _why in chosen),
            }
        )
        Line.create(
            [
                {
                    **Line._kfz_item_values(user.id, item),
                    "digest_id": digest.id,
                    "day": today,
                    "sequence": number,
                    "only_me": item.only_me,
                    "why": why,
                }
                for number, (item, why) in enumerate(chosen)
            ]
        )
        worse = [item.key for item, why in chosen if why == "worse"]
        self.env["kfz.seen"]._kfz_of(user, worse)._kfz_end("worse", today)
        return digest
