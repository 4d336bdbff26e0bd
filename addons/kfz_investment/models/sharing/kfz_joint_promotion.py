import uuid

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...domain import calendar
from ..base.nightly import nightly

OFFICERS = "kfz_investment.group_kfz_officer"


class KfzJointPromotion(models.Model):
    """What zones that promote a project together both see: plain values, and no link to a project of either.

    Born when one zone accepts what the other asked for; the zone that asked starts it. Only named methods change it, as the
    system, so that no person of one zone shows in the other. What a zone keeps for itself, its own project and its contact
    until both have released theirs, is on its side (``kfz.joint.promotion.side``). Dates are days of Shanghai.
    """

    _name = "kfz.joint.promotion"
    _description = "Joint promotion"
    _order = "state_order, next_date, id desc"
    _rec_names_search = ["uid"]

    uid = fields.Char("Joint promotion number", required=True, readonly=True, copy=False)
    revision = fields.Integer(required=True, readonly=True, default=1)
    zone_ids = fields.Many2many(
        "res.company",
        "kfz_joint_promotion_zone_rel",
        "promotion_id",
        "company_id",
        "Zones",
        readonly=True,
    )
    title = fields.Char(
        "Promoted together",
        readonly=True,
        groups=OFFICERS,
        help="The name of the shared sheet, or the enterprise as written in the request. It is removed when the sheet is "
        "withdrawn.",
    )
    # the joint office reads the sheets: their number would tell it on what the zones work
    sheet_uid = fields.Char("Sheet number", readonly=True, groups=OFFICERS, index="btree_not_null")
    request_number = fields.Integer(
        "Request number", readonly=True, groups=OFFICERS, index="btree_not_null"
    )
    state = fields.Selection(
        [("proposed", "Waiting to start"), ("active", "Under way"), ("ended", "Ended")],
        required=True,
        default="proposed",
        readonly=True,
        index=True,
    )
    state_order = fields.Integer(compute="_compute_state_order", store=True)
    waiting_zone_id = fields.Many2one(
        "res.company", "Waiting for", readonly=True, index="btree_not_null"
    )
    proposed_on = fields.Date(
        "Agreed on", required=True, readonly=True, default=lambda self: calendar.today()
    )
    started_on = fields.Date("Started on", readonly=True)
    ended_on = fields.Date("Ended on", readonly=True)
    end_reason = fields.Char("Reason for ending", readonly=True, groups=OFFICERS)
    contacts = fields.Text(
        "Contacts of the zones",
        readonly=True,
        groups=OFFICERS,
        help="The contact of each zone, shown once all zones have released theirs.",
    )
    next_step = fields.Char("Next step", readonly=True, groups=OFFICERS)
    next_date = fields.Date("Next step on", readonly=True, index="btree_not_null")
    next_zone_id = fields.Many2one("res.company", "Zone in charge", readonly=True)
    next_who = fields.Char(
        "Who",
        readonly=True,
        groups=OFFICERS,
        help="Office or position that does the next step, as the zone wrote it.",
    )
    reminded_date = fields.Date(
        readonly=True, help="The date of the next step of which the zones have been reminded."
    )
    entry_ids = fields.One2many(
        "kfz.joint.promotion.entry", "promotion_id", "Course", readonly=True, groups=OFFICERS
    )
    side_ids = fields.One2many(
        "kfz.joint.promotion.side",
        "promotion_id",
        "Our side",
        readonly=True,
        groups=OFFICERS,
        help="Visible only to your zone.",
    )
    is_ours_to_answer = fields.Boolean(
        "Ours to answer",
        compute="_compute_is_ours_to_answer",
        search="_search_is_ours_to_answer",
    )

    _uid_unique = models.UniqueIndex("(uid)", "A joint promotion has one number.")

    @api.depends("state")
    def _compute_state_order(self):
        """What waits comes first, what has ended last."""
        order = [state for state, _label in self._fields["state"].selection]
        for promotion in self:
            promotion.state_order = order.index(promotion.state)

    @api.depends("title", "zone_ids")
    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        """The joint office reads who works together since when, not on what."""
        reads_title = self.env.su or self.env.user.has_group(OFFICERS)
        for promotion in self:
            # sudo: the zones that take part are named on it
            zones = " · ".join(promotion.sudo().zone_ids.mapped("display_name"))
            promotion.display_name = (reads_title and promotion.title) or self.env._(
                "Joint promotion of %(zones)s", zones=zones
            )

    @api.model
    def _search_display_name(self, operator, value):
        """By the title, for whoever reads it, and by the number."""
        found = Domain(super()._search_display_name(operator, value))
        if not (self.env.su or self.env.user.has_group(OFFICERS)) or not isinstance(value, str):
            return found
        named = Domain("title", operator, value)
        return found & named if operator in Domain.NEGATIVE_OPERATORS else found | named

    @api.depends("waiting_zone_id")
    @api.depends_context("allowed_company_ids")
    def _compute_is_ours_to_answer(self):
        for promotion in self:
            promotion.is_ours_to_answer = (
                bool(promotion.waiting_zone_id) and promotion.waiting_zone_id in self.env.companies
            )

    def _search_is_ours_to_answer(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("waiting_zone_id", "in", self.env.companies.ids)
        return domain if True in value else ~domain

    # the beginning

    @api.model
    def _kfz_open(self, values, zones, sides, note):
        """Open a joint promotion between two zones, for a caller that has checked who may and tells the zone that asked.

        :param values: title and where it comes from
        :param zones: the zone that accepts, then the zone that asked, which starts it
        :param sides: {zone: values of its side}, as far as they are known
        """
        # sudo: written by the system only, so that no person of one zone shows in the other
        promotion = self._kfz_as_system().create(
            {
                **values,
                "uid": str(uuid.uuid4()),
                "zone_ids": [fields.Command.set(zone.id for zone in zones)],
                "waiting_zone_id": zones[1].id,
            }
        )
        promotion._kfz_add_sides(zones, sides)
        promotion.contacts = promotion._kfz_shown_contacts()
        promotion._kfz_enter(zones[0], "accepted", note)
        return promotion.with_env(self.env)

    # acts of a zone

    def action_start(self):
        """Start it, as the zone that asked for it.

        :raises AccessError: when the user is not a manager of that zone
        :raises UserError: when it does not wait to be started
        """
        zone = self._kfz_check_act("proposed", of=self.waiting_zone_id)
        self._kfz_change(
            zone,
            "started",
            {"state": "active", "started_on": calendar.today(), "waiting_zone_id": False},
        )
        return True

    def action_set_step(self, step, date, zone_id=False, who=False):
        """Agree on the next step, in place of the one before.

        :param str step: what happens
        :param date: the day by which it happens (Shanghai)
        :param int zone_id: the zone that does it; the user's own by default
        :param str who: office or position, in the zone's words
        :raises AccessError: when the user is not a manager of a zone that takes part
        :raises UserError: when it is not active, or a value is missing or no text
        """
        zone = self._kfz_check_act("active")
        date, step = _day(date), self._kfz_entered_line(step)
        if not date or not step:
            raise UserError(self.env._("Enter the next step and the day by which it is done."))
        charged = self.zone_ids.filtered(lambda each: each.id == zone_id) if zone_id else zone
        if not charged:
            raise UserError(
                self.env._("The next step belongs to a zone that takes part: choose one of them.")
            )
        values = {"next_step": step, "next_date": date, "next_zone_id": charged.id}
        values |= {"next_who": self._kfz_entered_line(who) or False, "reminded_date": False}
        self._kfz_change(zone, "step", values, f"{date}: {step}")
        return True

    def action_end(self, reason):
        """End it, as one of the zones, with a reason that the others read.

        :raises AccessError: when the user is not a manager of a zone that takes part
        :raises UserError: when it has ended, or no reason is given
        """
        zone = self._kfz_check_act("proposed", "active")
        reason = self._kfz_entered_line(reason)
        if not reason:
            raise UserError(
                self.env._("Say why the joint promotion ends: the other zone reads it.")
            )
        self._kfz_end(zone, reason)
        return True

    def _kfz_check_act(self, *states, of=None):
        """The zone for which the user acts.

        :param of: the zone that must act; any that takes part by default
        """
        self.ensure_one()
        self.check_access("read")
        zones = (self.env.company | self.env.companies) & (of or self.zone_ids)
        if not zones or not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._(
                    "Only a promotion manager of a zone that takes part, and whose turn it is, can do this."
                )
            )
        # sudo: written by the system only; here it is locked, so that two acts at once see each other
        self.sudo()._kfz_lock_rows()
        if self.state not in states:
            raise UserError(
                self.env._("This joint promotion is in another state now. Reload the page.")
            )
        return zones[:1]

    # written by the system

    def _kfz_change(self, zone, act, values, note=False):
        """Take over values as the next revision, enter the act of a zone and tell the others."""
        # sudo: written by the system only; callers have checked who acts
        promotion = self._kfz_as_system()
        promotion.write({**values, "revision": promotion.revision + 1})
        promotion._kfz_enter(zone, act, note)
        promotion._kfz_tell(
            promotion.zone_ids - zone,
            self.env._(
                "%(zone)s changed a joint promotion with your zone.", zone=zone.display_name
            ),
        )

    def _kfz_enter(self, zone, act, note=False):
        self.entry_ids.create(
            {"promotion_id": self.id, "zone_id": zone.id, "act": act, "note": note or False}
        )

    def _kfz_end(self, zone, reason, **values):
        ended = {"state": "ended", "ended_on": calendar.today(), "waiting_zone_id": False}
        self._kfz_change(zone, "ended", {**ended, "end_reason": reason, **values}, reason)

    @api.model
    def _kfz_tell(self, zones, text):
        """A notice to the managers of zones; it names no project."""
        page = ("kfz_investment.kfz_joint_promotion_action", self.env._("Joint projects"))
        self.env["kfz.notice.mixin"]._kfz_tell(zones, text, page)

    @api.model
    @nightly
    def _cron_remind(self):
        """Once per agreed date: remind the zone in charge on the day of the next step, or as soon as it has passed."""
        told = self.with_context(lang=self.env["kfz.shared.project"]._kfz_lang())
        due = told.search([("state", "=", "active"), ("next_date", "<=", calendar.today())])
        due = due.filtered(lambda promotion: promotion.reminded_date != promotion.next_date)
        for promotion in due:
            promotion._kfz_tell(
                promotion.next_zone_id or promotion.zone_ids,
                promotion.env._(
                    "The next step of a joint promotion is due: do it, or agree on another day."
                ),
            )
            promotion.reminded_date = promotion.next_date


def _day(value):
    """A date, or None for what is none."""
    try:
        return fields.Date.to_date(value) or None
    except (TypeError, ValueError, AttributeError):
        return None
