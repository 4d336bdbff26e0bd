from odoo import api, models

from ...domain import calendar, one_page, timeline
from ...domain.follow_up import ENDED
from ..base.period_words import day_text
from .kfz_response import FIELDS


class CrmLead(models.Model):
    """Pauses, triages and the response to a lead on the timeline of their project and on its one-page sheet."""

    _inherit = "crm.lead"

    def _kfz_timeline(self):
        rows = super()._kfz_timeline()
        for pause in self._kfz_readable("pause_ids"):
            rows += pause._kfz_pause_rows()
        for response in self._kfz_readable("response_ids"):
            rows += response._kfz_response_rows(self.condition not in ENDED)
        rows += [triage._kfz_triage_row() for triage in self._kfz_readable("triage_ids")]
        return rows

    @api.model
    def _kfz_timeline_labels(self):
        return {
            **super()._kfz_timeline_labels(),
            "response": self.env._("Response"),
            "triage": self.env._("Triage"),
            "pause": self.env._("Pauses"),
        }

    def _kfz_sheet_standing(self):
        """The pause that is running, the triage in force and the answer to the lead."""
        pauses = self._kfz_readable("pause_ids").filtered("is_running")
        triages = self._kfz_readable("triage_ids").sorted("id")[-1:]
        answered = self._kfz_readable("response_ids").filtered("answered_on")
        return [
            *super()._kfz_sheet_standing(),
            *(pause._kfz_sheet_line() for pause in pauses),
            *(triage._kfz_sheet_line() for triage in triages),
            *(response._kfz_sheet_line() for response in answered),
        ]


class KfzPause(models.Model):
    """What is said of a pause."""

    _inherit = "kfz.pause"

    def _kfz_pause_rows(self):
        """Its beginning, and the day on which somebody ended it early."""
        rows = [
            timeline.Row(
                "pause",
                self.date_from,
                self.env._("Paused until %(day)s", day=day_text(self.env, self.date_until)),
                self.reason,
                self._kfz_name("user_id"),
                self.create_date,
                # a pause that is entered ahead and resumed before it began is no longer to come
                is_planned=self.date_from > calendar.today() and not self.resumed_on,
            )
        ]
        if self.resumed_on:
            title, who = self.env._("Resumed"), self._kfz_name("resumed_by_id")
            rows.append(
                timeline.Row("pause", self.resumed_on, title, who=who, moment=self.write_date)
            )
        return rows

    def _kfz_sheet_line(self):
        until = one_page.office_date(self.date_until, self.env.lang)
        words = {"day": until, "reason": self.reason}
        return self.env._("Paused"), self.env._("until %(day)s: %(reason)s", **words)


class KfzTriage(models.Model):
    """What is said of a triage."""

    _inherit = "kfz.triage"

    def _kfz_triage_row(self):
        return timeline.Row(
            "triage",
            self.signed_on,
            self._kfz_word("verdict"),
            self.reason,
            self._kfz_name("signer_id"),
            self.create_date,
            self._name,
            self.id,
        )

    def _kfz_sheet_line(self):
        text = self.env._(
            "%(verdict)s, signed by %(name)s on %(day)s: %(reason)s",
            verdict=self._kfz_word("verdict"),
            name=self._kfz_name("signer_id"),
            day=one_page.office_date(self.signed_on, self.env.lang),
            reason=self.reason,
        )
        return self.env._("Triage"), text


class KfzResponse(models.Model):
    """What is said of the response to a lead."""

    _inherit = "kfz.response"

    def _kfz_response_rows(self, is_open):
        """Its steps: those that were taken, and the one that is due while the project goes on; a triage has its own row."""
        titles = {
            "acknowledge": self.env._("Lead acknowledged"),
            "answer": self.env._("Lead answered"),
        }
        place = {"model": self._name, "record": self.id}
        rows = [
            timeline.Row(
                "response",
                self[on],
                titles[step],
                (self.answer or "") if step == "answer" else "",
                self._kfz_name(who),
                self.write_date,
                **place,
            )
            for step, (_by, on, who) in FIELDS.items()
            if step in titles and self[on]
        ]
        if is_open and self.date_due and not self.is_closed:
            title = self._kfz_word("step")
            rows.append(timeline.Row("response", self.date_due, title, is_planned=True, **place))
        return rows

    def _kfz_sheet_line(self):
        words = {
            "day": one_page.office_date(self.answered_on, self.env.lang),
            "answer": self.answer or "",
        }
        return self.env._("Response"), self.env._("answered on %(day)s: %(answer)s", **words)
