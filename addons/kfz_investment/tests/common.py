import datetime

from odoo.service.model import call_kw
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import SQL

from ..domain import calendar
from ..domain.issue_climb import Step

#: name → (codes of its zones, the first of which it starts in; its group)
USERS = {
    "officer": (("kcbz",), "kfz_investment.group_kfz_officer"),
    "officer2": (("kcbz",), "kfz_investment.group_kfz_officer"),
    "manager": (("kcbz",), "kfz_investment.group_kfz_manager"),
    "manager_b": (("kmftz",), "kfz_investment.group_kfz_manager"),
    "manager_all": (("kcbz", "kmftz", "kmetdz", "mhmd"), "kfz_investment.group_kfz_manager"),
    "official": (("kcbz",), "kfz_investment.group_kfz_lead_official"),
    "taskforce": (("kcbz",), "kfz_investment.group_kfz_task_force"),
    "joint": (("kcbz",), "kfz_investment.group_kfz_joint_office"),
    "salesman": (("kcbz",), "sales_team.group_sale_salesman_all_leads"),
    "employee": (("kcbz",), "base.group_user"),
    "customs": (("kcbz",), "kfz_investment.group_kfz_customs"),
    "committee": (("kcbz",), "kfz_investment.group_kfz_committee"),
    "exchange": (("kcbz",), "kfz_investment.group_kfz_exchange"),
    "portal": (("kcbz",), "base.group_portal"),
}


def make_users(env):
    """The users of the tests by name; made where they are missing.

    ``./kfz test`` makes them once, in the template of its databases; with plain ``odoo -i`` each
    class makes them.
    """
    logins = {f"kfz_{name}": name for name in USERS}
    found = env["res.users"].search([("login", "in", list(logins))])
    users = {logins[user.login]: user for user in found}
    for name, (codes, group) in USERS.items():
        if name not in users:
            zones = [env.ref(f"kfz_investment.zone_{code}").id for code in codes]
            users[name] = new_test_user(
                env,
                login=f"kfz_{name}",
                groups=group,
                context={"no_reset_password": True},
                company_id=zones[0],
                company_ids=[(6, 0, zones)],
            )
    return {name: user.with_env(env) for name, user in users.items()}


def request_of(env, model, method, args, kwargs):
    """Call a method as a request of the environment's user does.

    Core goes back to the user of the request in some places, which here would be the superuser of the tests.
    """
    transaction = env.transaction
    before, transaction.default_env = transaction.default_env, env
    try:
        return call_kw(env[model], method, args, kwargs)
    finally:
        transaction.default_env = before


@tagged("post_install", "-at_install")
class KfzCase(TransactionCase):
    r"""Two zones and the people who work in them.

    ============== ========= ==========================================
    user            zones     groups
    ============== ========= ==========================================
    officer         KCBZ      officer
    officer2        KCBZ      officer
    manager         KCBZ      manager
    manager_b       KMFTZ     manager
    manager_all     all four  manager
    official        KCBZ      lead official
    taskforce       KCBZ      task force
    joint           KCBZ      joint office
    salesman        KCBZ      stock salesman, no role in promotion
    employee        KCBZ      bare employee
    customs         KCBZ      customs verifier
    committee       KCBZ      committee verifier
    exchange        KCBZ      technical user of another zone's server
    portal          KCBZ      portal user
    ============== ========= ==========================================
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ref = cls.env.ref
        cls.zone_a = ref("kfz_investment.zone_kcbz")
        cls.zone_b = ref("kfz_investment.zone_kmftz")
        cls.zones = (
            cls.zone_a
            | cls.zone_b
            | ref("kfz_investment.zone_kmetdz")
            | ref("kfz_investment.zone_mhmd")
        )
        for name, user in make_users(cls.env).items():
            setattr(cls, name, user)
        cls.stages = {stage.milestone: stage for stage in cls.env["crm.stage"]._kfz_pipeline()}
        cls.industry = cls.env["res.partner.industry"].create({"name": "示例行业"})
        cls.entry_type = ref("kfz_investment.entry_type_p1")
        cls.area = ref("kfz_investment.area_airport")
        cls.today = calendar.today()

    @classmethod
    def _enterprise(cls, name="示例企业有限公司", zone=None, **values):
        return cls.env["res.partner"].create(
            {
                "name": name,
                "is_company": True,
                "is_enterprise": True,
                "company_id": (zone or cls.zone_a).id,
                **values,
            }
        )

    @classmethod
    def _attachment(cls, name="示例文件.txt"):
        return cls.env["ir.attachment"].create({"name": name, "raw": b"evidence"})

    @classmethod
    def _link(cls, record, document):
        """Link a document that stays another record's, past the ORM: no user can make such a link."""
        field = record._fields["attachment_ids"]
        cls.env.flush_all()
        cls.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s, %s) VALUES (%s, %s)",
                *map(SQL.identifier, (field.relation, field.column1, field.column2)),
                record.id,
                document.id,
            )
        )
        cls.env.invalidate_all()

    @classmethod
    def _official(cls, name="示例领导", zone=None, **values):
        """A person of a zone; of a name that is there, the second one gets a number behind it."""
        zone, Official = zone or cls.zone_a, cls.env["kfz.official"].with_context(active_test=False)
        same = Official.search_count([("company_id", "=", zone.id), ("name", "=like", f"{name}%")])
        name = f"{name}{same + 1}" if same else name
        return cls.env["kfz.official"].create({"name": name, "company_id": zone.id, **values})

    @classmethod
    def _climbed_issue(cls, lead):
        """An issue of a project that has reached the joint office, whose sheet waits to be released."""
        owner = cls._official("示例责任人", lead.company_id)
        values = {"lead_id": lead.id, "name": "示例事项", "owner_id": owner.id}
        return cls._climb(cls.env["kfz.issue"].create(values))

    @classmethod
    def _climb(cls, issue):
        """Let an issue reach the joint office today."""
        issue._kfz_take(Step(issue.level, "joint_office", cls.today))
        return issue

    @classmethod
    def _project(cls, milestone="lead", zone=None, user=None, **values):
        """A project with everything that its stage asks for."""
        zone = zone or cls.zone_a
        if "partner_id" not in values:
            values["partner_id"] = cls._enterprise(zone=zone).id
        vals = {
            "name": "示例项目",
            "is_promotion": True,
            "company_id": zone.id,
            "user_id": user.id if user else False,
            "stage_id": cls.stages[milestone].id,
            **cls._evidence_values(milestone, zone),
            **values,
        }
        for *_command, line in vals.get("milestone_ids", ()):
            if line["milestone"] == "landed" and vals["partner_id"]:
                # the investor itself is the company that was registered, where a test names no other
                line.setdefault("project_company_ids", [(4, vals["partner_id"])])
        return cls.env["crm.lead"].create(vals)

    @classmethod
    def _evidence_values(cls, milestone, zone):
        order = list(cls.stages)
        level = order.index(milestone)
        values = {}
        if level >= order.index("negotiation"):
            values.update(
                industry_id=cls.industry.id,
                expected_revenue=5_000_000,
                assignment_ids=[
                    (
                        0,
                        0,
                        {
                            "official_id": cls._official(
                                f"示例专员{cls.env['kfz.official'].search_count([])}", zone
                            ).id,
                            "role": "account_manager",
                        },
                    )
                ],
                interaction_ids=[(0, 0, {"summary": "示例洽谈"})],
            )
        if level >= order.index("review"):
            values.update(
                industry_function="logistics",
                entry_type_id=cls.entry_type.id,
                site_need="示例用地 20 亩",
                area_id=cls.area.id if zone == cls.zone_a else False,
            )
        if level >= order.index("signed"):
            values["agreement_ids"] = [(0, 0, cls._agreement_values())]
        if level >= order.index("landed"):
            values["milestone_ids"] = [
                (0, 0, cls._milestone_values(word))
                for word in order[order.index("landed") : level + 1]
            ]
        return values

    @classmethod
    def _agreement_values(cls, **values):
        return {
            "kind": "formal",
            "state": "in_force",
            "amount": 1_000_000,
            "signed_on": cls._days_ago(30),
            "attachment_ids": [(6, 0, cls._attachment().ids)],
            **values,
        }

    @classmethod
    def _milestone_values(cls, milestone="landed", **values):
        return {
            "milestone": milestone,
            "state": "recognised",
            "effective_date": cls._days_ago(10),
            "registered_on": cls._days_ago(20),
            "ground": "site_contract",
            "attachment_ids": [(6, 0, cls._attachment().ids)],
            **values,
        }

    @classmethod
    def _days_ago(cls, days):
        return cls.today - datetime.timedelta(days=days)


def analyze(cr):
    """Let the database count its rows, as it does by itself in a database that lives on.

    Of our tables alone: ``ANALYZE`` of everything also locks what all databases of the server share, until the transaction
    ends, and the tests in another database would wait for that.
    """
    cr.execute(
        "SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables WHERE schemaname = current_schema"
    )
    [tables] = cr.fetchone()
    # pylint: disable=sql-injection
    cr.execute(f"ANALYZE {tables}")
