from odoo import api, fields, models

from ...domain import light_rules
from .light_words import span_text, together


class KfzLightRule(models.Model):
    """What a rule does, in words."""

    _inherit = "kfz.light.rule"

    sentence = fields.Text("What the rule does", compute="_compute_sentence")
    is_span = fields.Boolean("Spans of time", compute="_compute_shape")
    has_reference = fields.Boolean("Has a reference", compute="_compute_shape")
    has_base = fields.Boolean("Is a share of an amount", compute="_compute_shape")

    @api.depends("check_code")
    def _compute_shape(self):
        for rule in self:
            shares = rule.check_code in light_rules.SHARES
            rule.is_span = not shares and rule.check_code not in light_rules.POINTS
            rule.has_reference = shares or rule.check_code == "no_funds"
            rule.has_base = shares or rule.check_code == "funds_behind"

    @api.depends(
        "check_code",
        "has_amber",
        "amber",
        "has_red",
        "red",
        "unit",
        "after",
        "reference",
        "base",
        "step",
        "keeps_month",
        "escalate_months",
        "enforce_from",
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        for rule in self:
            rule.sentence = rule._kfz_sentence() if rule.check_code else False

    def _kfz_sentence(self):
        lines = [self._kfz_subject()]
        lines += [self._kfz_threshold("amber")] * self.has_amber
        lines += [self._kfz_threshold("red")] * self.has_red
        if self.escalate_months:
            lines.append(
                self.env._(
                    "Amber that lasts %(span)s becomes red.",
                    span=span_text(self.env, self.escalate_months, "months"),
                )
            )
        if self.check_code == "milestone_late" and self.keeps_month:
            lines.append(
                self.env._("A missed step that is made good stays amber for the rest of its month.")
            )
        return together(self.env, lines)

    def _kfz_subject(self):
        """What the rule looks at, as a sentence."""
        after = span_text(self.env, self.after, self.unit)
        return {
            "milestone_late": self.env._(
                "The planned date of a step of the ladder has passed, and the step is not done."
            ),
            "not_started": self.env._("The project is signed, and construction has not started."),
            "no_funds": self._kfz_no_funds(),
            "funds_share": self.env._(
                "%(span)s after the reference, too little capital is in place.", span=after
            ),
            "behind_plan": self.env._(
                "Fewer steps of the ladder are done than are planned to be done by the day."
            ),
            "funds_behind": self.env._(
                "Less capital is in place than the time that has passed between the signing and the last planned step asks for."
            ),
            "issue_overdue": self.env._("A coordination issue is open after its deadline."),
            "signed_not_landed": self.env._("The project is signed and has not landed."),
            "signing_passed": self.env._(
                "The expected signing date has passed, and the project is not signed."
            ),
            "stale": self.env._("There was no visit or meeting, and nobody worked on the record."),
            "no_contact_official": self.env._(
                "The lead official took part in no visit or meeting."
            ),
            "evidence_owed": self.env._("Evidence is owed after its date."),
        }[self.check_code]

    def _kfz_no_funds(self):
        if self.reference == "construction":
            return self.env._("Construction has started, and no capital is in place.")
        return self.env._("The project is signed, and no capital is in place.")

    def _kfz_threshold(self, light):
        number, is_red = self[light], light == "red"
        if self.check_code in light_rules.SHARES:
            if is_red:
                return self.env._("Red below %(number)s %%.", number=number)
            return self.env._("Amber below %(number)s %%.", number=number)
        if self.check_code in light_rules.POINTS:
            if is_red:
                return self.env._(
                    "Red for more than %(number)s percentage points behind.", number=number
                )
            return self.env._("Amber from %(number)s percentage points behind on.", number=number)
        if not number:
            return (
                self.env._("Red from the next day on.")
                if is_red
                else self.env._("Amber from the next day on.")
            )
        span = span_text(self.env, number, self.unit)
        if is_red:
            return self.env._("Red after more than %(span)s.", span=span)
        return self.env._("Amber after more than %(span)s.", span=span)
