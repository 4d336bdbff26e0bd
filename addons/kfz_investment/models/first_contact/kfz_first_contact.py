from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar, first_contact
from ..base.nightly import nightly
from ..base.period_words import day_text


class KfzFirstContact(models.Model):
    """A zone's first-contact claim on an enterprise (首谈, design §7): its own record, read by no other zone.

    The enterprise's name and code are copied as plain text, so that zones can be compared without linking to a zone's
    directory. Only the system writes claims: for effective interactions, the buttons below and rulings. Dates are
    Shanghai's.
    """

    _name = "kfz.first.contact"
    _inherit = ["kfz.zone.mixin"]
    _description = "First-contact claim"
    _order = "protected_until desc, id desc"
    _check_company_auto = True

    name = fields.Char("Enterprise name", required=True, readonly=True)
    name_key = fields.Char(readonly=True, index="trigram")
    uscc = fields.Char("Unified social credit code", readonly=True)
    company_id = fields.Many2one("res.company", "Zone", required=True, readonly=True, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Enterprise",
        readonly=True,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        help="Empty after a ruling gave the claim to a zone that has not entered the enterprise yet.",
    )
    claimed_from = fields.Date("Claimed from", required=True, readonly=True)
    protected_until = fields.Date("Protected until", required=True, readonly=True)
    days_left = fields.Integer("Days left", compute="_compute_days_left")
    state = fields.Selection(
        [
            ("active", "Active"),
            ("lapsed", "Lapsed"),
            ("released", "Released"),
            ("overruled", "Overruled"),
        ],
        required=True,
        default="active",
        readonly=True,
        index=True,
    )
    interaction_id = fields.Many2one(
        "kfz.interaction",
        "Based on",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    is_shared = fields.Boolean(
        "Shared by ruling", readonly=True, help="A ruling lets two zones hold this claim."
    )
    extension_ids = fields.One2many(
        "kfz.first.contact.extension", "claim_id", "Extensions", readonly=True
    )
    check_ids = fields.One2many(
        "kfz.first.contact.check", "claim_id", "Checks by other zones", readonly=True
    )
    check_count = fields.Integer("Number of checks by other zones", compute="_compute_check_count")
    ended_reason = fields.Char("Closing reason", readonly=True)
    warned_for = fields.Date(
        readonly=True, help="Technical: the end date for which the managers were warned."
    )

    _live_unique = models.UniqueIndex(
        "(company_id, partner_id) WHERE state = 'active'",
        "A zone can hold only one active claim on an enterprise.",
    )
    # serves the check across zones
    _uscc_idx = models.Index("(uscc) WHERE state = 'active'")
    _key_idx = models.Index("(name_key) WHERE state = 'active'")

    @api.depends("protected_until", "state")
    def _compute_days_left(self):
        today = calendar.today()
        for claim in self:
            claim.days_left = (
                max(0, (claim.protected_until - today).days + 1) if claim.state == "active" else 0
            )

    def _compute_check_count(self):
        counts = dict(
            self.env["kfz.first.contact.check"]._read_group(
                [("claim_id", "in", self.ids)], ["claim_id"], ["__count"]
            )
        )
        for claim in self:
            claim.check_count = counts.get(claim, 0)

    # actions

    def action_extend(self, days, reason):
        """Prolong the protection by some days; each extension is a separate row.

        :raises AccessError: when the user is not a manager of the zone
        :raises UserError: when the claim has ended, was extended often enough, or the days are too many
        """
        self.ensure_one()
        self._kfz_check_manager()
        reason = self._kfz_entered(reason)
        if not reason:
            raise UserError(self.env._("Enter a reason for the extension."))
        zone = self.company_id
        problem = first_contact.extension_problem(
            alive=self._kfz_is_alive(),
            used=len(self.extension_ids),
            allowed=zone._kfz_settings().kfz_first_contact_extensions,
            days=days,
            longest=zone._kfz_settings().kfz_first_contact_days,
        )
        if problem:
            raise UserError(self._kfz_extension_message(problem))
        before = self.protected_until
        until = first_contact.prolonged(before, days)
        # sudo: claims are written by the system only; the user and the rules have just been checked
        self.sudo().write({"protected_until": until})
        # sudo: as above
        self.env["kfz.first.contact.extension"].sudo().create(
            {
                "claim_id": self.id,
                "company_id": zone.id,
                "days": days,
                "reason": reason,
                "until_before": before,
                "until_after": until,
                "user_id": self.env.uid,
            }
        )
        return True

    def _kfz_extension_message(self, problem):
        zone = self.company_id
        return {
            "ended": self.env._(
                "The claim on %(name)s has ended and cannot be extended. A new visit starts a new claim.",
                name=self.name,
            ),
            "used_up": self.env._(
                "The claim on %(name)s has already been extended %(count)s times, as often as the rules allow.",
                name=self.name,
                count=len(self.extension_ids),
            ),
            "days": self.env._(
                "An extension must be between 1 and %(days)s days long, at most the protection period.",
                days=zone._kfz_settings().kfz_first_contact_days,
            ),
        }[problem]

    def action_release(self):
        """Release claims before they end, so that other zones may start."""
        self._kfz_check_manager()
        self.filtered(lambda claim: claim.state == "active")._kfz_end(
            "released", self.env._("Released by the zone")
        )
        return True

    def action_open_checks(self):
        """Open the entries of other zones' checks that found this claim."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "kfz_investment.kfz_first_contact_check_action"
            ),
            "domain": [("claim_id", "=", self.id)],
            "context": {},
        }

    def action_dispute(self):
        """Open a dispute with another zone that asked about this claim."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "kfz_investment.kfz_first_contact_open_dispute_action"
            ),
            "context": {"default_claim_id": self.id},
        }

    def _kfz_check_manager(self):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._(
                    "Only a promotion manager of the zone can manage its first-contact claims."
                )
            )
        self.check_access("read")

    # life

    def _kfz_is_alive(self):
        return self.state == "active" and self.protected_until >= calendar.today()

    @api.model
    def _held_pairs(self, pairs):
        """Those of some (zone id, enterprise id) pairs for which the zone has a live claim."""
        claims = self.search(
            [
                ("state", "=", "active"),
                ("company_id", "in", [zone for zone, _partner in pairs]),
                ("partner_id", "in", [partner for _zone, partner in pairs]),
            ]
        )
        return {
            (claim.company_id.id, claim.partner_id.id) for claim in claims if claim._kfz_is_alive()
        }

    def _kfz_identity(self):
        return first_contact.Identity(self.name, self.name_key or "", self.uscc or None)

    def _kfz_end(self, state, reason=None):
        # sudo: claims are written by the system only; callers have checked the user
        self.sudo().write({"state": state, "ended_reason": reason or False})

    @api.model
    @nightly
    def _cron_first_contact(self):
        """Nightly: let expired claims lapse, overrule the later of two claims of one day, warn managers of claims ending soon."""
        today = calendar.today()
        self._kfz_come_back()
        self.search([("state", "=", "active"), ("protected_until", "<", today)])._kfz_end("lapsed")
        self._kfz_settle_same_day()
        self._kfz_warn(today)

    @api.model
    def _kfz_settle_same_day(self):
        """Two zones that recorded at the same moment did not see each other: of one day, the claim recorded first stays.

        Only for claims with the same code; anything less certain is left to disputes.
        """
        codes = [
            code
            for code, count in self._read_group(
                [("state", "=", "active"), ("is_shared", "=", False), ("uscc", "!=", False)],
                ["uscc"],
                ["company_id:count_distinct"],
                having=[("company_id:count_distinct", ">", 1)],
            )
        ]
        claims = self.search(
            [("state", "=", "active"), ("is_shared", "=", False), ("uscc", "in", codes)]
        )
        for same in claims.grouped("uscc").values():
            for claim in first_contact.overtaken(
                (claim, claim.claimed_from, (claim.create_date, claim.id)) for claim in same
            ):
                claim._kfz_end(
                    "overruled",
                    self.env._("Another zone recorded its first contact earlier on the same day."),
                )
                self._kfz_tell(
                    claim.company_id,
                    self.env._(
                        "A first-contact claim was overruled: another zone recorded its first contact earlier on the same day."
                    ),
                )

    @api.model
    def _kfz_warn(self, today):
        """Send each zone one message about its claims that end soon, once per end date."""
        for zone in self.env["res.company"].search([("zone_code", "!=", False)]):
            soon = first_contact.prolonged(today, zone._kfz_settings().kfz_first_contact_warn_days)
            ending = self.search(
                [
                    ("company_id", "=", zone.id),
                    ("state", "=", "active"),
                    ("protected_until", "<=", soon),
                ]
            ).filtered(lambda claim: claim.warned_for != claim.protected_until)
            for claim in ending:
                claim.warned_for = claim.protected_until
            if ending:
                self._kfz_tell(
                    zone,
                    self.env._(
                        "First-contact claims that end by %(date)s: %(count)s. Meet the enterprises again, or extend or release the claims.",
                        date=day_text(self.env, soon),
                        count=len(ending),
                    ),
                )

    @api.model
    def _kfz_tell(self, zones, text, action="kfz_first_contact_action"):
        """A message in the inbox of the managers of zones; it names no enterprise."""
        self.env["kfz.notice.mixin"]._kfz_tell(zones, text, self._kfz_page(action))

    @api.model
    def _kfz_page(self, action):
        """The page to which a notice leads."""
        return f"kfz_investment.{action}", self.env._("First contact")
