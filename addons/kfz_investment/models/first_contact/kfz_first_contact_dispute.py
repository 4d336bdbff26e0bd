from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar, first_contact

RULINGS = [
    ("upheld", "Upheld: the claim stays"),
    ("moved", "Moved to the other zone"),
    ("shared", "Shared by both zones"),
]


class KfzFirstContactDispute(models.Model):
    """Two zones disagree about a first contact; the joint office rules (design §1, §7).

    The two zones and the joint office read it. Each side's evidence is private until both have submitted or the joint
    office has taken up the dispute; from then on all three read it and it cannot be changed. Only buttons write a
    dispute; once closed, it never changes. It links to no record of a zone: enterprise and code are the opener's words.
    """

    _name = "kfz.first.contact.dispute"
    _description = "First-contact dispute"
    _order = "id desc"

    name = fields.Char(
        "Enterprise",
        required=True,
        readonly=True,
        help="As written by the zone that opened the dispute.",
    )
    uscc = fields.Char("Unified social credit code", readonly=True)
    opener_id = fields.Many2one(
        "res.company", "Opened by", required=True, readonly=True, index=True
    )
    respondent_id = fields.Many2one(
        "res.company", "Other zone", required=True, readonly=True, index=True
    )
    holder_id = fields.Many2one(
        "res.company", "Claim holder when opened", required=True, readonly=True
    )
    opened_on = fields.Date(
        "Opened on", required=True, readonly=True, default=lambda self: calendar.today()
    )
    request = fields.Text("Requested outcome", readonly=True)
    state = fields.Selection(
        [
            ("open", "Collecting evidence"),
            ("submitted", "Waiting for a ruling"),
            ("ruled", "Ruled"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="open",
        readonly=True,
        index=True,
    )
    opener_ready = fields.Boolean("Opening zone has submitted", readonly=True)
    respondent_ready = fields.Boolean("Other zone has submitted", readonly=True)
    submitted_on = fields.Date("Submitted on", readonly=True)
    evidence_ids = fields.One2many("kfz.first.contact.evidence", "dispute_id", "Evidence")
    ruling = fields.Selection(RULINGS, readonly=True)
    ruling_reason = fields.Text("Reasons", readonly=True)
    ruled_on = fields.Date("Ruled on", readonly=True)
    ruled_by_id = fields.Many2one("res.users", "Ruled by", readonly=True)
    is_party = fields.Boolean("Our dispute", compute="_compute_is_party")
    has_submitted = fields.Boolean("We have submitted", compute="_compute_is_party")

    _two_zones = models.Constraint(
        "CHECK(opener_id != respondent_id)", "A dispute is between two zones."
    )

    @api.depends("opener_id", "respondent_id", "opener_ready", "respondent_ready")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_party(self):
        for dispute in self:
            parties = dispute._kfz_own_parties()
            dispute.is_party = bool(parties)
            dispute.has_submitted = bool(parties) and all(
                dispute._kfz_is_ready(zone) for zone in parties
            )

    # actions

    def action_submit(self):
        """Submit our evidence as complete. When both zones have done so, the joint office is notified."""
        self.ensure_one()
        zones = self._kfz_check_party()
        self._kfz_check_state("open")
        values = {}
        if self.opener_id in zones:
            values["opener_ready"] = True
        if self.respondent_id in zones:
            values["respondent_ready"] = True
        # sudo: disputes are written by the system only; the user has just been checked
        dispute = self._kfz_as_system()
        dispute.write(values)
        if dispute.opener_ready and dispute.respondent_ready:
            self._kfz_submit()
        else:
            self._kfz_tell_parties(
                self.env._("The other side of a first-contact dispute has submitted its evidence."),
                zones,
            )
        return True

    def action_take_up(self):
        """Take up a dispute, as the joint office, without waiting for a zone that does not submit."""
        self.ensure_one()
        self._kfz_check_joint_office()
        self._kfz_check_state("open")
        self._kfz_submit()
        return True

    def action_withdraw(self):
        """Close the dispute, as the zone that opened it; the claim stays as it is."""
        self.ensure_one()
        if self.opener_id not in self._kfz_check_party():
            raise AccessError(self.env._("Only the zone that opened a dispute can withdraw it."))
        self._kfz_check_state("open", "submitted")
        # sudo: disputes are written by the system only; the user has just been checked
        self._kfz_as_system().write({"state": "withdrawn"})
        self._kfz_tell_parties(self.env._("A first-contact dispute was withdrawn."))
        return True

    def action_rule(self, ruling, reason):
        """Rule with reasons: overrule the losing claim, keep or start the winner's, and notify both zones.

        :raises AccessError: when the user does not belong to the joint office
        :raises UserError: when the dispute is not waiting for a ruling, or no reason is given
        """
        self.ensure_one()
        self._kfz_check_joint_office()
        self._kfz_check_state("submitted")
        if ruling not in dict(RULINGS):
            raise UserError(self.env._("“%(ruling)s” is not a valid ruling.", ruling=ruling))
        reason = self._kfz_entered(reason)
        if not reason:
            raise UserError(self.env._("Enter the reasons for the ruling: both zones read them."))
        # sudo: disputes are written by the system only; the user has just been checked
        dispute = self._kfz_as_system()
        dispute.write(
            {
                "state": "ruled",
                "ruling": ruling,
                "ruling_reason": reason,
                "ruled_on": calendar.today(),
                "ruled_by_id": self.env.uid,
            }
        )
        other = (dispute.opener_id | dispute.respondent_id) - dispute.holder_id
        winners = first_contact.winners(ruling, dispute.holder_id, other)
        dispute.env["kfz.first.contact"]._kfz_apply_ruling(
            dispute, self.env["res.company"].union(*winners)
        )
        self._kfz_tell_parties(self.env._("The joint office has ruled on a first-contact dispute."))
        return True

    # checks

    def write(self, vals):
        if any(dispute.state in ("ruled", "withdrawn") for dispute in self):
            raise UserError(self.env._("This dispute is closed and cannot be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Disputes cannot be deleted: withdraw it instead."))

    def _kfz_own_parties(self):
        return (self.opener_id | self.respondent_id) & self.env.companies

    def _kfz_is_ready(self, zone):
        return self.opener_ready if zone == self.opener_id else self.respondent_ready

    def _kfz_check_party(self):
        """The user's zones among the parties.

        :raises AccessError: when there is none, or the user is not a manager
        """
        self.check_access("read")
        zones = self._kfz_own_parties()
        if not zones or not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._("Only promotion managers of the two zones can act in their dispute.")
            )
        return zones

    def _kfz_check_joint_office(self):
        self.check_access("read")
        if not self.env.user.has_group("kfz_investment.group_kfz_joint_office"):
            raise AccessError(
                self.env._("Only the joint office can take up disputes and rule on them.")
            )

    def _kfz_check_state(self, *states):
        if self.state not in states:
            raise UserError(
                self.env._(
                    "This cannot be done now: the dispute is “%(state)s”.",
                    state=dict(self._fields["state"]._description_selection(self.env))[self.state],
                )
            )

    # submitting, telling

    def _kfz_submit(self):
        # sudo: disputes are written by the system only; callers have checked the user
        self._kfz_as_system().write({"state": "submitted", "submitted_on": calendar.today()})
        text = self.env._("A first-contact dispute is waiting for a ruling.")
        self._kfz_tell_parties(text)
        # sudo: the users of the joint office are notified, not shown
        office = self.env.ref("kfz_investment.group_kfz_joint_office").sudo().all_user_ids
        self.env["kfz.notice.mixin"]._kfz_tell_users(
            office.filtered(lambda user: user.active and not user.share),
            text,
            self.env["kfz.first.contact"]._kfz_page("kfz_first_contact_dispute_action"),
        )

    def _kfz_tell_parties(self, text, but=()):
        self._kfz_tell(
            (self.opener_id | self.respondent_id).filtered(lambda zone: zone not in but), text
        )

    @api.model
    def _kfz_tell(self, zones, text):
        self.env["kfz.first.contact"]._kfz_tell(zones, text, "kfz_first_contact_dispute_action")
