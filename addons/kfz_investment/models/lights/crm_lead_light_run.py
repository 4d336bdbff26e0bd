import logging
from array import array

from odoo import SUPERUSER_ID, api, models
from odoo.tools import SQL

from ...domain import calendar, lights
from ...domain.light_facts import KINDS, worse
from ...domain.light_rules import DAY, in_zone
from ..base.nightly import nightly
from .light_rows import recordset

_logger = logging.getLogger(__name__)
QUEUE = "kfz_investment.lights"
#: projects per transaction of the nightly run, and how many such batches share the pages of their rows
BATCH, TURNS = 1000, 4
#: what the evaluation writes: {column: its type in the database}
COLUMNS = {
    "light": "varchar",
    **{
        f"light_{kind}{suffix}": sql_type
        for kind in KINDS
        for suffix, sql_type in (
            ("", "varchar"),
            ("_since", "date"),
            ("_rule_id", "int"),
            ("_data", "jsonb"),
        )
    },
    "light_next": "date",
    "light_moved_on": "date",
    "light_edit_on": "date",
}


class CrmLead(models.Model):
    """Evaluating the lights: once per transaction for the projects whose inputs changed, and nightly for those whose day has come.

    A batch costs one query for the facts, one that writes what changed, and one per ledger entry block, however many projects
    it has. Nothing is written where nothing changed.
    """

    _inherit = "crm.lead"

    # when an input changes

    @api.model
    def _kfz_light_queue(self, ids, is_edit=True):
        """Remember that projects changed; costs no query. They are evaluated once, before the commit.

        :param is_edit: whether it counts as work on the record, if a user did it
        """
        ids = [ident for ident in ids if isinstance(ident, int)]
        if not ids:
            return
        precommit = self.env.cr.precommit
        if QUEUE not in precommit.data:
            precommit.data[QUEUE] = {"leads": set(), "edited": set()}
            # sudo: a project has the same lights whoever changes it
            precommit.add(self.sudo()._kfz_run_light_queue)
        precommit.data[QUEUE]["leads"].update(ids)
        if is_edit and self.env.uid != SUPERUSER_ID:
            precommit.data[QUEUE]["edited"].update(ids)

    def _kfz_run_light_queue(self):
        queue = self.env.cr.precommit.data.pop(QUEUE, None)
        if queue:
            self.browse(sorted(queue["leads"]))._kfz_light_again(queue["edited"])

    # every night

    @api.model
    @nightly
    def _cron_lights(self):
        """Nightly: projects whose answer can change today, or could have on a night that was missed."""
        today, Cron = calendar.today(), self.env["ir.cron"]
        self.env.cr.execute(
            "SELECT id FROM crm_lead WHERE is_promotion AND light_next <= %s ORDER BY id", [today]
        )
        due = array("i", (ident for (ident,) in self.env.cr.fetchall()))
        Cron._commit_progress(remaining=len(due))
        for batch in self._kfz_light_batches(due):
            ids = self._kfz_lights_due(today, batch)
            self.browse(ids)._kfz_light_again()
            self.env.invalidate_all()
            if not Cron._commit_progress(len(ids)):
                break

    @api.model
    def _kfz_light_batches(self, ids):
        """Batches in which neighbours take turns: each finds the room on their page that the turn before has left, so that no row moves."""
        window = BATCH * TURNS
        for start in range(0, len(ids), window):
            for turn in range(TURNS):
                if batch := ids[start + turn : start + window : TURNS]:
                    yield list(batch)

    @api.model
    def _kfz_lights_due(self, today, ids):
        """Those that are still due. One that somebody saves at this moment is evaluated by that save."""
        self.env.cr.execute(
            SQL(
                """SELECT id FROM crm_lead WHERE id = ANY(%s) AND is_promotion AND light_next <= %s
                    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED""",
                ids,
                today,
            )
        )
        return [ident for (ident,) in self.env.cr.fetchall()]

    # one batch

    def _kfz_light_again(self, edited=()):
        """Evaluate the projects and write what changed, with an entry of the ledger for each light that turned.

        :param edited: ids of those on which somebody has just worked
        """
        self.env.flush_all()
        today, entries, changed, zones = calendar.today(), [], [], {}
        rules = self.env["kfz.light.rule"]._kfz_rules()
        for row in self._kfz_light_rows(self.ids):
            row["light_edit_on"] = row["edited_on"]
            if row["id"] in edited:
                row["edited_on"] = today
            zone = row["company_id"]
            if zone not in zones:
                days = self.env["kfz.calendar.day"]._kfz_workdays_of(zone)
                zones[zone] = (in_zone(rules, zone), today, days)
            new = self._kfz_light_values(row, *zones[zone])
            if any(row[name] != value for name, value in new.items()):
                changed.append({"id": row["id"], **new})
            entries += self._kfz_light_entries(row, new, *zones[zone][:2])
        self._kfz_write_lights(changed)
        self.env["kfz.light.change"]._kfz_enter(entries)

    def _kfz_light_values(self, row, rules, today, workdays):
        """What is stored of a project. A failure is logged and tried again the next night: it never keeps anybody from saving."""
        try:
            verdict = lights.evaluate_in_zone(self._kfz_light_facts(row), rules, today, workdays)
        except Exception:
            _logger.exception("The lights of project %s cannot be evaluated", row["id"])
            names = [name for name in COLUMNS if name != "light_edit_on"]
            return {
                **{name: row[name] for name in names},
                "light_edit_on": row["edited_on"],
                "light_next": today + DAY,
            }
        values = {
            "light": verdict.light,
            "light_next": verdict.next,
            "light_moved_on": row["moved_on"],
            "light_edit_on": row["edited_on"],
        }
        for kind in KINDS:
            values.update(self._kfz_light_value(kind, getattr(verdict, kind), row, today))
        return values

    @api.model
    def _kfz_light_value(self, kind, light, row, today):
        """The four columns of one light."""
        name = f"light_{kind}"
        if light is None:
            values = (None, None, None, None)
        elif light.rule:
            values = (light.light, light.since, light.rule.id, self._kfz_light_data(light))
        else:
            since = light.since
            if row[name] == "green" and row[f"{name}_since"]:
                since = max(filter(None, (since, row[f"{name}_since"])))
            values = ("green", since or today, None, None)
        names = (name, f"{name}_since", f"{name}_rule_id", f"{name}_data")
        return dict(zip(names, values, strict=True))

    @api.model
    def _kfz_light_data(self, light):
        """What the words of a light are made from, in plain values."""
        rule, limit = light.rule, getattr(light.rule, light.light)
        return {
            "why": light.why,
            "check": rule.check,
            "reference": rule.reference,
            "limit": rule.escalate_months if light.why == "escalated" else limit,
            "unit": rule.unit,
            "after": rule.after,
            **light.params,
        }

    @api.model
    def _kfz_light_entries(self, row, new, rules, today):
        """The entries of the ledger: a light that turned, or another rule that decides. The first green light is no news.

        :param rules: those of the zone
        """
        entries = []
        for kind in KINDS:
            name = f"light_{kind}"
            before, after = row[name], new[name]
            if not self._kfz_light_turned(name, row, new):
                continue
            entries.append(
                {
                    "lead_id": row["id"],
                    "company_id": row["company_id"],
                    "kind": kind,
                    "light": after,
                    "light_before": before,
                    "rule_id": new[f"{name}_rule_id"],
                    "since": new[f"{name}_since"] or today,
                    "known_on": today,
                    "data": new[f"{name}_data"] or self._kfz_light_eased(name, row, rules),
                    "is_worse": worse(before, after),
                }
            )
        return entries

    @api.model
    def _kfz_light_eased(self, name, row, rules):
        """Whether a light is gone because its rule was switched off, replaced or changed, and not because anything was mended."""
        data = row[f"{name}_data"]
        if not data:
            return None
        rule = next((each for each in rules if each.id == row[f"{name}_rule_id"]), None)
        if rule is None:
            return {"why": "rule_off"}
        limit = rule.escalate_months if data["why"] == "escalated" else getattr(rule, row[name])
        asked = (limit, rule.unit, rule.after, rule.check, rule.reference)
        was = tuple(data[key] for key in ("limit", "unit", "after", "check", "reference"))
        return {"why": "rule_changed"} if asked != was else None

    @api.model
    def _kfz_light_turned(self, name, row, new):
        """Whether a light turned, or another rule decides it. The first green light is no news."""
        before, after = row[name], new[name]
        if not before and after == "green":
            return False
        return before != after or row[f"{name}_rule_id"] != new[f"{name}_rule_id"]

    def _kfz_write_lights(self, rows):
        """Write the columns of many projects with one statement; the history of edits and the chatter do not notice."""
        if not rows:
            return
        columns = [SQL.identifier(name) for name in COLUMNS]
        self.env.cr.execute(
            SQL(
                "UPDATE crm_lead SET %s FROM %s WHERE crm_lead.id = new.id",
                SQL(", ").join(SQL("%s = new.%s", column, column) for column in columns),
                recordset(rows, {"id": "int", **COLUMNS}),
            )
        )
        self.browse([row["id"] for row in rows]).invalidate_recordset(list(COLUMNS), flush=False)
