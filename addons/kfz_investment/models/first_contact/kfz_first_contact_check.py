from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar, first_contact, names, uscc
from ..base.period_words import month_text
from ..base.table_guard import TableGuard
from .kfz_first_contact_match import Asked

BY_HAND = ("typed", "button")


class KfzFirstContactCheck(models.Model):
    """The log of first-contact checks, on both sides (design §7). Kept, never changed.

    The zone that asks has an entry with what it asked and what it was told. Each zone whose claim was found has its own
    entry: which zone asked, on which day, about which of its claims, and whether a code or a name matched. The system
    writes it, so that no user shows. An automatic check leaves an entry only when it says something new.
    """

    _name = "kfz.first.contact.check"
    _inherit = ["kfz.append.only.mixin"]
    _kfz_table_guards = (
        TableGuard(may_empty=("create_uid", "write_uid", "partner_id", "claim_id")),
    )
    _description = "First-contact check"
    _order = "id desc"

    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    side = fields.Selection(
        [("asked", "Our check"), ("met", "Check by another zone")], required=True
    )
    day = fields.Date("Date", required=True, default=lambda self: calendar.today())

    # what our zone asked, and the answer
    origin = fields.Selection(
        [
            ("typed", "Entered manually"),
            ("button", "Button on a page"),
            ("interaction", "Visit or meeting recorded"),
            ("project", "Project entered"),
            ("enterprise", "Enterprise entered"),
        ],
        "Occasion",
    )
    name = fields.Char("Name checked")
    uscc = fields.Char("Code checked")
    partner_id = fields.Many2one(
        "res.partner", "Enterprise", index="btree_not_null", ondelete="set null"
    )
    user_id = fields.Many2one("res.users", "Checked by")
    notices = fields.Json("Notices", help="Technical: zone, month and contact desk of each notice.")
    notice_count = fields.Integer("Claims found")
    notice_text = fields.Text("Answer", compute="_compute_notice_text")
    holder_ids = fields.Many2many(
        "res.company", string="Zones that hold a claim", compute="_compute_holder_ids"
    )

    # which zone asked about our claim
    asking_zone_id = fields.Many2one("res.company", "Asking zone", index="btree_not_null")
    claim_id = fields.Many2one(
        "kfz.first.contact", "Our claim", index="btree_not_null", ondelete="set null"
    )
    matched_by = fields.Selection([("code", "Code"), ("name", "Enterprise name")], "Matched by")

    # serves the latest answer on an enterprise, and the count of a day
    _latest_idx = models.Index("(company_id, partner_id, id DESC) WHERE side = 'asked'")
    _daily_idx = models.Index("(company_id, day) WHERE side = 'asked'")

    @api.depends("side", "name", "uscc", "asking_zone_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for check in self:
            # sudo: the zone that asked is named to the zone that was asked
            zone = check.sudo().asking_zone_id.display_name
            check.display_name = (
                check.name or check.uscc or self.env._("Check by %(zone)s", zone=zone)
            )

    @api.depends("notices")
    @api.depends_context("lang")
    def _compute_notice_text(self):
        for check in self:
            check.notice_text = check.side == "asked" and (
                "\n".join(check._kfz_notice_lines())
                or self.env._("No other zone holds a first-contact claim.")
            )

    @api.depends("notices")
    def _compute_holder_ids(self):
        for check in self:
            check.holder_ids = [notice["zone"] for notice in check.notices or ()]

    # actions

    def action_request(self):
        """Ask a zone on the answer to promote together."""
        return self._kfz_open_wizard("kfz_first_contact_ask_together_action")

    def action_dispute(self):
        """Open a dispute with a zone on the answer."""
        return self._kfz_open_wizard("kfz_first_contact_open_dispute_action")

    def _kfz_open_wizard(self, xmlid):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(f"kfz_investment.{xmlid}"),
            "context": {"default_check_id": self.id},
        }

    def _kfz_open_answer(self):
        """The page with the answer."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("First contact"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "current",
        }

    # asking

    @api.model
    def _kfz_ask_by_hand(self, zone, name, code, partner=None, origin="typed"):
        """Ask on purpose: always logged, and only as often as the zone's daily limit allows.

        :return: the entry of the asking zone
        :raises UserError: when there is nothing to compare, the code is invalid, or the limit is reached
        """
        self._check_may_ask(zone)
        if code and not partner:
            self._check_typed_code(code)
        identity = first_contact.identity(name, code)
        if not identity.code and len(identity.key) < names.MIN_KEY:
            raise UserError(
                self.env._("Enter the enterprise's name or its unified social credit code.")
            )
        self._check_daily_limit(zone)
        ask = Asked(zone.id, partner.id if partner else False, identity)
        return self._kfz_log(
            [ask], self.env["kfz.first.contact"]._kfz_find_claims_of_other_zones([ask]), origin
        )

    @api.model
    def _check_may_ask(self, zone):
        if not self.env.su and (
            not self.env.user.has_group("kfz_investment.group_kfz_officer")
            or zone not in self.env.companies
        ):
            raise AccessError(
                self.env._(
                    "Promotion officers and managers can check first contact only for their own zone."
                )
            )
        if not zone.zone_code:
            raise UserError(self.env._("Choose a zone first: your current company is not a zone."))

    @api.model
    def _check_typed_code(self, code):
        problem = uscc.find_problem(code)
        if problem:
            raise UserError(self.env["res.partner"]._kfz_uscc_message(problem))

    @api.model
    def _check_daily_limit(self, zone):
        # sudo: the limit is the zone's, whatever its user may read
        asked_today = self.sudo().search_count(
            [
                ("company_id", "=", zone.id),
                ("side", "=", "asked"),
                ("day", "=", calendar.today()),
                ("origin", "in", BY_HAND),
            ]
        )
        if not first_contact.may_ask(asked_today, zone._kfz_settings().kfz_first_contact_daily):
            raise UserError(
                self.env._(
                    "Your zone has made %(count)s manual first-contact checks today, the daily limit. Try again tomorrow.",
                    count=asked_today,
                )
            )

    @api.model
    def _kfz_ask(self, asked, origin, is_new=False):
        """Check enterprises of the directory because something was recorded; log only news.

        :param asked: list of ``Asked`` with enterprises
        :param is_new: whether these have just been entered, and nothing was asked about them before
        :return: list of lists of ``first_contact.Hit``
        """
        if not asked:
            return []
        found = self.env["kfz.first.contact"]._kfz_find_claims_of_other_zones(asked)
        latest = {} if is_new else self._kfz_latest(asked)
        today, news = calendar.today(), []
        for ask, hits in zip(asked, found, strict=True):
            last = latest.get((ask.zone_id, ask.partner_id))
            if first_contact.is_news(
                self._kfz_notices(hits),
                last.notices or [] if last else None,
                asked_today=bool(last) and last.day == today,
            ):
                news.append((ask, hits))
        self._kfz_log([ask for ask, _hits in news], [hits for _ask, hits in news], origin)
        return found

    @api.model
    def _kfz_latest(self, asked):
        """{(zone id, enterprise id): latest entry} of the asking side."""
        zones, partners = {ask.zone_id for ask in asked}, {ask.partner_id for ask in asked}
        # sudo: entries of the zone for which the caller asks
        entries = self.sudo().search_fetch(
            [
                ("side", "=", "asked"),
                ("company_id", "in", list(zones)),
                ("partner_id", "in", list(partners)),
            ],
            ["company_id", "partner_id", "day", "notices"],
            order="id",
        )
        return {(entry.company_id.id, entry.partner_id.id): entry for entry in entries}

    @api.model
    def _kfz_notices(self, hits):
        """The notices of hits as they are stored: zone, month and desk, and nothing else."""
        notices = []
        for hit in hits:
            # sudo: the contact desk is meant for other zones
            zone = self.env["res.company"].sudo().browse(hit.zone)
            notices.append(vars(first_contact.notice(hit, zone.kfz_first_contact_desk)))
        return notices

    @api.model
    def _kfz_log(self, asked, found, origin):
        """Write both sides' entries; the entries of the asking side are returned."""
        own, theirs = [], []
        for ask, hits in zip(asked, found, strict=True):
            own.append(
                {
                    "company_id": ask.zone_id,
                    "side": "asked",
                    "origin": origin,
                    "name": ask.identity.name or False,
                    "uscc": ask.identity.code or False,
                    "partner_id": ask.partner_id,
                    "user_id": self.env.uid,
                    "notices": self._kfz_notices(hits),
                    "notice_count": len(hits),
                }
            )
            theirs += [
                {
                    "company_id": hit.zone,
                    "side": "met",
                    "asking_zone_id": ask.zone_id,
                    "claim_id": hit.claim.id,
                    "matched_by": "code" if hit.match == "code" else "name",
                }
                for hit in hits
            ]
        # sudo: the log is written by the system only; the other zone's entry names no user
        self._kfz_as_system().create(theirs)
        # sudo: as above
        return self.sudo().create(own).with_env(self.env)

    # telling

    def _kfz_notice_lines(self):
        """A sentence per notice, in the reader's language."""
        self.ensure_one()
        return [self._kfz_notice_line(notice) for notice in self.notices or ()]

    @api.model
    def _kfz_notice_line(self, notice):
        # sudo: a notice tells which zone it is
        zone = self.env["res.company"].sudo().browse(notice["zone"]).display_name
        month = month_text(self.env, fields.Date.to_date(f"{notice['month']}-01"))
        if not notice["desk"]:
            return self.env._(
                "%(zone)s has held first contact since %(month)s.",
                zone=zone,
                month=month,
            )
        return self.env._(
            "%(zone)s has held first contact since %(month)s. Contact desk: %(desk)s",
            zone=zone,
            month=month,
            desk=notice["desk"],
        )
