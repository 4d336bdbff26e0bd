from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..base.period_words import day_text
from .kfz_due_mixin import MANAGER

#: what a binding promise says: its details are part of it
WORDS = frozenset({"name", "note", "side", "date_due"})


class KfzPromise(models.Model):
    """What the zone promised an enterprise, or the enterprise the zone, until a day.

    What the zone promises binds it once the lead official of the project has confirmed it, or a manager where the project
    has none. From then on its words stand; its day moves with a reason alone.
    """

    _name = "kfz.promise"
    _inherit = ["kfz.due.mixin"]
    _description = "Promise"
    _closed_states = ("kept", "withdrawn")
    _activity_kind = "kfz_investment.activity_promise"
    _asked_as = "promise_id"
    _kfz_timeline_kind = "promise"

    name = fields.Char("Promise")
    side = fields.Selection(
        [("zone", "The zone"), ("enterprise", "The enterprise")],
        "Who promises",
        required=True,
        default="zone",
    )
    state = fields.Selection(
        [
            ("draft", "To be confirmed"),
            ("binding", "Binding"),
            ("kept", "Kept"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        index=True,
    )
    confirmed_by_id = fields.Many2one("res.users", "Confirmed by", readonly=True, copy=False)
    waits_for_me = fields.Boolean(
        "I am to confirm it",
        compute="_compute_waits_for_me",
        search="_search_waits_for_me",
        help="Nobody but you can confirm it: you are the lead official of the project.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        promises = super().create(vals_list)
        for promise in promises:
            # an enterprise binds itself, and whoever may confirm need not do it twice
            if promise.side == "enterprise" or promise.lead_id._kfz_is_led_by_me():
                promise._kfz_bind()
            promise._kfz_tell(
                self.env._(
                    "Promise recorded: “%(name)s”, by %(day)s.",
                    name=promise.name,
                    day=day_text(self.env, promise.date_due),
                )
            )
        return promises

    def write(self, vals):
        if not self.env.su and WORDS & vals.keys():
            for promise in self.filtered(lambda each: each.state != "draft"):
                if any(name in vals and promise._kfz_differs(name, vals[name]) for name in WORDS):
                    raise UserError(
                        self.env._(
                            "“%(name)s” is binding, so its words stand. Postpone it with a reason, or withdraw it and record another.",
                            name=promise.name,
                        )
                    )
        return super().write(vals)

    def _kfz_differs(self, name, value):
        field = self._fields[name]
        return field.convert_to_cache(value, self) != field.convert_to_cache(self[name], self)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if binding := self.filtered(lambda promise: promise.state != "draft")[:1]:
            raise UserError(
                self.env._(
                    "“%(name)s” was binding, so it stays on record: withdraw it with a reason instead of deleting it.",
                    name=binding.name,
                )
            )

    @api.depends("state", "lead_id.assignment_ids.date_to", "lead_id.assignment_ids.official_id")
    @api.depends_context("uid")
    def _compute_waits_for_me(self):
        waiting = self.filtered(lambda promise: promise.state == "draft")
        led = waiting.lead_id._kfz_led_by_me()
        for promise in self:
            promise.waits_for_me = promise in waiting and promise.lead_id in led

    def _search_waits_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = fields.Domain("state", "=", "draft") & fields.Domain(
            "lead_id", "any", self.env["crm.lead"]._kfz_led_by_me_domain()
        )
        return waiting if True in value else ~waiting

    # acts

    def action_confirm(self):
        """Bind the zone: the lead official of the project, or a manager where it has none.

        :raises AccessError: for anybody else
        :raises UserError: for a promise that is not waiting
        """
        for promise in self:
            promise._kfz_check_may_confirm()
            promise._kfz_bind()
            promise._kfz_tell(
                self.env._(
                    "Promise confirmed: “%(name)s”, by %(day)s.",
                    name=promise.name,
                    day=day_text(self.env, promise.date_due),
                )
            )

    def _kfz_check_may_confirm(self):
        self._kfz_check_read()
        if self.state != "draft":
            raise UserError(
                self.env._("“%(name)s” does not wait for a confirmation.", name=self.name)
            )
        lead = self.lead_id
        is_manager = self.env.user.has_group(MANAGER) and lead.has_access("write")
        leader = self._kfz_leader()
        if self.env.su or lead._kfz_is_led_by_me() or (is_manager and not leader):
            return
        if leader:
            raise AccessError(
                self.env._(
                    "Only the lead official of the project, %(name)s, confirms what the zone promises.",
                    # sudo: the name stands on the project's page
                    name=lead.sudo().lead_official_id.name,
                )
            )
        raise AccessError(
            self.env._(
                "The project has no lead official who can sign in, so a promotion manager confirms what the zone promises."
            )
        )

    def _kfz_bind(self):
        self._kfz_set(state="binding", confirmed_by_id=self.env.uid)

    def action_keep(self):
        """Say that a binding promise was kept: whoever answers for it, or works on the project.

        :raises UserError: for one that is not binding
        """
        for promise in self:
            promise._kfz_check_may_act()
            if promise.state != "binding":
                raise UserError(
                    self.env._("“%(name)s” is not binding: confirm it first.", name=promise.name)
                )
            promise._kfz_close("kept")
            promise._kfz_tell(self.env._("Promise kept: “%(name)s”.", name=promise.name))

    def _kfz_acts(self):
        return {"withdraw": self._kfz_withdraw}

    def action_withdraw(self):
        """The window that asks why the promise is taken back."""
        return self._kfz_ask("withdraw")

    def _kfz_withdraw(self, reason):
        """Take a promise back; it stays on record with the reason.

        :raises UserError: without a reason, or for one that is closed
        :raises AccessError: for a binding one of the zone, unless whoever may confirm takes it back
        """
        self.ensure_one()
        reason = self._kfz_words_given(reason)
        self._kfz_check_may_act()
        self._kfz_check_open()
        is_bound = self.state == "binding" and self.side == "zone"
        may_unbind = self.env.user.has_group(MANAGER) or self.lead_id._kfz_is_led_by_me()
        if is_bound and not (self.env.su or may_unbind):
            raise AccessError(
                self.env._(
                    "Only the lead official of the project or a promotion manager takes back what the zone has promised."
                )
            )
        self._kfz_close("withdrawn", reason)
        self._kfz_tell(
            self.env._("Promise withdrawn: “%(name)s”. %(reason)s", name=self.name, reason=reason)
        )

    def _kfz_with_day(self):
        """The promise and its day in one line."""
        return self.env._(
            "%(promise)s, by %(day)s", promise=self.name, day=day_text(self.env, self.date_due)
        )

    # activities

    def _kfz_who_acts(self):
        """Before it binds, whoever confirms it."""
        if self.state == "draft":
            return self._kfz_leader() or self._kfz_manager()
        return super()._kfz_who_acts()

    def _kfz_leader(self):
        """The user behind the lead official who can open the project, or none: then a manager confirms."""
        # sudo: who leads the project, whoever asks
        user = self.sudo().lead_id.lead_official_id.user_id
        return user if user and self.sudo()._kfz_opens_for(user) else user.browse()

    def _kfz_activity_summary(self):
        if self.state == "draft":
            return self.env._("Confirm the promise: %(name)s", name=self.name)
        return self.env._("Promise: %(name)s", name=self.name)

    def _kfz_activity_done(self, feedback):
        """What was to be confirmed is confirmed, and what binds was kept."""
        by_state = self.grouped("state")
        by_state.get("draft", self.browse()).action_confirm()
        by_state.get("binding", self.browse()).action_keep()
