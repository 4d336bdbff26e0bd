import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...domain import calendar, money, policies, tables
from ...report import signed_landed_workbook
from ..base.period_words import day_text
from .kfz_policy_mixin import validity_domain

_FIELDS = ("policy_id", "zone_id", "topic_id", *policies.CLAUSE_VALUES)
#: the columns of the table of clauses
_TEXTS = ("zone_id", "policy_id", "topic_id", "number", "name", "audience", "benefit")
_DATES = ("valid_from", "valid_to")
_POLICY_TEXTS = ("number", "authority", "source")


class KfzSharedPolicyClause(models.Model):
    """The zones side by side: topic × zone, the clauses in force on a day, as a page and as a workbook."""

    _inherit = "kfz.shared.policy.clause"

    @api.model
    @api.readonly
    def kfz_compare(self, day=None, topic_ids=None):
        """The content of the page.

        :param day: ISO date; today in Shanghai when empty
        :param topic_ids: only these topics; all when empty
        :return: {day, zones, topics (all there are), rows: [{topic, cells: [[clause …] a zone]}]}
        :raises UserError: when ``day`` is not a date
        """
        day = self._kfz_day(day)
        zones, topics, rows, clauses = self._kfz_side_by_side(day, topic_ids)
        return {
            "day": day.isoformat(),
            "zones": [{"id": zone.id, "name": zone.display_name} for zone in zones],
            "topics": [
                {"id": topic.id, "name": topic.name} for topic in topics.values() if topic.active
            ],
            "rows": [
                {
                    "topic": {"id": row.topic, "name": topics[row.topic].name},
                    "cells": [
                        [self._kfz_card(clauses[identifier]) for identifier in cell]
                        for cell in row.cells
                    ],
                }
                for row in rows
            ],
        }

    @api.model
    @api.private
    def kfz_compare_workbook(self, day=None, topic_ids=None):
        """The same as an .xlsx: the zones side by side, then every clause with its source.

        :return bytes: the workbook
        """
        day = self._kfz_day(day)
        zones, topics, rows, clauses = self._kfz_side_by_side(day, topic_ids)
        env = self.env
        title = env._("Policies of the zones, in force on %(day)s", day=day_text(env, day))
        columns = (
            tables.Column(self._kfz_label("topic_id")),
            *(tables.Column(zone.name) for zone in zones),
        )
        lines = [
            tables.Row(
                (
                    topics[row.topic].name if number == 0 else "",
                    *(
                        self._kfz_cell_text(clauses[cell[number]]) if number < len(cell) else None
                        for cell in row.cells
                    ),
                )
            )
            for row in rows
            for number in range(row.depth)
        ]
        in_order = [
            clauses[identifier] for row in rows for cell in row.cells for identifier in cell
        ]
        sheets = [
            tables.Sheet(
                env._("Side by side"), title, sections=(tables.Section("", columns, tuple(lines)),)
            ),
            tables.Sheet(env._("Clauses"), title, sections=(self._kfz_clause_table(in_order),)),
        ]
        return signed_landed_workbook.write(sheets, env._("Page &P of &N"), env._("pp"))

    @api.model
    def _kfz_day(self, day):
        try:
            return fields.Date.to_date(day) or calendar.today() if day else calendar.today()
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._("“%(day)s” is not a date: write it like 2026-01-31.", day=day)
            ) from error

    @api.model
    def _kfz_side_by_side(self, day: datetime.date, topic_ids):
        """(zones, topics by id, rows, clauses by id)."""
        domain = validity_domain("in_force", day)
        if topic_ids:
            domain &= Domain("topic_id", "in", [int(identifier) for identifier in topic_ids])
        found = self.search_fetch(domain, _FIELDS, order="policy_id, sequence, id")
        # sudo: zones are not secret, and the page shows all of them
        zones = self.env["res.company"].sudo().search([("zone_code", "!=", False)], order="id")
        topics = self.env["kfz.policy.topic"].search([("active", "in", (True, False))])
        rows = policies.side_by_side(
            (
                policies.Clause(
                    clause.id,
                    clause.zone_id.id,
                    clause.topic_id.id,
                    clause.valid_from,
                    clause.valid_to,
                )
                for clause in found
            ),
            topics.ids,
            zones.ids,
            day,
        )
        return (
            zones,
            {topic.id: topic for topic in topics},
            rows,
            {clause.id: clause for clause in found},
        )

    def _kfz_card(self, clause):
        """A clause as the page shows it."""
        return {
            "id": clause.id,
            "number": clause.number or "",
            "name": clause.name,
            "benefit": clause.benefit,
            "audience": clause.audience or "",
            "grant": self._kfz_grant(clause),
            "until": self.env._("until %(day)s", day=day_text(self.env, clause.valid_to))
            if clause.valid_to
            else "",
            "policy_id": clause.policy_id.id,
            "policy": clause.policy_id.name,
        }

    def _kfz_grant(self, clause):
        """Ceiling and rate in words, empty when the document states none."""
        parts = []
        if clause.amount_cap:
            amount = money.format_wan(clause.amount_cap, self.env.lang or "en_US")
            parts.append(self.env._("at most %(amount)s", amount=amount))
        parts.append(self._kfz_rate(clause))
        return " · ".join(filter(None, parts))

    def _kfz_cell_text(self, clause):
        grant = self._kfz_grant(clause)
        head = f"{clause.display_name} ({grant})" if grant else clause.display_name
        return self.env._("%(heading)s: %(text)s", heading=head, text=clause.benefit)

    @api.model
    def _kfz_label(self, name):
        """A column's heading: the label of the field."""
        return self._fields[name]._description_string(self.env)

    @api.model
    def _kfz_clause_table(self, clauses):
        """Every clause with all its published values."""
        policy = self.env["kfz.shared.policy"]._fields
        columns = (
            *(tables.Column(self._kfz_label(name)) for name in _TEXTS),
            tables.Column(self.env._("Rate")),
            tables.Column(self.env._("Ceiling (yuan)"), "amount"),
            *(tables.Column(self._kfz_label(name), "date") for name in _DATES),
            *(tables.Column(policy[name]._description_string(self.env)) for name in _POLICY_TEXTS),
        )
        return tables.Section(
            "",
            columns,
            tuple(
                tables.Row(
                    (
                        *(_text(clause[name]) for name in _TEXTS),
                        self._kfz_rate(clause),
                        clause.amount_cap or None,
                        *(clause[name] or None for name in _DATES),
                        *(_text(clause.policy_id[name]) for name in _POLICY_TEXTS),
                    )
                )
                for clause in clauses
            ),
        )

    def _kfz_rate(self, clause):
        if not clause.rate_from and not clause.rate_to:
            return ""
        return (
            f"{clause.rate_from:g}–{clause.rate_to:g}%"
            if clause.rate_to
            else f"{clause.rate_from:g}%"
        )


def _text(value):
    """A text or the name of a record, empty when there is none."""
    return (value.display_name if isinstance(value, models.BaseModel) else value) or ""
