from odoo import api, fields, models

from ...domain import calendar, one_page
from ..base.lists import comma
from ..base.period_words import day_text


class KfzIssue(models.Model):
    """The supervision letter of an issue (督办单), on paper: what is to be cleared, by whom, until when, and who signs."""

    _inherit = "kfz.issue"

    letter_number = fields.Char(
        "Number of the letter",
        compute="_compute_letter_number",
        help="It stands on the supervision letter.",
    )

    @api.depends("raised_on", "company_id.zone_code")
    def _compute_letter_number(self):
        for issue in self:
            issue.letter_number = bool(issue._origin.id) and issue._origin._kfz_letter_number()

    def action_print_letter(self):
        """Print the letter in the reader's language."""
        self.ensure_one()
        self._kfz_check_read()
        word = "zh" if one_page.is_chinese(self.env.lang) else "en"
        return self.env.ref(f"kfz_investment.kfz_issue_letter_{word}_report").report_action(
            self, config=False
        )

    def _kfz_check_letters(self):
        """Refuse to print what the user does not read, or too much of it; enter a print of many in the log of exports.

        :raises AccessError: when the user may not read an issue, or not take lists out of the system
        :raises UserError: for too many at once
        """
        if self.exists() != self:
            # a number that no issue has is refused as a hidden one is
            raise self.env["ir.rule"]._make_access_error("read", self)
        self.check_access("read")
        self.env["kfz.export.log"]._kfz_check_print(self)

    def _kfz_letter(self):
        """The letter as plain data: {title, number, zone, rows: [(label, text)], climbs: [(day, text)], signs: [(label, text)], note}."""
        self.ensure_one()
        env = self.env
        # sudo: names that the page of the issue shows to the same reader
        names = self.sudo()
        zone = names.company_id
        return {
            "title": env._("Supervision letter"),
            "number": env._("No. %(number)s", number=self._kfz_letter_number()),
            "zone": zone.name if one_page.is_chinese(env.lang) else zone.display_name,
            "rows": [(label, text) for label, text in self._kfz_letter_rows(names) if text],
            "climbs": [self._kfz_letter_climb(climb) for climb in names.climb_ids[::-1]],
            "signs": self._kfz_letter_signs(),
            "note": env._(
                "As of %(moment)s. Printed by %(user)s.",
                moment=one_page.office_moment(calendar.now(), env.lang),
                user=env.user.name,
            ),
        }

    def _kfz_letter_number(self):
        """Zone, year and number of the issue."""
        # sudo: the code of the zone stands on every project
        code = self.sudo().company_id.zone_code
        return f"{code}-{self.raised_on.year}-{self.id:05d}"

    def _kfz_letter_rows(self, names):
        env, day = self.env, day_text
        units = comma(env).join(names.unit_ids.mapped("name"))
        return [
            (env._("Project"), names.lead_id.name),
            (env._("Enterprise"), names.partner_id.name),
            (env._("Matter"), self.name),
            (env._("What is asked"), self.note),
            (env._("Answers for it"), names.owner_id.name),
            (env._("Units that take part"), units),
            (env._("Lies with"), self._kfz_lies_text(names)),
            (env._("Raised on"), day(env, self.raised_on)),
            (env._("Deadline"), self._kfz_letter_deadline()),
            (env._("Time left"), self.due_text),
            (env._("Status"), self._kfz_word("state")),
            (env._("How it was solved"), self.answer),
            (env._("Answer of the joint office"), self.joint_answer),
            (env._("Confirmed for the enterprise by"), self.confirmed_by),
        ]

    def _kfz_letter_deadline(self):
        """The deadline, and what it was before it was put off."""
        due = day_text(self.env, self.date_due)
        if not self.first_due:
            return due
        return self.env._(
            "%(day)s (first deadline %(first)s; %(why)s)",
            day=due,
            first=day_text(self.env, self.first_due),
            why=self.postponed_why,
        )

    def _kfz_letter_signs(self):
        """What is filled in by hand."""
        signed = self.env._("Signature:　　　　　　　　Date:")
        return [
            (self.env._("Instructions of the lead official"), signed),
            (self.env._("How it was handled"), ""),
            (self.env._("Whoever answers for it"), signed),
            (self.env._("Promotion manager"), signed),
        ]

    def _kfz_lies_text(self, names):
        level = self._kfz_word("level")
        holder = names.lies_with_id.name
        return f"{level} · {holder}" if holder else level

    def _kfz_letter_climb(self, climb):
        text = self.env._(
            "%(before)s → %(after)s",
            before=climb._kfz_word("level_from"),
            after=climb._kfz_word("level_to"),
        )
        return day_text(self.env, climb.on), text


class IssueLetterChinese(models.AbstractModel):
    """The supervision letters of issues as the printing user reads them, in Chinese."""

    _name = "report.kfz_investment.issue_letter_zh"
    _description = "Supervision letter in Chinese"
    _letter_lang = "zh_CN"

    @api.model
    def _get_report_values(self, docids, data=None):
        """:raises AccessError: when the user may not read one of the issues, or not print so many"""
        # a number that no issue has is refused as a hidden one is
        issues = self.env["kfz.issue"].browse(dict.fromkeys(docids or ()))
        issues._kfz_check_letters()
        installed = dict(self.env["res.lang"].get_installed())
        lang = self._letter_lang if self._letter_lang in installed else "en_US"
        shown = issues.with_context(lang=lang)
        return {"docs": issues, "letters": [(each.id, each._kfz_letter()) for each in shown]}


class IssueLetterEnglish(models.AbstractModel):
    """The same in English."""

    _name = "report.kfz_investment.issue_letter_en"
    _inherit = ["report.kfz_investment.issue_letter_zh"]
    _description = "Supervision letter in English"
    _letter_lang = "en_US"
