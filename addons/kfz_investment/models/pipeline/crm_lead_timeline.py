from odoo import api, fields, models

from ...domain import calendar, timeline
from ...domain.follow_up import ENDED
from ...domain.money import format_wan
from ..base.period_words import day_text


class CrmLead(models.Model):
    """The timeline of a project: what is planned and what happened, with the rights of the reader.

    Each room adds what it knows by :meth:`_kfz_timeline`: one query for each kind of record, however many there are.
    """

    _inherit = "crm.lead"

    @api.readonly
    def action_timeline(self):
        """What the tab of the page shows: {rows: [values in plain form], kinds: [(word, label, number)]}.

        :raises AccessError: when the user may not read the project
        """
        self.ensure_one()
        self.check_access("read")
        rows = timeline.compose(self._kfz_timeline()) if self.is_promotion else []
        labels, today = self._kfz_timeline_labels(), calendar.today()
        return {
            "rows": [
                {
                    "kind": row.kind,
                    "label": labels[row.kind],
                    "date": fields.Date.to_string(row.day),
                    "day": day_text(self.env, row.day),
                    "title": row.title,
                    "detail": row.detail,
                    "who": row.who,
                    "model": row.model,
                    "record": row.record,
                    "planned": row.is_planned,
                    "late": timeline.is_late(row, today),
                }
                for row in rows
            ],
            "kinds": [(kind, labels[kind], number) for kind, number in timeline.kinds(rows)],
        }

    def _kfz_timeline(self):
        """Hook: the rows of one project, each a ``timeline.Row``; higher rooms add theirs."""
        lists = (
            ("interaction_ids", self._kfz_visit_row),
            ("transition_ids", self._kfz_stage_row),
            ("agreement_ids", self._kfz_agreement_row),
            ("milestone_ids", self._kfz_milestone_row),
            ("capital_ids", self._kfz_capital_row),
            ("gate_override_ids", self._kfz_override_row),
        )
        rows = [row(record) for name, row in lists for record in self._kfz_readable(name)]
        return [
            self._kfz_opened_row(),
            *self._kfz_planned_rows(),
            *rows,
            *self._kfz_assignment_rows(),
            *self._kfz_condition_rows(),
            *self._kfz_correction_rows(),
        ]

    @api.model
    def _kfz_timeline_labels(self):
        """Hook: {kind: its label}."""
        return {
            "project": self.env._("Project"),
            "visit": self.env._("Visits"),
            "stage": self.env._("Stages"),
            "condition": self.env._("Condition"),
            "agreement": self.env._("Agreements"),
            "milestone": self.env._("Milestones"),
            "capital": self.env._("Capital in place"),
            "assignment": self.env._("Assignments"),
            "correction": self.env._("Corrections"),
            "override": self.env._("Gate overrides"),
        }

    # rows

    def _kfz_planned_rows(self):
        """What has a date and has not happened yet; nothing for a project that has ended."""
        if self.condition in ENDED:
            return []
        dates = (
            ("visit", self.next_step_date, self.env._("Next step"), self.next_step),
            (
                "agreement",
                not self.signed_date and self.date_deadline,
                self.env._("Expected signing"),
                "",
            ),
            (
                "condition",
                self.condition == "dormant" and self.review_on,
                self.env._("Review of the dormant project"),
                self.condition_reason,
            ),
            ("milestone", self.owed_until, self.env._("Evidence owed"), self.owed_text),
        )
        return [
            timeline.Row(kind, day, title, detail or "", is_planned=True)
            for kind, day, title, detail in dates
            if day
        ]

    def _kfz_opened_row(self):
        return timeline.Row(
            "project",
            calendar.shanghai_date(self.create_date),
            self.env._("Entered as %(code)s", code=self.project_code),
            who=self._kfz_name("create_uid"),
            moment=self.create_date,
        )

    def _kfz_visit_row(self, visit):
        led = visit.is_leader_led and self.env._("Led by a principal leader")
        said = (visit._kfz_word("kind"), led, visit._kfz_word("result"))
        return timeline.Row(
            "visit",
            visit.date,
            " · ".join(filter(None, said)),
            visit.summary or "",
            visit._kfz_name("user_id"),
            visit.create_date,
            visit._name,
            visit.id,
        )

    def _kfz_stage_row(self, move):
        origin, reached = move._kfz_name("from_stage_id"), move._kfz_name("to_stage_id")
        title = f"{origin} → {reached}" if origin else reached
        return timeline.Row(
            "stage",
            move.effective_date,
            title,
            move.reason or "",
            move._kfz_name("user_id"),
            move.create_date,
        )

    def _kfz_agreement_row(self, agreement):
        amount = format_wan(
            agreement.amount, self.env.lang or "", agreement._kfz_name("currency_id")
        )
        return timeline.Row(
            "agreement",
            agreement.signed_on,
            f"{agreement._kfz_word('kind')} {agreement.number or ''}".strip(),
            f"{amount} · {agreement._kfz_word('state')}",
            agreement._kfz_name("create_uid"),
            agreement.create_date,
            agreement._name,
            agreement.id,
        )

    def _kfz_milestone_row(self, milestone):
        return timeline.Row(
            "milestone",
            milestone.effective_date,
            milestone._kfz_word("milestone"),
            milestone._kfz_word("state"),
            milestone._kfz_name("recognised_by_id") or milestone._kfz_name("create_uid"),
            milestone.create_date,
            milestone._name,
            milestone.id,
        )

    def _kfz_capital_row(self, capital):
        amount = format_wan(capital.amount, self.env.lang or "", capital._kfz_name("currency_id"))
        state = capital.state == "withdrawn" and capital._kfz_word("state")
        return timeline.Row(
            "capital",
            capital.received_on,
            f"{amount} · {state}" if state else amount,
            capital.note or "",
            capital._kfz_name("create_uid"),
            capital.create_date,
            capital._name,
            capital.id,
        )

    def _kfz_override_row(self, override):
        until = day_text(self.env, override.valid_until)
        return timeline.Row(
            "override",
            calendar.shanghai_date(override.create_date),
            self.env._(
                "“%(stage)s” until %(date)s", stage=override._kfz_name("stage_id"), date=until
            )
            if until
            else override._kfz_name("stage_id"),
            override.reason or "",
            override._kfz_name("user_id"),
            override.create_date,
        )

    def _kfz_assignment_rows(self):
        """The beginning of each assignment, and its end where it has ended or is to end."""
        rows, today = [], calendar.today()
        for each in self._kfz_readable("assignment_ids"):
            words = {"official": each._kfz_name("official_id"), "role": each._kfz_word("role")}
            begun = self.env._("%(official)s becomes “%(role)s”", **words)
            who, first, last = each._kfz_name("create_uid"), each.date_from, each.date_to
            rows.append(
                timeline.Row(
                    "assignment", first, begun, "", who, each.create_date, is_planned=first > today
                )
            )
            if last:
                ended = self.env._("%(official)s is no longer “%(role)s”", **words)
                rows.append(
                    timeline.Row(
                        "assignment", last, ended, moment=each.write_date, is_planned=last > today
                    )
                )
        return rows

    def _kfz_condition_rows(self):
        changes = self.env["kfz.condition.change"]
        if changes.has_access("read"):
            changes = changes.search([("lead_id", "=", self.id)])
        return [
            timeline.Row(
                "condition",
                calendar.shanghai_date(change.create_date),
                change._kfz_word("condition"),
                change.reason or "",
                change._kfz_name("user_id"),
                change.create_date,
            )
            for change in changes
        ]

    def _kfz_correction_rows(self):
        """One row an act, whatever number of values it changed."""
        acts = self._kfz_readable("correction_ids").grouped(
            lambda each: (each.create_date, each.act, each.record_name, each.reason, each.user_id)
        )
        rows = []
        for (moment, _act, name, reason, _user), changes in acts.items():
            first = changes[0]
            values = [
                f"{each.field_label}: {each.old_value or '–'} → {each.new_value or '–'}"
                for each in changes
            ]
            rows.append(
                timeline.Row(
                    "correction",
                    calendar.shanghai_date(moment),
                    f"{first._kfz_word('act')} · {name}",
                    "; ".join([*values, reason]),
                    first._kfz_name("user_id"),
                    moment,
                )
            )
        return rows
