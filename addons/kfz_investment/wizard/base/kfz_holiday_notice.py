from collections import Counter

from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import holiday_notice, holiday_plan
from ...models.base.period_words import day_text, weekday_names
from .kfz_holiday_notice_words import SENTENCES

#: who takes notices in
TAKERS = ("base.group_system", "kfz_investment.group_kfz_joint_office")
#: what is done to a day
ACTS = ("added", "changed", "unchanged", "removed")
#: what is shown of a notice before it is taken in
SHOWN = ("title", "summary", "problem", "preview", "needs_consent", "changes_nothing")
#: characters of a source document
MOST_SOURCE = 200
#: holidays of the notices, as the calendar names them in English
HOLIDAYS = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}


class KfzHolidayNotice(models.TransientModel):
    """Take in the holiday notice of a year as it is published: its text is pasted, what it changes is shown, then confirmed."""

    _name = "kfz.holiday.notice"
    _description = "Take in a holiday notice"

    text = fields.Text("Text of the notice")
    year = fields.Char(
        help="Only where the text does not begin with the title of the notice.",
    )
    source = fields.Char(
        "Source document",
        help="Only where the text does not begin with the title of the notice: where it was published.",
    )
    consent = fields.Boolean("Replace the notice that is there already")
    title = fields.Char("Title read", compute="_compute_preview")
    summary = fields.Char("In short", compute="_compute_preview")
    problem = fields.Char(compute="_compute_preview")
    preview = fields.Html("What changes", compute="_compute_preview", sanitize=False)
    needs_consent = fields.Boolean(compute="_compute_preview", export_string_translation=False)
    changes_nothing = fields.Boolean(compute="_compute_preview", export_string_translation=False)

    @api.depends("text", "year")
    @api.depends_context("lang")
    def _compute_preview(self):
        for wizard in self:
            values = dict.fromkeys(SHOWN)
            if wizard.text:
                values.update(wizard._kfz_preview())
            wizard.update(values)

    def _kfz_preview(self):
        try:
            notice = self._kfz_read()
        except UserError as error:
            return {"problem": str(error)}
        known = self._kfz_known(notice)
        changes = holiday_plan.plan(notice, known)
        by_act = Counter(change.act for change in changes)
        return {
            "title": notice.title,
            "summary": self.env._(
                "Holidays of %(year)s: %(added)s days added, %(changed)s changed, %(removed)s removed, %(unchanged)s there already.",
                year=notice.year,
                **{act: by_act[act] for act in ACTS},
            ),
            "preview": self._kfz_table(notice, changes),
            "needs_consent": holiday_plan.needs_consent(notice, known, changes),
            "changes_nothing": all(change.act == "unchanged" for change in changes),
        }

    def _kfz_read(self):
        """The notice that was pasted.

        :raises UserError: says what is wrong and where
        """
        year = holiday_notice.plain(self.year or "")
        is_number = len(year) == 4 and year.isascii() and year.isdigit()
        if year and not (is_number and int(year) in holiday_notice.YEARS):
            raise UserError(
                self.env._(
                    "“%(year)s” is no year. Enter four digits, such as 2027.", year=year[:20]
                )
            )
        try:
            notice = holiday_notice.read(self.text or "", int(year) if year else None)
            holiday_notice.check_whole(notice)
            return notice
        except holiday_notice.NoticeError as error:
            raise UserError(self._kfz_words(error)) from error

    def _kfz_words(self, error):
        """What is wrong with a notice, in one sentence."""
        values = {"place": error.place[:80], **error.values}
        if "day" in values:
            values["day"] = day_text(self.env, values["day"])
        sentence = self.env._(SENTENCES[error.code])
        return sentence % values

    @api.model
    def _kfz_days(self, notice):
        """The days of all zones that a notice touches."""
        # sudo: public holidays; days of zones are left alone
        Day = self.env["kfz.calendar.day"]._kfz_as_system()
        return Day.search(
            [
                ("company_id", "=", False),
                ("date", ">=", f"{notice.year - 1}-12-01"),
                ("date", "<=", f"{notice.year}-12-31"),
            ]
        )

    def _kfz_known(self, notice):
        return [
            holiday_plan.Known(
                day.date, day.kind == "work", day.state == "official", day.source or ""
            )
            for day in self._kfz_days(notice)
        ]

    def _kfz_table(self, notice, changes):
        """The days of a notice as a table, and the sentences that were not taken in."""
        acts = {
            "added": self.env._("added"),
            "changed": self.env._("changed"),
            "unchanged": self.env._("unchanged"),
            "removed": self.env._("removed"),
        }
        kinds = dict(self.env["kfz.calendar.day"]._fields["kind"]._description_selection(self.env))
        weekdays = weekday_names(self.env)
        rows = Markup("").join(
            Markup("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>")
            % (
                day_text(self.env, change.date),
                weekdays[change.date.weekday()],
                kinds["work" if change.is_work else "off"],
                change.holiday,
                acts[change.act],
            )
            for change in changes
        )
        heads = Markup("<th>%s</th><th>%s</th><th>%s</th><th>%s</th><th>%s</th>") % (
            self.env._("Day"),
            self.env._("Weekday"),
            self.env._("Worked or off"),
            self.env._("Holiday"),
            self.env._("What changes"),
        )
        table = Markup(
            '<table class="table table-sm"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>'
        ) % (heads, rows)
        if notice.unread:
            words = self.env._("Not taken in, since it neither gives a day off nor a working day:")
            table += Markup("<p>%s %s</p>") % (words, "；".join(notice.unread))
        return table

    def action_confirm(self):
        """Enter the days of the notice for all zones.

        :raises AccessError: for anybody but administrators and the joint office
        :raises UserError: for a text that cannot be read, or another notice for a settled year without consent
        """
        self.ensure_one()
        if not any(self.env.user.has_group(group) for group in TAKERS):
            raise AccessError(
                self.env._("Only administrators and the joint office take in holiday notices.")
            )
        notice = self._kfz_read()
        known = self._kfz_known(notice)
        changes = holiday_plan.plan(notice, known)
        if all(change.act == "unchanged" for change in changes):
            raise UserError(self.env._("All days of this notice are in the calendar already."))
        if holiday_plan.needs_consent(notice, known, changes) and not self.consent:
            raise UserError(
                self.env._(
                    "This notice changes days of a year that another notice has settled. Look at what changes, and tick “Replace the notice that is there already”."
                )
            )
        self._kfz_enter(notice, changes, self._kfz_source(notice))
        return self._kfz_show(notice)

    def _kfz_source(self, notice):
        """Where the notice stands: its title, else what was entered.

        :raises UserError: without one, or for one that is another year's
        """
        source = notice.title or " ".join((self.source or "").split())
        if len(source) > MOST_SOURCE or holiday_notice.year_of_title(source) not in (
            None,
            notice.year,
        ):
            raise UserError(
                self.env._(
                    "“%(document)s” is not the source of a notice for %(year)s. Enter its title, in at most %(most)s characters.",
                    document=source[:40],
                    year=notice.year,
                    most=MOST_SOURCE,
                )
            )
        if not source:
            raise UserError(
                self.env._("Name the source document: the text does not begin with its title.")
            )
        return source

    def action_read(self):
        """Read what was pasted, and show what it changes."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take in a holiday notice"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _kfz_show(self, notice):
        """The days of the notice, in the calendar."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_calendar_day_action"
        )
        dates = [day.date for day in notice.days]
        return {
            **action,
            "name": self.env._("Days taken in: %(year)s", year=notice.year),
            "domain": [("date", ">=", min(dates)), ("date", "<=", max(dates))],
            "context": {},
            "target": "main",
        }

    def _kfz_enter(self, notice, changes, source):
        days = {day.date: day for day in self._kfz_days(notice)}
        # sudo: the caller has checked who confirms
        new = self.env["kfz.calendar.day"]._kfz_as_system()
        by_act = Counter(change.act for change in changes)
        for change in changes:
            values = {
                "kind": "work" if change.is_work else "off",
                "state": "official",
                "source": source,
            }
            if change.act == "removed":
                days[change.date].unlink()
            elif change.act == "changed":
                days[change.date].write(values)
                self._kfz_name_day(days[change.date], change.holiday)
            elif change.act == "added":
                day = new.create({**values, "date": change.date, "company_id": False})
                self._kfz_name_day(day, change.holiday)
        # sudo: nobody writes the history; who it was is the user of this call
        self.env["kfz.calendar.change"]._kfz_as_system().create(
            {
                "year": str(notice.year),
                "source": source,
                "text": self.text,
                "user_id": self.env.uid,
                **{act: by_act[act] for act in ACTS},
            }
        )

    def _kfz_name_day(self, day, holiday):
        """Name a day in both languages; a holiday without an English name keeps that of the notice."""
        names = [HOLIDAYS.get(name) for name in holiday.split("、")]
        english = " / ".join(names) if all(names) else holiday
        for code, _name in self.env["res.lang"].get_installed():
            day.with_context(lang=code).name = holiday if code.startswith("zh") else english
