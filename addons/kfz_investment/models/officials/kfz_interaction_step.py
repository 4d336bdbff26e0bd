from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...domain import calendar
from ...domain.follow_up import ENDED
from ..base.period_words import day_text

#: what moves the activity of a next step
STEP_FIELDS = frozenset({"next_step", "next_step_date", "next_step_user_id"})


class KfzInteraction(models.Model):
    """What a visit leaves to be done, by whom and until when: an activity on the project, and the project's own next step.

    Without a date there is no activity. One that is done stays done until the step gets another date. A later visit that leaves
    the same person another step without a date takes the place of the earlier one, whose activity is closed.
    """

    _inherit = "kfz.interaction"

    next_step = fields.Char(
        help="With a date it becomes an activity of whoever does it; the project shows the newest one."
    )
    next_step_date = fields.Date(
        "Next step by", help="The day, in Shanghai, until which it is done."
    )
    next_step_user_id = fields.Many2one(
        "res.users",
        "Next step for",
        compute="_compute_next_step_user_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        help="Whoever does it: the account manager of the project unless you choose somebody else.",
    )
    next_step_done = fields.Boolean("Next step done", readonly=True, copy=False)
    next_step_replaced = fields.Boolean(
        "Next step replaced",
        readonly=True,
        copy=False,
        help="A later visit left the same person another step in its place.",
    )
    is_step_overdue = fields.Boolean(
        "Next step overdue", compute="_compute_is_step_overdue", search="_search_is_step_overdue"
    )
    file_count = fields.Integer("Files", compute="_compute_file_count")

    @api.depends("lead_id", "next_step", "next_step_date")
    def _compute_next_step_user_id(self):
        for visit in self:
            if not visit.next_step:
                visit.next_step_user_id = False
            elif not visit.next_step_user_id:
                visit.next_step_user_id = visit._kfz_step_manager() or visit.user_id

    def _kfz_step_manager(self):
        """The account manager of the project who still works in the zone."""
        user = self.lead_id.user_id
        works = user.active and self.lead_id.company_id in user.company_ids
        return user if works else user.browse()

    @api.depends("next_step_date", "next_step_done", "next_step_replaced", "lead_id.condition")
    def _compute_is_step_overdue(self):
        overdue = self.filtered_domain(self._kfz_overdue())
        for visit in self:
            visit.is_step_overdue = visit in overdue

    def _search_is_step_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = self._kfz_overdue()
        return overdue if True in value else ~overdue

    @api.model
    def _kfz_overdue(self):
        """Steps whose day in Shanghai has passed; a project that has ended, also a colleague's, leaves nothing to be done."""
        return (
            Domain("next_step_date", "<", calendar.today())
            & Domain("next_step_done", "=", False)
            & Domain("next_step_replaced", "=", False)
            & Domain("lead_id", "not any!", Domain("condition", "in", ENDED))
        )

    @api.depends("attachment_ids")
    def _compute_file_count(self):
        for visit in self:
            visit.file_count = len(visit.attachment_ids)

    @api.constrains("next_step", "next_step_date")
    def _check_next_step(self):
        for visit in self:
            if visit.next_step_date and not (visit.next_step or "").strip():
                raise ValidationError(
                    self.env._(
                        "Say what is to be done by %(date)s: fill in “Next step”, or leave its date empty.",
                        date=day_text(self.env, visit.next_step_date),
                    )
                )
            if visit.next_step_date and visit.next_step_date < visit.date:
                raise ValidationError(
                    self.env._(
                        "The next step follows the visit of %(visit)s, so it cannot be due on %(date)s. Choose a later date.",
                        visit=visit.date,
                        date=day_text(self.env, visit.next_step_date),
                    )
                )

    @api.constrains("next_step_user_id", "company_id")
    def _check_next_step_user(self):
        """Whoever does the next step must be able to open the project."""
        for visit in self.filtered("next_step_user_id"):
            user = visit.next_step_user_id
            if user == self.env.user:
                # whoever records it, or the system itself
                continue
            user._kfz_check_works_in(visit.company_id)
            if user != visit.lead_id.user_id and not visit._kfz_opens_for(user):
                raise ValidationError(
                    self.env._(
                        "%(name)s could not open what the next step is about. Choose the account manager, a promotion manager or somebody who is assigned to the project.",
                        name=user.name,
                    )
                )

    def _kfz_opens_for(self, user):
        """Whether a colleague may read the project now, or the enterprise where there is no project."""
        about = self.lead_id or self.partner_id
        # no key of the caller's context: another user, another zone
        theirs = about.with_user(user).with_context(allowed_company_ids=self.company_id.ids)
        return theirs.has_access("read")

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits.filtered("next_step_date")._kfz_watch_steps()
        visits.filtered("next_step").lead_id._kfz_follow_steps(visits)
        return visits

    def write(self, vals):
        before = set(self.mapped("next_step")) if {"next_step", "date"} & vals.keys() else set()
        moved = "next_step_date" in vals and self.filtered(
            lambda visit: visit.next_step_date != fields.Date.to_date(vals["next_step_date"])
        )
        result = super().write(vals)
        if moved:
            moved._kfz_may_set("next_step_done").filtered("next_step_done").next_step_done = False
        if STEP_FIELDS & vals.keys():
            self._kfz_watch_steps()
        if {*STEP_FIELDS, "date"} & vals.keys():
            self.lead_id._kfz_follow_steps(self, before)
        return result

    def unlink(self):
        leads, before = self.lead_id, set(self.mapped("next_step"))
        made = self.env["mail.activity"]._kfz_watched([("kfz_interaction_id", "in", self.ids)])
        result = super().unlink()
        made._kfz_follow_date(None)
        leads.exists()._kfz_follow_steps(self.browse(), before)
        return result

    def _kfz_has_step(self):
        """Whether something is left to be done."""
        return bool(self.next_step) and not (self.next_step_done or self.next_step_replaced)

    def _kfz_step_is_done(self):
        """The activity of the step was done: the visit keeps the step, the project shows it no more."""
        # sudo: whoever does the step need not be the one who recorded the visit
        visits = self._kfz_as_system()
        visits.write({"next_step_done": True})
        visits.lead_id._kfz_follow_steps(visits, set(visits.mapped("next_step")))

    def _kfz_replace_steps(self):
        """Close the steps of visits whose place a later one to the same project took, and open them again when that one has gone.

        What has a date of its own is another thing to do; one that was replaced stays so when the later one gets a date.
        """
        later, changed = {}, self.browse()
        taken = {}
        for visit in self.sorted(lambda each: (each.date, each.id), reverse=True):
            others = later.setdefault((visit.lead_id, visit.next_step_user_id), self.browse())
            stays = visit.next_step_replaced and (others or taken.get(visit.lead_id))
            if visit.next_step_replaced != bool(others._kfz_takes_its_place() or stays):
                changed |= visit
            if visit.former_step == "replaced":
                taken[visit.lead_id] = True
            if visit.next_step:
                later[visit.lead_id, visit.next_step_user_id] = others | visit
        # together: what hangs on visits is looked at once a write
        again = changed.filtered("next_step_replaced")
        (changed - again).next_step_replaced = True
        again.next_step_replaced = False
        if dated := changed.filtered("next_step_date"):
            dated._kfz_watch_steps()

    def _kfz_takes_its_place(self):
        """Whether one of these later visits takes the place of a step unasked; one that says what becomes of it has said it."""
        return any(not each.next_step_date and not each.former_step for each in self)

    def _kfz_watch_steps(self):
        """Make, move or remove the activities of the next steps."""
        Activity = self.env["mail.activity"]
        made = Activity._kfz_watched([("kfz_interaction_id", "in", self.ids)])
        by_visit = made.grouped("kfz_interaction_id")
        rows = []
        # sudo: as the activities are the system's
        for visit in self._kfz_as_system():
            theirs = by_visit.get(visit, made.browse())
            rows.append(theirs._kfz_follow_date(visit._kfz_step_activity()))
        Activity._kfz_make(rows)

    def _kfz_step_activity(self):
        """The values of the activity that the next step asks for, None when there is nothing to do."""
        ended = self.lead_id.condition in ENDED
        if not self._kfz_has_step() or not self.next_step_date or ended:
            return None
        return {
            **self._kfz_step_document(),
            "activity_type_id": self.env.ref("kfz_investment.activity_next_step").id,
            "user_id": self.next_step_user_id.id,
            "date_deadline": self.next_step_date,
            "kfz_watched_on": self.next_step_date,
            "kfz_interaction_id": self.id,
            "automated": True,
        }

    def _kfz_step_document(self):
        """Where the activity stands: on the project, else on the enterprise. All zones read what stands on a common one, so
        there it belongs to nothing but its person, and names the enterprise."""
        about = self.lead_id or self.partner_id
        if not self.lead_id and self.partner_id._kfz_is_in_directory():
            summary = self.env._(
                "%(enterprise)s: %(step)s", enterprise=self.partner_id.name, step=self.next_step
            )
            return {"res_model_id": False, "res_id": False, "summary": summary}
        return {
            "res_model_id": self.env["ir.model"]._get_id(about._name),
            "res_id": about.id,
            "summary": self.next_step,
        }
