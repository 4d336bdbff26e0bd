from odoo import api, fields, models
from odoo.fields import Date

from ..base.period_words import day_text
from .light_words import span_text

#: where a check is mended: {check: (method of the project that opens the place)}
PLACES = {
    "milestone_late": "action_open_ladder",
    "behind_plan": "action_open_ladder",
    "issue_overdue": "action_open_issues",
    "stale": "action_record_visit",
    "no_contact_official": "action_record_visit",
}


class CrmLead(models.Model):
    """Why a light is as it is, and what would turn it green, from the stored codes in the reader's language."""

    _inherit = "crm.lead"

    light_progress_why = fields.Char("Why (progress)", compute="_compute_light_words")
    light_progress_mend = fields.Char(
        "What would turn progress green", compute="_compute_light_words"
    )
    light_record_why = fields.Char("Why (record)", compute="_compute_light_words")
    light_record_mend = fields.Char(
        "What would turn the record green", compute="_compute_light_words"
    )
    light_why = fields.Char(
        "Why",
        compute="_compute_light_words",
        help="Of each light that is amber or red, the worse first.",
    )

    @api.depends(
        "light", "light_progress", "light_progress_data", "light_record", "light_record_data"
    )
    @api.depends_context("lang")
    def _compute_light_words(self):
        for lead in self:
            reasons = []
            for kind in ("progress", "record"):
                light, data = lead[f"light_{kind}"], lead[f"light_{kind}_data"]
                why = lead._kfz_light_why(light, data)
                lead[f"light_{kind}_why"] = why
                lead[f"light_{kind}_mend"] = lead._kfz_light_mend(light, data)
                if why:
                    reasons.append((light != lead.light, lead._kfz_light_whose(kind, why)))
            # the worse light first
            reasons.sort(key=lambda reason: reason[0])
            lead.light_why = " ".join(text for _milder, text in reasons) or False

    def _kfz_light_whose(self, kind, why):
        """A reason with the light whose it is."""
        if kind == "progress":
            return self.env._("Progress: %(why)s", why=why)
        return self.env._("Record: %(why)s", why=why)

    def _kfz_light_why(self, light, data):
        """Why a light is amber or red, in one sentence; False for green and for no light."""
        if light in (False, None, "green") or not data:
            return False
        day = day_text(self.env, Date.to_date(data.get("day")))
        words = {**data, "day": day, "done": day_text(self.env, Date.to_date(data.get("done")))}
        words["span"] = span_text(self.env, data.get("after"), data.get("unit"))
        words["step"] = self._kfz_step_word(data.get("step"))
        text = self._kfz_light_texts(words)
        if data["why"] == "made_good":
            return self.env._(
                "“%(step)s” was planned for %(day)s and done on %(done)s; a missed step stays amber for the rest of its month.",
                **words,
            )
        if data["why"] == "escalated":
            return self.env._(
                "%(why)s It has been amber for %(span)s.",
                why=text[data["check"]](),
                span=span_text(self.env, data.get("limit"), "months"),
            )
        return text[data["check"]]()

    def _kfz_light_texts(self, words):
        """{check: what makes its sentence}; only one is made."""
        data = words
        return {
            "milestone_late": lambda: self.env._(
                "“%(step)s” was planned for %(day)s and is not done.", **data
            ),
            "not_started": lambda: self.env._(
                "Signed on %(day)s, and construction has not started.", **data
            ),
            "no_funds": lambda: self._kfz_no_funds_text(data),
            "funds_share": lambda: self.env._(
                "%(share)s %% of the amount is in place; %(limit)s %% are due %(span)s after %(day)s.",
                **data,
            ),
            "behind_plan": lambda: self.env._(
                "The ladder is %(points)s percentage points behind its plan.", **data
            ),
            "funds_behind": lambda: self.env._(
                "%(share)s %% of the amount is in place, more than %(limit)s percentage points behind the time that has passed since %(day)s.",
                **data,
            ),
            "issue_overdue": lambda: self.env._(
                "A coordination issue was due on %(day)s and is open.", **data
            ),
            "signed_not_landed": lambda: self.env._("Signed on %(day)s, and not landed.", **data),
            "signing_passed": lambda: self.env._("Signing was expected on %(day)s.", **data),
            "stale": lambda: self.env._(
                "No contact, and no work on the record, since %(day)s.", **data
            ),
            "no_contact_official": lambda: self.env._(
                "The lead official has taken part in no visit or meeting since %(day)s.", **data
            ),
            "evidence_owed": lambda: self.env._("Evidence was owed until %(day)s.", **data),
        }

    def _kfz_no_funds_text(self, words):
        if words.get("reference") == "construction":
            return self.env._(
                "Construction started on %(day)s, and no capital is in place.", **words
            )
        return self.env._("Signed on %(day)s, and no capital is in place.", **words)

    def _kfz_light_mend(self, light, data):
        """What would turn a light green, in one sentence; False where nothing is to be done."""
        if light in (False, None, "green") or not data:
            return False
        words = {"step": self._kfz_step_word(data.get("step")), "limit": data.get("limit")}
        if data["why"] == "made_good":
            return self.env._("It turns green by itself when the month is over.")
        return self._kfz_mend_texts(words)[data["check"]]()

    def _kfz_mend_texts(self, words):
        data, capital = words, self._kfz_mend_capital
        return {
            "milestone_late": lambda: self.env._(
                "Do “%(step)s” and enter its date, or move its planned date with a reason.", **data
            ),
            "not_started": lambda: self.env._(
                "Have the start of construction recognised with its evidence."
            ),
            "no_funds": capital,
            "funds_share": capital,
            "funds_behind": capital,
            "behind_plan": lambda: self.env._(
                "Enter the steps that are done, or move planned dates with a reason."
            ),
            "issue_overdue": lambda: self.env._(
                "Solve the issue and have it closed, or move its deadline with a reason."
            ),
            "signed_not_landed": lambda: self.env._(
                "Have the landing recognised with its evidence."
            ),
            "signing_passed": lambda: self.env._("Sign, or enter a new expected signing date."),
            "stale": lambda: self.env._(
                "Record a visit or meeting, or bring the record up to date."
            ),
            "no_contact_official": lambda: self.env._(
                "Record a visit or meeting in which the lead official took part."
            ),
            "evidence_owed": lambda: self.env._("Attach the evidence that is owed."),
        }

    def _kfz_mend_capital(self):
        return self.env._("Record the capital in place with its document.")

    @api.model
    def _kfz_step_word(self, step):
        """The name of a step of the ladder."""
        return dict(
            self.env["kfz.ladder.step"]._fields["step"]._description_selection(self.env)
        ).get(step, "")
