"""What the planners of ``domain.imports`` ask, answered from the database: plain values, for all rows at once."""

from functools import cached_property

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import calendar
from ...domain.follow_up import ENDED
from ...domain.imports.directory import Enterprise, title_key
from ...domain.imports.project_facts import Project, RecordedProject, Stage, Zone
from ...domain.imports.project_values import CHILDREN, COMPARED
from ...domain.names import match_key
from ...models.base.sql_arrays import sql_array

#: who works on the projects of colleagues, and may make some for them
ALL_PROJECTS = "sales_team.group_sale_salesman_all_leads"


def plain(record, names):
    """{field: value} of a record, a relation as its id."""
    return {
        name: record[name].id if record._fields[name].type == "many2one" else record[name]
        for name in names
    }


class Facts:
    """What all kinds ask; the zone is the one that the user works in."""

    #: the model of the records that rows change
    model = "res.partner"

    def __init__(self, env, choices=None):
        self.env, self.choices = env, choices

    def said(self, ids):
        """{record: what each import said of it, the oldest first}; one query."""
        return self.env["kfz.import.trace"]._kfz_said(self.model, ids)

    @cached_property
    def zone(self):
        """Id of the user's current zone."""
        return self.env["crm.lead"]._kfz_default_zone().id

    @cached_property
    def currencies(self):
        """{code: id} of the active currencies."""
        return {currency.name: currency.id for currency in self.env["res.currency"].search([])}

    def enterprises(self, zones, codes, names):
        """Enterprises with one of the codes or names, of these zones and the common directory; one query."""
        partners = (
            self.env["res.partner"]
            .with_context(active_test=False)
            .search(
                [
                    ("is_enterprise", "=", True),
                    ("company_id", "in", [*zones, False]),
                    "|",
                    ("vat", "in", list(codes)),
                    # a key that more names share than are spellings of one: the index compares them
                    "|",
                    ("name_key", "in", list({match_key(name) for name in names})),
                    ("name", "in", list(names)),
                ]
            )
        )
        return [
            Enterprise(
                partner.id,
                partner.name,
                partner.vat or None,
                partner.company_id.id or None,
                partner.active,
                partner.industry_id.id or None,
            )
            for partner in partners
        ]


class EnterpriseFacts(Facts):
    """`domain.imports.enterprise_plan.EnterpriseFacts`."""

    def current(self, ids, names):
        """{enterprise's id: {field: value}}."""
        return {partner.id: plain(partner, names) for partner in self._partners(ids)}

    def proposed(self, ids):
        """{enterprise's id: [{field: value}]} of the zone's proposals that wait; two queries."""
        fields_of = self.env["res.partner"]._fields
        return {
            ident: [
                {
                    name: fields.Date.to_date(value) if fields_of[name].type == "date" else value
                    for name, value in values.items()
                }
                for values in found
            ]
            for ident, found in self.env["kfz.directory.proposal"]
            ._kfz_proposed(self.zone, ids)
            .items()
        }

    def contacts(self, ids):
        """(enterprise's id, name) of its contact persons; one query."""
        found = self.env["res.partner"].search_read(
            [("parent_id", "in", ids)], ["parent_id", "name"], load="_classic_read"
        )
        return {(contact["parent_id"][0], contact["name"]) for contact in found}

    def notes(self, ids):
        """(enterprise's id, text) of the zone's notes; one query."""
        found = self.env["kfz.enterprise.note"].search_read(
            [("partner_id", "in", ids)], ["partner_id", "body"]
        )
        return {(note["partner_id"][0], note["body"]) for note in found}

    def _partners(self, ids):
        return self.env["res.partner"].browse(ids)


class TradeFacts(Facts):
    """`domain.imports.trade_plan.TradeFacts`."""

    model = "kfz.trade.record"

    def __init__(self, env, source, choices=None):
        super().__init__(env, choices)
        self.source = source

    def trades(self, keys):
        """What is recorded of the same trade; one query."""
        return self.env["kfz.trade.record"]._kfz_known(keys)


class ProjectFacts(Facts):
    """`domain.imports.project_facts.ProjectFacts`."""

    model = "crm.lead"

    def __init__(self, env, is_opening, choices=None):
        super().__init__(env, choices)
        self.is_opening = is_opening
        self.today = calendar.today()

    @cached_property
    def is_manager(self):
        """Whether the user may recognise landings."""
        return self.env.user.has_group("kfz_investment.group_kfz_manager")

    @cached_property
    def stages(self):
        """{milestone: Stage}."""
        return {stage.milestone: _stage(stage) for stage in self._pipeline}

    @cached_property
    def rated(self):
        """Currencies with an exchange rate; core converts the others one to one without a word."""
        rates = self.env["res.currency.rate"]._read_group([], ["currency_id"])
        return frozenset(currency.id for [currency] in rates)

    @cached_property
    def rules(self):
        """The rows of the gates."""
        return self.env["kfz.gate.rule"]._kfz_rules()

    @cached_property
    def _pipeline(self):
        return self.env["crm.stage"]._kfz_pipeline()

    def projects(self, zones, codes, names):
        """All projects of these zones with one of the codes or names, archived and colleagues' included; two queries."""
        return self._found(
            zones,
            Domain("project_code", "in", list(codes))
            | Domain("id", "in", self._titled(zones, names)),
            lambda lead: [lead.name],
        )

    def _titled(self, zones, names):
        """Ids of the projects of zones whose names are spellings of these; one query."""
        keys, Lead = set(map(title_key, names)), self.env["crm.lead"]
        Lead.flush_model(["name", "is_promotion", "company_id"])
        rows = self.env.execute_query(
            SQL(
                "SELECT id, name FROM crm_lead WHERE is_promotion AND company_id = ANY(%s)",
                sql_array(set(zones), "int"),
            )
        )
        return [ident for ident, name in rows if title_key(name or "") in keys]

    def renamed(self, zones, names):
        """Projects of these zones under the names that ledgers once gave them, the latest ledger first.

        One query, a second one when there are any.
        """
        called = self.env["kfz.import.trace"]._kfz_called(self.model, zones, names)
        if not called:
            return []
        found = self._found(zones, Domain("id", "in", list(called)), lambda lead: called[lead.id])
        place = {ident: at for at, ident in enumerate(called)}
        return sorted(found, key=lambda project: place[project.id])

    def _found(self, zones, domain, names):
        """Projects of zones in which the user works, each under its names.

        A colleague's is found, too, though the user may not read it: a row that means it makes no second one. Of such a
        project the plan says who works on it, and nothing else.
        """
        zones = set(zones) & set(self.env.user.company_ids.ids)
        domain &= Domain("is_promotion", "=", True) & Domain("company_id", "in", list(zones))
        # sudo: whether a colleague of the same zone has the project already; no other zone is asked
        leads = self.env["crm.lead"].sudo().with_context(active_test=False).search(domain)
        readable = set(leads.with_env(self.env)._filtered_access("read")._ids)
        return [
            Project(
                lead.id,
                lead.project_code or None,
                lead.company_id.id,
                lead.partner_id.id or None,
                name,
                None if lead.id in readable else lead.user_id.name or "",
            )
            for lead in leads
            for name in names(lead)
        ]

    def holders(self, wanted):
        """{(zone, account manager's name): id of the user who holds the projects, None for two}; two queries."""
        found = self.env["kfz.official"]._kfz_holders_named(wanted)
        return {key: user.id or None for key, user in found.items()}

    @cached_property
    def only_own(self):
        """Id of the user, when the user may make projects for no one else."""
        return None if self.env.user.has_group(ALL_PROJECTS) else self.env.uid

    def recorded(self, ids, roles):
        """The projects of these ids, with the officials in these roles; their children in one query a model."""
        return {lead.id: _recorded(lead, roles) for lead in self._leads(ids)}

    def gate_states(self, ids):
        """What the gates know of these projects, and where they are in the pipeline; two queries for all."""
        leads = self._leads(ids)
        passages = leads._kfz_passages(self._pipeline) if leads else {}
        return {lead.id: (lead._kfz_facts(), passages[lead][1]) for lead in leads}

    def zones(self, ids):
        """What the gates ask of these zones."""
        return {
            zone.id: Zone(bool(zone.kfz_area_ids), zone._kfz_settings().kfz_major_threshold)
            for zone in self.env["res.company"].browse(ids)
        }

    def _leads(self, ids):
        return self.env["crm.lead"].with_context(active_test=False).browse(ids)


def _stage(stage):
    return Stage(stage.id, stage.milestone, stage.sequence, stage.name, stage.is_won)


def _recorded(lead, roles):
    return RecordedProject(
        stage=_stage(lead.stage_id),
        is_open=lead.active and lead.condition not in ENDED,
        is_signed=lead._kfz_is_signed(),
        values=plain(lead, COMPARED),
        officials={role: lead[f"{role}_id"].name for role in roles},
        enterprise=lead.partner_id.name or "",
        children={
            name: [
                plain(record, ("id", *fields))
                for record in lead[name]
                if record.state not in ("withdrawn", "reversed")
            ]
            for name, fields in CHILDREN.items()
        },
    )
