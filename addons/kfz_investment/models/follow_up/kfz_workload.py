import datetime

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import calendar
from ...domain.follow_up import GOING
from ..officials.kfz_official_term import RANKS

#: columns that count the projects of a role: {column: roles}
ROLE_COUNTS = {
    "lead_official_count": ("lead_official",),
    "account_manager_count": ("account_manager",),
    "responsible_unit_count": ("responsible_unit",),
    "task_force_count": ("task_force_lead", "task_force_member"),
}
#: without contact for so many days, a project counts as not contacted
QUIET_DAYS = 30


class KfzWorkload(models.Model):
    """What officials and units carry today: one row each, those without a project included.

    Projects are promotion projects that go on (ongoing or delayed), each counted once a row whatever its roles; an assignment
    counts from its first day until it is handed over or ended. A project without an account manager on record counts for the
    official behind its user. ``planned_amount`` and ``signed_amount`` are sums of these projects
    in yuan. Visits are those in which the official or unit took part, of the last 30 and 90 days, today included, in Shanghai.
    ``free_capacity`` is empty where no capacity is given, and negative where it is exceeded.
    Another concern adds a column by its name in ``_kfz_columns`` and, where it needs one, a table in ``_kfz_joins``.
    """

    _name = "kfz.workload"
    _description = "Workload"
    _auto = False
    _order = "project_count desc, official_id"
    _rec_name = "official_id"

    official_id = fields.Many2one("kfz.official", "Official or unit", readonly=True)
    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    unit_id = fields.Many2one("kfz.official", "Belongs to", readonly=True)
    is_unit = fields.Boolean("Unit", readonly=True)
    rank = fields.Selection(RANKS, readonly=True)
    has_login = fields.Boolean("Has a login", readonly=True)
    project_count = fields.Integer(
        "Active projects", readonly=True, help="Projects that go on, in any role, each once."
    )
    lead_official_count = fields.Integer("As lead official", readonly=True)
    account_manager_count = fields.Integer("As account manager", readonly=True)
    responsible_unit_count = fields.Integer("As responsible unit", readonly=True)
    task_force_count = fields.Integer("In task forces", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    planned_amount = fields.Monetary(
        "Planned investment", readonly=True, help="Of the active projects, in CNY."
    )
    signed_amount = fields.Monetary(
        "Signed amount", readonly=True, help="Of the active projects, in CNY."
    )
    visits_30 = fields.Integer("Visits, last 30 days", readonly=True)
    visits_90 = fields.Integer("Visits, last 90 days", readonly=True)
    last_visit = fields.Date("Last visit", readonly=True, aggregator="max")
    quiet_count = fields.Integer(
        "Without contact for 30 days",
        readonly=True,
        help="Active projects whose last contact is more than 30 days ago, or that have had none.",
    )
    capacity = fields.Integer(readonly=True, help="0: no limit is given.")
    free_capacity = fields.Integer(
        "Free", readonly=True, help="Capacity less active projects; empty where no limit is given."
    )
    load = fields.Selection(
        [
            ("over", "Over capacity"),
            ("full", "At capacity"),
            ("free", "Has capacity"),
            ("open", "No limit given"),
        ],
        "Load",
        readonly=True,
    )

    _depends = {
        "kfz.official": [
            "active",
            "capacity",
            "company_id",
            "is_unit",
            "rank",
            "unit_id",
            "name",
            "user_id",
        ],
        "kfz.assignment": ["date_from", "date_to", "lead_id", "official_id", "role"],
        "crm.lead": [
            "active",
            "condition",
            "expected_revenue",
            "is_promotion",
            "last_interaction_date",
            "company_id",
            "signed_amount",
            "user_id",
        ],
        "kfz.interaction": ["date", "official_ids"],
    }

    def action_open_projects(self):
        """The projects of the official or unit."""
        self.ensure_one()
        return self.official_id.action_open_projects()

    @property
    def _table_query(self) -> SQL:
        columns = [
            SQL("%s AS %s", value, SQL.identifier(name))
            for name, value in self._kfz_columns().items()
        ]
        return SQL(
            "SELECT official.id, %s FROM kfz_official official %s WHERE official.active",
            SQL(", ").join(columns),
            SQL(" ").join(self._kfz_joins()),
        )

    @api.model
    def _kfz_columns(self):
        """{name of a field: what it is in SQL}"""
        plain = ("company_id", "unit_id", "is_unit", "rank")
        counts = ("project_count", *ROLE_COUNTS, "quiet_count", "planned_amount", "signed_amount")
        visits = ("visits_30", "visits_90")
        projects = SQL("COALESCE(load.project_count, 0)")
        capacity = SQL("COALESCE(official.capacity, 0)")
        return {
            "official_id": SQL("official.id"),
            **{name: SQL("official.%s", SQL.identifier(name)) for name in plain},
            "has_login": SQL("COALESCE(login.active, FALSE)"),
            **{name: SQL("COALESCE(load.%s, 0)", SQL.identifier(name)) for name in counts},
            "currency_id": SQL("zone.currency_id"),
            **{name: SQL("COALESCE(visit.%s, 0)", SQL.identifier(name)) for name in visits},
            "last_visit": SQL("visit.last_visit"),
            "capacity": capacity,
            "free_capacity": SQL("NULLIF(%s, 0) - %s", capacity, projects),
            "load": SQL(
                "CASE WHEN %(c)s = 0 THEN 'open' WHEN %(p)s > %(c)s THEN 'over' WHEN %(p)s = %(c)s THEN 'full' ELSE 'free' END",
                c=capacity,
                p=projects,
            ),
        }

    @api.model
    def _kfz_joins(self):
        """The tables beside that of officials."""
        return [
            SQL("JOIN res_company zone ON zone.id = official.company_id"),
            SQL("LEFT JOIN res_users login ON login.id = official.user_id"),
            SQL("LEFT JOIN (%s) load ON load.official_id = official.id", self._kfz_load()),
            SQL("LEFT JOIN (%s) visit ON visit.official_id = official.id", self._kfz_visits()),
        ]

    @api.model
    def _kfz_load(self):
        """Sums by official over their projects; each project once, whatever its roles."""
        today = calendar.today()
        return SQL(
            """
            SELECT held.official_id, count(*) AS project_count, %(counts)s,
                   sum(lead.expected_revenue) AS planned_amount, sum(lead.signed_amount) AS signed_amount,
                   count(*) FILTER (WHERE lead.last_interaction_date IS NULL OR lead.last_interaction_date < %(quiet)s) AS quiet_count
              FROM (SELECT official_id, lead_id, array_agg(role) AS roles
                      FROM (%(held)s) role_held
                     GROUP BY official_id, lead_id) held
              JOIN crm_lead lead ON lead.id = held.lead_id
             WHERE lead.active AND lead.is_promotion AND lead.condition IN %(going)s
             GROUP BY held.official_id
            """,
            counts=SQL(", ").join(
                SQL(
                    "count(*) FILTER (WHERE held.roles && %s::varchar[]) AS %s",
                    list(roles),
                    SQL.identifier(name),
                )
                for name, roles in ROLE_COUNTS.items()
            ),
            held=self._kfz_held(today),
            quiet=today - datetime.timedelta(days=QUIET_DAYS),
            going=GOING,
        )

    @api.model
    def _kfz_held(self, today):
        """Who has which role in which project on a day: by assignments, and the account managers whom only the project's
        user tells (``crm.lead._kfz_account_manager``).
        """
        return SQL(
            """
            WITH assigned AS (
                SELECT official_id, lead_id, role FROM kfz_assignment
                 WHERE date_from <= %(today)s AND (date_to IS NULL OR date_to > %(today)s)
            )
            SELECT official_id, lead_id, role FROM assigned
             UNION ALL
            SELECT behind.id, lead.id, 'account_manager'
              FROM crm_lead lead
              JOIN (SELECT DISTINCT ON (company_id, user_id) id, company_id, user_id
                      FROM kfz_official
                     WHERE active AND NOT is_unit AND user_id IS NOT NULL
                     ORDER BY company_id, user_id, name) behind
                ON behind.user_id = lead.user_id AND behind.company_id = lead.company_id
             WHERE NOT EXISTS (SELECT FROM assigned
                                WHERE assigned.lead_id = lead.id AND assigned.role = 'account_manager')
            """,
            today=today,
        )

    @api.model
    def _kfz_visits(self):
        """Visits by official as participant."""
        today, field = calendar.today(), self.env["kfz.interaction"]._fields["official_ids"]
        since = {days: today - datetime.timedelta(days=days) for days in (30, 90)}
        return SQL(
            """
            SELECT part.%(official)s AS official_id, max(met.date) AS last_visit,
                   count(*) FILTER (WHERE met.date > %(month)s) AS visits_30,
                   count(*) FILTER (WHERE met.date > %(quarter)s) AS visits_90
              FROM %(relation)s part
              JOIN kfz_interaction met ON met.id = part.%(interaction)s
             GROUP BY part.%(official)s
            """,
            relation=SQL.identifier(field.relation),
            official=SQL.identifier(field.column2),
            interaction=SQL.identifier(field.column1),
            month=since[30],
            quarter=since[90],
        )
