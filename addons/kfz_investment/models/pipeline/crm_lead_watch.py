from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ...domain import calendar
from ...domain.follow_up import ENDED, GOING
from ..base.nightly import nightly

REVIEW, SIGNING = "kfz_investment.activity_review", "kfz_investment.activity_signing_passed"
#: projects per transaction of the nightly run
BATCH = 100


class CrmLead(models.Model):
    """The dates of a project that somebody must keep: its next step, the review of a dormant one, the expected signing.

    Passed ones are marked on every page; days are those of Shanghai. The account manager gets an activity for a review
    and, by the nightly run, for an expected signing that has passed.
    """

    _inherit = "crm.lead"

    # a passed day that is moved or emptied makes a light green, so who did it stays in the chatter
    date_deadline = fields.Date(
        "Expected signing", tracking=True, help="When the agreement is expected to be signed."
    )
    is_step_overdue = fields.Boolean(
        "Next step overdue", compute="_compute_passed_dates", search="_search_is_step_overdue"
    )
    is_review_due = fields.Boolean(
        "Review due", compute="_compute_passed_dates", search="_search_is_review_due"
    )
    is_signing_passed = fields.Boolean(
        "Expected signing passed",
        compute="_compute_passed_dates",
        search="_search_is_signing_passed",
    )

    @api.depends(
        "is_promotion", "next_step_date", "review_on", "date_deadline", "signed_date", "condition"
    )
    def _compute_passed_dates(self):
        for name, domain in self._kfz_passed().items():
            passed = self.filtered_domain(domain)
            passed[name] = True
            (self - passed)[name] = False

    @api.model
    def _kfz_passed(self):
        """{flag: domain} of the dates that have passed, for projects that go on."""
        today = calendar.today()
        promotion = Domain("is_promotion", "=", True)
        return {
            "is_step_overdue": promotion
            & Domain("next_step_date", "<", today)
            & Domain("condition", "in", GOING),
            "is_review_due": promotion
            & Domain("review_on", "<=", today)
            & Domain("condition", "=", "dormant"),
            "is_signing_passed": promotion
            & Domain("date_deadline", "<", today)
            & Domain("signed_date", "=", False)
            & Domain("condition", "in", GOING),
        }

    def _search_is_step_overdue(self, operator, value):
        return self._kfz_search_passed("is_step_overdue", operator, value)

    def _search_is_review_due(self, operator, value):
        return self._kfz_search_passed("is_review_due", operator, value)

    def _search_is_signing_passed(self, operator, value):
        return self._kfz_search_passed("is_signing_passed", operator, value)

    @api.model
    def _kfz_search_passed(self, name, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._kfz_passed()[name]
        return domain if True in value else ~domain

    @api.constrains("condition", "review_on", "user_id", "active", "date_deadline", "signed_date")
    def _check_watched_dates(self):
        """Let the activities follow: a constraint sees every way in."""
        # sales leads of an existing database cost no query
        if projects := self.filtered("is_promotion"):
            projects._kfz_watch_dates()

    def _kfz_watch_dates(self):
        """Make, move or close the activities for reviews; close and move those for expected signings; none outlives its project."""
        Activity = self.env["mail.activity"]
        made = Activity._kfz_watched([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        theirs, none = (
            made.grouped(lambda each: (each.res_id, each.activity_type_id.id)),
            made.browse(),
        )
        review, signing = map(self.env["ir.model.data"]._xmlid_to_res_id, (REVIEW, SIGNING))
        rows = []
        watched = set(made.mapped("res_id"))
        # sudo: as the activities are the system's
        for lead in self._kfz_as_system():
            if lead.id not in watched and lead.condition != "dormant":
                continue
            reviews = theirs.get((lead.id, review), none)
            rows.append(reviews._kfz_follow_date(lead._kfz_review_activity()))
            theirs.get((lead.id, signing), none)._kfz_follow_date(lead._kfz_signing_activity())
            if lead.condition in ENDED:
                # those that were closed just now are gone
                left = made.exists().filtered(lambda each, ident=lead.id: each.res_id == ident)
                left._kfz_follow_date(None)
        Activity._kfz_make(rows)

    def _kfz_review_activity(self):
        """The values of the activity for a review, None when there is none to come."""
        if self.condition != "dormant" or not self.review_on:
            return None
        return self._kfz_date_activity(
            REVIEW,
            self.review_on,
            self.review_on,
            self.env._("Review: go on, close, or set another date"),
        )

    def _kfz_signing_activity(self):
        """The values of the activity for an expected signing that has passed, else None."""
        if not self.is_signing_passed:
            return None
        return self._kfz_date_activity(
            SIGNING,
            self.date_deadline,
            calendar.today(),
            self.env._("Expected signing has passed: sign, or set another date"),
        )

    def _kfz_date_activity(self, kind, watched, deadline, summary):
        return {
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "activity_type_id": self.env["ir.model.data"]._xmlid_to_res_id(kind),
            "user_id": self.user_id.id,
            "summary": summary,
            "date_deadline": deadline,
            "kfz_watched_on": watched,
            "automated": True,
        }

    @api.model
    @nightly
    def _cron_signing_passed(self):
        """Nightly: one activity for each expected signing that has passed, once for each date, again when it was cancelled."""
        passed = self.search(self._kfz_passed()["is_signing_passed"], order="id")
        made = self.env["mail.activity"]._kfz_watched(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", passed.ids),
                ("activity_type_id", "=", self.env.ref(SIGNING).id),
            ]
        )
        told = {(activity.res_id, activity.kfz_watched_on) for activity in made}
        waiting = [lead.id for lead in passed if (lead.id, lead.date_deadline) not in told]
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=len(waiting))
        for idents in split_every(BATCH, waiting):
            self.browse(idents)._kfz_tell_of_signings()
            if not Cron._commit_progress(len(idents)):
                break

    def _kfz_tell_of_signings(self):
        """Make the activities for expected signings that have passed, in the language of each account manager: no message
        besides, since the first night may find many.
        """
        rows = [
            lead.with_context(lang=lead.user_id.lang or "zh_CN")._kfz_signing_activity()
            for lead in self
        ]
        self.env["mail.activity"]._kfz_make(rows, notify=False)
