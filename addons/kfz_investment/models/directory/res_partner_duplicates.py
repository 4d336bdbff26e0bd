import psycopg2
from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import mute_logger

from ..base.lists import comma

MANAGER = "kfz_investment.group_kfz_manager"
#: more at once is no case of duplicates that somebody has looked at
MOST = 5


class ResPartner(models.Model):
    """Duplicates among a zone's own enterprises: its manager merges them, or takes them into the common record.

    What hangs on the others moves to the one that is kept. A common record takes records and gives none: its identity
    changes by proposal, and what the zone knows for itself stays the zone's. Rooms say what moves (``_kfz_merge_moves``), what
    stands against it (``_kfz_merge_problems``), and do what follows (``_kfz_merge_links``).
    """

    _inherit = "res.partner"

    def action_kfz_merge(self):
        """Open the page on which this enterprise is merged with the most similar one; others can be chosen there."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_enterprise_merge_action"
        )
        found = self | self.kfz_similar_ids[:1]
        return {**action, "context": {"default_enterprise_ids": [(6, 0, found.ids)]}}

    def _kfz_merge_into(self, kept):
        """Merge these own enterprises of a zone into one that is kept; there is no way back.

        :param kept: an own enterprise of the same zone, or a common one
        :raises AccessError: for others than the zone's manager
        :raises UserError: names what stands against it, each in a sentence
        """
        self._kfz_check_merge(kept)
        if problems := self._kfz_merge_problems(kept):
            raise UserError("\n".join(problems))
        zone, trace = self.company_id, self._kfz_merge_trace(kept)
        wanted = self._kfz_merge_wanted(kept) if kept._kfz_is_common() else {}
        names = comma(self.env).join(self.mapped("name"))
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                # sudo: manager and zone were just checked; links in confirmed records are the system's to move
                self._kfz_as_system()._kfz_do_merge(kept._kfz_as_system())
        except psycopg2.IntegrityError:
            raise UserError(
                self.env._(
                    "%(names)s and %(kept)s both have a record of which an enterprise has only one, so they cannot be merged. "
                    "Nothing was changed; ask the administrator to find it.",
                    names=names,
                    kept=kept.name,
                )
            ) from None
        self.env.invalidate_all()
        if wanted:
            self.env["kfz.directory.proposal"].with_company(zone)._kfz_propose(
                [(kept, wanted)],
                self.env._("From the zone's own record, which was merged: %(names)s", names=names),
            )
        kept._kfz_keep_merge_trace(zone, trace)

    # who and what

    def _kfz_check_merge(self, kept):
        """:raises AccessError, UserError: unless the user may merge these at all, whatever hangs on them"""
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only a promotion manager merges enterprises of the zone.")
            )
        everyone = self | kept
        everyone.check_access("read")
        if len(kept) != 1 or not self - kept:
            raise UserError(
                self.env._("Choose at least two enterprises, and which of them is kept.")
            )
        if len(everyone) > MOST:
            raise UserError(
                self.env._(
                    "These are %(count)s enterprises: merge at most %(most)s at once, so that you have looked at each.",
                    count=len(everyone),
                    most=MOST,
                )
            )
        for partner in everyone:
            if not partner.is_enterprise:
                raise UserError(
                    self.env._(
                        "“%(name)s” is no enterprise of the directory, so it is not merged here.",
                        name=partner.name or "",
                    )
                )
        self._kfz_check_merge_zone(kept)

    def _kfz_check_merge_zone(self, kept):
        for partner in self:
            if partner._kfz_is_common():
                raise UserError(
                    self.env._(
                        "“%(name)s” is in the common directory and stays: merge your own enterprise into it. Two common "
                        "enterprises are merged by the administrator alone.",
                        name=partner.name,
                    )
                )
        zones = self.company_id | kept.company_id
        if len(zones) > 1:
            raise UserError(
                self.env._(
                    "Enterprises of different zones are not merged: each zone keeps its own."
                )
            )
        if zones not in self.env.user.company_ids or not zones.zone_code:
            raise self.env["ir.rule"]._make_access_error("write", self)
        self.check_access("write")

    # what stands against it

    def _kfz_merge_problems(self, kept):
        """Sentences that say why these cannot be merged into one; none if they can."""
        everyone, problems = self | kept, self._kfz_merge_conflicts(kept)
        coded = everyone.filtered("vat")
        if len(set(coded.mapped("vat"))) > 1:
            one, other = coded[0], coded.filtered(lambda each: each.vat != coded[0].vat)[0]
            problems.append(
                self.env._(
                    "%(one)s has the code %(code)s and %(other)s has %(another)s: two codes are two enterprises. If one is wrong, "
                    "correct it first.",
                    one=one.name,
                    code=one.vat,
                    other=other.name,
                    another=other.vat,
                )
            )
        # sudo: whether somebody signs in as the zone's own enterprise; nothing of the user is shown
        for partner in self.sudo().with_context(active_test=False):
            if partner.user_ids:
                problems.append(
                    self.env._(
                        "Somebody signs in as %(name)s: keep this one, or ask the administrator to close the access first.",
                        name=partner.name,
                    )
                )
            if partner.bank_ids and kept._kfz_is_common():
                problems.append(
                    self.env._(
                        "%(name)s has bank accounts on its record, which all zones would read on the common one. Delete them "
                        "there first.",
                        name=partner.name,
                    )
                )
        return problems

    def _kfz_zone_records(self, kept, model, domain, order=None):
        """The zone's records of a model, of those in a domain, on these enterprises and on the one that is kept."""
        # sudo: the records of the zone itself, whose manager merges
        Model = self.env[model].sudo()
        here = Domain("company_id", "in", self.company_id.ids)
        named = Domain("partner_id", "in", (self | kept).ids)
        return Model.search(here & named & domain, order=order)

    # what moves

    def _kfz_merge_moves(self):
        """[(label, count)] of what hangs on these enterprises and moves with a merge; rooms add theirs."""
        contacts = self.with_context(active_test=False).search_count(
            [("parent_id", "in", self.ids), ("is_enterprise", "=", False)]
        )
        return [
            (self.env._("Contacts"), contacts),
            (
                self.env._("Private notes"),
                self._kfz_count_links("kfz.enterprise.note", "partner_id"),
            ),
            (self.env._("Members of the group"), self._kfz_count_links("res.partner", "group_id")),
            (self.env._("Files and messages"), self._kfz_count_documents()),
        ]

    def _kfz_count_links(self, model, *names):
        """How many records of a model lead to these enterprises, archived and colleagues' included."""
        # sudo: all that hangs on the zone's own enterprises is the zone's, whose manager asks for numbers
        Model = self.env[model].sudo().with_context(active_test=False)
        return len(Model.union(*(Model.search([(name, "in", self.ids)]) for name in names)))

    def _kfz_count_documents(self):
        # sudo: as for links
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search_count([("res_model", "=", "res.partner"), ("res_id", "in", self.ids)])
        )
        # sudo: as for links
        messages = (
            self.env["mail.message"]
            .sudo()
            .search_count(
                [
                    ("model", "=", "res.partner"),
                    ("res_id", "in", self.ids),
                    ("message_type", "=", "comment"),
                ]
            )
        )
        return files + messages
