from odoo import api, fields, models
from odoo.tools import plaintext2html

from ...domain.imports.project_facts import NewEnterprise
from ...domain.imports.project_plan import adds_enterprise
from ...domain.imports.project_values import HOLDER, of_new
from ...models.pipeline.crm_lead_settled import FIXED
from ...models.pipeline.gate_batch import GateBatch
from .kfz_import_handler import QUIET
from .kfz_import_project_rows import CHILDREN, DERIVED, derived

#: what the plan of the rows sets and users do not: the zone, which is the project's, and what counts in a past ledger
LEAVE = {
    "crm.lead": DERIVED,
    "kfz.agreement": ("company_id", "state", "amount_cny"),
    "kfz.assignment": ("company_id",),
    "kfz.capital.record": ("company_id", "amount_cny"),
    "kfz.gate.override": ("company_id", "user_id"),
    "kfz.milestone": ("company_id", "state", "recognised_by_id"),
}


class KfzImportProject(models.AbstractModel):
    """Writing projects: everything that hangs on them in one ``create`` per model, never one per row.

    Of a past ledger the gates may still ask for something: that is owed, by an override with a date.
    """

    _inherit = "kfz.import.project"

    def _create_rows(self, plan):
        self._create_enterprises([row.extra.new_enterprise for row in plan])
        officials = self._officials(
            (row.parsed.values["zone"], role, name)
            for row in plan
            for role, name in row.extra.officials.items()
        )
        teams = self._teams({row.parsed.values["zone"] for row in plan})
        self._link_users_of(officials, [row.extra.officials for row in plan])
        leads = self._create_projects([self._project_rows(row, officials, teams) for row in plan])
        for row, lead in zip(plan, leads, strict=True):
            row.record = lead.id

    def _create_enterprises(self, named):
        """Enterprises that rows name first are created once; later batches find them in their plan."""
        wanted = list(dict.fromkeys(new for new in named if new))
        # an earlier batch that was undone took its enterprises with it
        there = set(
            self.env["res.partner"].browse([new.id for new in wanted if new.id]).exists().ids
        )
        absent = [new for new in wanted if new.id not in there]
        partners = self._bulk("res.partner", _partners_skip_fields_sync=True).create(
            [
                {
                    "name": new.name,
                    "vat": new.code,
                    "company_id": new.zone,
                    "is_enterprise": True,
                    "is_company": True,
                    "user_id": False,
                }
                for new in absent
            ]
        )
        for new, partner in zip(absent, partners, strict=True):
            new.id = partner.id

    def _forget_undone(self, plan):
        """An enterprise that went with the row that was refused is not said to have been added."""
        told = [
            (row, issue)
            for row in plan
            if row.action == "refused"
            for issue in row.parsed.issues
            if issue.code == "enterprise_created"
        ]
        ids = [row.extra.new_enterprise.id for row, _issue in told]
        there = set(self.env["res.partner"].browse(filter(None, ids)).exists()._ids)
        for row, issue in told:
            if row.extra.new_enterprise.id not in there:
                row.parsed.issues.remove(issue)

    @api.model
    def _officials(self, wanted):
        """{(zone, name, is unit): official} for each (zone, role, name), those missing created; two queries for all."""
        keys = {(zone, name, role == "responsible_unit") for zone, role, name in wanted}
        Official = self.env["kfz.official"].with_context(active_test=False, **QUIET)
        found = Official.search(
            [
                ("company_id", "in", list({zone for zone, _name, _unit in keys})),
                ("name", "in", list({name for _zone, name, _unit in keys})),
            ]
        )
        known = {
            (official.company_id.id, official.name, official.is_unit): official
            for official in found
        }
        absent = sorted(keys - set(known))
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

    def _project_rows(self, row, officials, teams):
        """(values of a new project, {field of `CHILDREN`: values of each record that hangs on it})."""
        values, extra = row.parsed.values, row.extra
        zone, enterprise = values["zone"], extra.enterprise or extra.new_enterprise
        people = {
            role: officials[zone, name, role == "responsible_unit"].id
            for role, name in extra.officials.items()
        }
        children = self._children_rows(row, people)
        vals = {
            **row.vals,
            "is_promotion": True,
            "company_id": zone,
            "stage_id": extra.stage.id,
            "team_id": teams.get(zone),
            "date_closed": fields.Datetime.now() if extra.stage.is_won else False,
            "partner_id": enterprise.id if enterprise else False,
            "user_id": self._holder(row),
            **derived(children, people),
        }
        if "progress" in values:
            vals["description"] = plaintext2html(values["progress"])
        return vals, children

    def _children_rows(self, row, people):
        zone = self.env["res.company"].browse(row.parsed.values["zone"])
        told = {
            name: [self._in_cny(CHILDREN[name], self._told(of_new(child)), zone) for child in rows]
            for name, rows in row.extra.children.items()
        }
        return {
            **told,
            "assignment_ids": [
                {"role": role, "official_id": ident} for role, ident in people.items()
            ],
            "gate_override_ids": self._override_vals(row),
        }

    @api.model
    def _in_cny(self, model, vals, zone):
        """Values with the amount in yuan, which the model computes."""
        Model = self.env[model]
        if "amount" not in vals:
            return vals
        vals = {"currency_id": Model._kfz_cny().id, **vals}
        currency = self.env["res.currency"].browse(vals["currency_id"])
        amount = currency.round(vals["amount"])
        in_cny = Model._kfz_in_cny(amount, currency, zone, vals[Model._money_date])
        return {**vals, "amount": amount, "amount_cny": Model._kfz_cny().round(in_cny)}

    def _holder(self, row):
        """Id of the user who holds a new project."""
        if row.extra.stays:
            return self.env.uid
        if "account_manager" in row.extra.officials:
            return row.extra.holder or False
        return self._own_holder()

    def _override_vals(self, row):
        if not row.extra.owed:
            return []
        return [
            {
                "stage_id": row.extra.stage.id,
                "covers_earlier": True,
                "reason": self.env._("Opening import: evidence owed"),
                "valid_until": self._owed_until(),
                "company_id": row.parsed.values["zone"],
            }
        ]

    # changing what is there

    @api.model
    def _records(self, ids):
        return self.env["crm.lead"].with_context(active_test=False, **QUIET).browse(ids)

    def _update_rows(self, pairs):
        self._create_enterprises(
            [row.extra.new_enterprise for row, _lead in pairs if adds_enterprise(row)]
        )
        officials = self._officials(
            (row.parsed.values["zone"], role, name)
            for row, _lead in pairs
            for role, name in row.extra.handover.items()
        )
        self._link_users_of(officials, [row.extra.handover for row, _lead in pairs])
        batch = GateBatch()
        pairs = [(row, lead.with_context(kfz_gate_batch=batch)) for row, lead in pairs]
        corrections = {}
        for row, lead in pairs:
            self._update_project(row, lead, corrections)
        self._correct(corrections)
        self._hand_over(pairs, officials)
        self.env.flush_all()
        # sudo: as core calls the constraint that this stands for
        self._records(sorted(batch.ids)).sudo()._kfz_enforce_gates()

    def _update_project(self, row, record, corrections):
        """Write one project; what is to be corrected of its records is added to ``corrections``, {model: {record: values}}."""
        self._write_values(record, row.vals)
        self._write_children(record, row.extra.changes, corrections)
        if row.extra.move:
            self._with_leave(record.gate_override_ids).create(
                [{"lead_id": record.id, **vals} for vals in self._override_vals(row)]
            )
            record.write({"stage_id": row.extra.stage.id})

    @api.model
    def _hand_over(self, pairs, officials):
        """Hand projects over, all that one official takes over in one step, and give away those that nobody held.

        Account managers last, since the user may not work on a colleague's project.
        """
        taken, given = {}, {}
        for row, lead in pairs:
            zone = row.parsed.values["zone"]
            for role, name in row.extra.handover.items():
                taken.setdefault(
                    (role, officials[zone, name, role == "responsible_unit"]), []
                ).append(lead)
            if HOLDER in row.vals:
                given.setdefault(row.vals[HOLDER], []).append(lead)
        for (role, official), leads in sorted(
            taken.items(), key=lambda each: each[0][0] == "account_manager"
        ):
            leads[0].union(*leads)._kfz_hand_over(role, official)
        for user, leads in given.items():
            leads[0].union(*leads)._kfz_give_to(self.env["res.users"].browse(user))

    def _write_values(self, lead, vals):
        vals = {name: value for name, value in vals.items() if name != HOLDER}
        if "description" in vals:
            vals = {**vals, "description": plaintext2html(vals["description"])}
        if isinstance(vals.get("partner_id"), NewEnterprise):
            vals = {**vals, "partner_id": vals["partner_id"].id}
        vals = self._without_fixed(lead, vals)
        if vals:
            lead.write(vals)

    def _without_fixed(self, lead, vals):
        """The values without those that a signed project changes by an act, which is done."""
        fixed = {name: vals[name] for name in FIXED if name in vals}
        if not fixed or not lead._kfz_is_signed():
            return vals
        lead._kfz_correct(fixed, self._reason())
        return {name: value for name, value in vals.items() if name not in fixed}

    def _write_children(self, lead, changes, corrections):
        for name, ident, vals in changes:
            Child = lead.env[lead._fields[name].comodel_name]
            if not ident:
                self._with_leave(Child).create({"lead_id": lead.id, **self._told(vals)})
            elif (child := Child.browse(ident))._kfz_is_settled():
                self._change_settled(child, vals, corrections)
            elif "state" in vals:
                self._with_leave(child).write(self._told(vals))
            else:
                child.write(vals)

    def _change_settled(self, child, vals, corrections):
        """What counts already changes by the act that a user would choose, within the user's role."""
        if child._name == "kfz.milestone":
            # a past ledger owes what shows its landings
            child._kfz_reverse(self._reason(), vals, owed=bool(child._kfz_absent(child)))
        else:
            corrections.setdefault(child._name, {})[child] = vals

    def _correct(self, corrections):
        for wanted in corrections.values():
            next(iter(wanted)).browse()._kfz_correct_each(wanted, self._reason())

    @api.model
    def _with_leave(self, records):
        """The records, with leave for the plan; it has what counts already of past ledgers alone, which are a manager's."""
        env = records.env
        for model, names in LEAVE.items():
            env = env[model]._kfz_may_set(*names).env
        return records.with_env(env)

    def _told(self, vals):
        """Values of a record, with a note where a past ledger alone says that it counts."""
        if vals.get("state", "draft") == "draft":
            return vals
        return {**vals, "note": self.env._("Imported from a past ledger")}
