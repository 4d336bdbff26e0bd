from odoo import api, fields, models
from odoo.tools import plaintext2html

from ...domain import gate_facts, gates
from ...domain.imports.issue import WARNING
from ...domain.imports.project import STAGES
from .kfz_import_handler import QUIET


class KfzImportProject(models.AbstractModel):
    """Writing projects: everything that hangs on them in one ``create`` a model, never one a row."""

    _inherit = "kfz.import.project"

    def _create_rows(self, plan):
        self._create_partners(plan)
        officials = self._officials(plan)
        Lead = self._bulk("crm.lead", default_is_promotion=True)
        teams = self._teams({row.parsed.values["zone"] for row in plan})
        leads = Lead.create([self._lead_vals(row, officials, teams) for row in plan])
        leads._kfz_sync_figures()
        for row, lead in zip(plan, leads, strict=True):
            row.record = lead

    def _create_partners(self, plan):
        """Enterprises that rows name first are created once each; later rows find them in their plan."""
        wanted = {}
        for row in plan:
            new = row.extra.get("new_partner")
            if new and not row.extra.get("partner"):
                wanted.setdefault(id(new), (new, []))[1].append(row)
        fresh = [(new, rows) for new, rows in wanted.values() if not self._known_partner(new, rows)]
        partners = self._bulk("res.partner", _partners_skip_fields_sync=True).create(
            [
                {"user_id": False, **{key: value for key, value in new.items() if key != "record"}}
                for new, _rows in fresh
            ]
        )
        for (new, rows), partner in zip(fresh, partners, strict=True):
            new["record"] = partner
            for row in rows:
                row.extra["partner"] = partner

    def _known_partner(self, new, rows):
        """Whether an earlier batch created the enterprise already (and was not undone)."""
        partner = new.get("record")
        if not partner or not partner.exists():
            return False
        for row in rows:
            row.extra["partner"] = partner
        return True

    @api.model
    def _officials(self, plan):
        """{(zone, name, is unit): official} for the rows, those missing created; two queries for all."""
        wanted = {
            (row.parsed.values["zone"], name, role == "responsible_unit")
            for row in plan
            for role, name in row.extra["officials"].items()
        }
        Official = self.env["kfz.official"].with_context(active_test=False)
        found = Official.search(
            [
                ("company_id", "in", list({zone for zone, _name, _unit in wanted})),
                ("name", "in", list({name for _zone, name, _unit in wanted})),
            ]
        )
        known = {
            (official.company_id.id, official.name, official.is_unit): official
            for official in found
        }
        absent = sorted(wanted - set(known))
        created = Official.create(
            [{"company_id": zone, "name": name, "is_unit": unit} for zone, name, unit in absent]
        )
        return known | dict(zip(absent, created, strict=True))

    @api.model
    def _teams(self, zone_ids):
        """{zone id: id of its promotion team}."""
        # sudo: the zone's promotion team is found for users who may not read teams
        teams = (
            self.env["crm.team"]
            .sudo()
            .search([("is_promotion", "=", True), ("company_id", "in", list(zone_ids))])
        )
        return {team.company_id.id: team.id for team in reversed(teams)}

    def _lead_vals(self, row, officials, teams):
        """Values of a new project with all that hangs on it."""
        values, partner = row.parsed.values, row.extra.get("partner")
        zone = values["zone"]
        manager = officials.get((zone, row.extra["officials"].get("account_manager"), False))
        vals = {
            **row.vals,
            "is_promotion": True,
            "company_id": zone,
            "stage_id": row.extra["stage"].id,
            "team_id": teams.get(zone),
            "date_closed": fields.Datetime.now() if row.extra["stage"].is_won else False,
            "partner_id": partner.id if partner else False,
            "user_id": manager.user_id.id if manager else False,
            "assignment_ids": [
                (
                    0,
                    0,
                    {
                        "role": role,
                        "official_id": officials[zone, name, role == "responsible_unit"].id,
                        "company_id": zone,
                    },
                )
                for role, name in row.extra["officials"].items()
            ],
            "agreement_ids": [(0, 0, vals) for vals in self._agreement_vals(row)],
            "capital_ids": [(0, 0, vals) for vals in self._capital_vals(row)],
            "milestone_ids": [(0, 0, vals) for vals in self._milestone_vals(row)],
            "gate_override_ids": [(0, 0, vals) for vals in self._override_vals(row)],
        }
        if "progress" in values:
            vals["description"] = plaintext2html(values["progress"])
        return vals

    def _agreement_vals(self, row):
        values = row.parsed.values
        if "signed_date" not in values:
            return []
        amount = values.get("signed_amount")
        return [
            {
                "kind": "formal",
                "state": "in_force" if row.extra["opening"] else "draft",
                "signed_on": values["signed_date"],
                "amount": float(amount.amount) if amount else 0,
                "number": values.get("agreement_number"),
                "currency_id": row.extra["currencies"][amount.currency if amount else "CNY"],
                "company_id": values["zone"],
            }
        ]

    def _capital_vals(self, row):
        """Capital of a ledger that gives one sum: in place at the landing, else at the signing."""
        values = row.parsed.values
        day = values.get("landed_date") or values.get("signed_date")
        if "capital" not in values or not values["capital"].amount or not day:
            return []
        return [
            {
                "received_on": day,
                "amount": float(values["capital"].amount),
                "company_id": values["zone"],
                "currency_id": row.extra["currencies"][values["capital"].currency],
            }
        ]

    def _milestone_vals(self, row):
        state = "recognised" if row.extra["opening"] else "draft"
        return [
            {
                "milestone": word,
                "effective_date": day,
                "state": state,
                "company_id": row.parsed.values["zone"],
            }
            for word, day in row.extra["milestones"].items()
            if day
        ]

    def _override_vals(self, row):
        reason = self.env._("Opening import: evidence owed")
        return (
            [
                {
                    "stage_id": row.extra["stage"].id,
                    "covers_earlier": True,
                    "reason": reason,
                    "valid_until": self._owed_until(),
                    "company_id": row.parsed.values["zone"],
                }
            ]
            if row.extra.get("owed")
            else []
        )

    # changing what is there

    def _plan_update(self, row, stages):
        """Compare a known project with its row; ``extra`` remembers what has to be written."""
        lead, values, extra = row.record, row.parsed.values, row.extra
        row.action = "unchanged"
        if not lead.active or lead.condition in ("lost", "terminated", "transferred"):
            row.parsed.add(WARNING, "", "ended")
            row.action = "skip"
            return
        partner = extra.get("partner")
        wanted = dict(row.vals)
        if not lead.partner_id and (partner or extra.get("new_partner")):
            wanted["partner_id"] = partner.id if partner else 0
        if "progress" in values and not lead.description:
            wanted["description"] = plaintext2html(values["progress"])
        row.vals = self.env["kfz.import.enterprise"]._changed(lead, wanted)
        extra["children"] = self._changed_children(row)
        extra["handover"] = {
            role: name
            for role, name in extra["officials"].items()
            if lead[role + "_id"].name != name
        }
        self._plan_move(row, stages)
        if row.action != "refused" and (
            row.vals or extra["children"] or extra["handover"] or extra.get("move")
        ):
            row.action = "update"

    def _plan_move(self, row, stages):
        lead, stage = row.record, row.extra["stage"]
        if stage.sequence < lead.stage_id.sequence:
            row.parsed.add(
                WARNING, "", "not_moved_back", stage=stage.milestone, current=lead.stage_id.name
            )
        elif stage != lead.stage_id:
            row.extra["move"] = stage
            passage = lead._kfz_passages(self.env["crm.stage"]._kfz_pipeline())[lead][1]
            facts = gate_facts.union(lead._kfz_facts(), self._facts(row))
            missing = gates.missing(
                self.env["kfz.gate.rule"]._kfz_rules(), facts, passage, stage.sequence
            )
            self._settle_gates(row, stage, missing)

    def _changed_children(self, row):
        """[(record or None, model, values)] of agreements, capital and milestones that differ from the row."""
        lead, parsed = row.record, row.parsed
        changes = []
        formal = lead.agreement_ids.filtered(lambda a: a.kind != "framework")
        capital = lead.capital_ids
        for records, wanted, code in (
            (formal, self._agreement_vals(row), "several_agreements"),
            (capital, self._capital_vals(row), "several_capital"),
        ):
            if len(records) > 1 and wanted and not self._sums_agree(records, wanted[0]):
                parsed.add(WARNING, "", code)
            elif len(records) <= 1:
                changes += self._changed_child(records, wanted)
        by_word = {milestone.milestone: milestone for milestone in lead.milestone_ids}
        for wanted in self._milestone_vals(row):
            changes += self._changed_child(
                by_word.get(wanted["milestone"], lead.milestone_ids.browse()), [wanted]
            )
        return changes

    def _sums_agree(self, records, wanted):
        return abs(sum(records.mapped("amount")) - wanted["amount"]) < 0.005

    def _changed_child(self, record, wanted):
        if not wanted:
            return []
        vals = {
            key: value
            for key, value in wanted[0].items()
            if key != "company_id" and value is not None
        }
        if not record:
            return [(record, vals)]
        if "state" in vals and record.state not in ("draft",):
            vals.pop("state")
        changed = self.env["kfz.import.enterprise"]._changed(record, vals)
        return [(record, changed)] if changed else []

    def _update_row(self, row):
        lead = row.record.with_context(**QUIET)
        if row.vals.get("partner_id") == 0:
            self._create_partners([row])
            row.vals["partner_id"] = row.extra["partner"].id
        if row.vals:
            lead.write(row.vals)
        for record, vals in row.extra["children"]:
            if record:
                record.with_context(**QUIET).write(vals)
            else:
                record.with_context(**QUIET).create({"lead_id": lead.id, **vals})
        officials = self._officials([row]) if row.extra["handover"] else {}
        for role, name in row.extra["handover"].items():
            lead._kfz_hand_over(
                role, officials[row.parsed.values["zone"], name, role == "responsible_unit"]
            )
        if row.extra.get("move"):
            lead.gate_override_ids.create(
                [{"lead_id": lead.id, **vals} for vals in self._override_vals(row)]
            )
            lead.write({"stage_id": row.extra["move"].id})


assert STAGES == gates.MILESTONES
