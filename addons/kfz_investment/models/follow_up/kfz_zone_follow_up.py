import datetime

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import calendar
from ...domain.follow_up import GOING

#: days without a visit after which a project counts as without contact
SILENT = 30


class KfzZoneFollowUp(models.Model):
    """How well each zone follows its projects, in figures alone: one row per zone, as of now.

    Counted are projects that go on (ongoing or delayed). Days are those of Shanghai. Managers read their own zones, the
    joint office all; no row leads to a project or a person.
    """

    _name = "kfz.zone.follow.up"
    _inherit = ["kfz.report.scope.mixin"]
    _description = "Follow-up by zone"
    _auto = False
    _order = "company_id"
    _rec_name = "company_id"

    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    project_count = fields.Integer("Projects", readonly=True, help="Projects that go on.")
    major_count = fields.Integer("Major projects", readonly=True)
    led_count = fields.Integer("With a lead official", readonly=True)
    major_unled_count = fields.Integer("Major without a lead official", readonly=True)
    silent_count = fields.Integer(
        "Without contact for 30 days",
        readonly=True,
        help="No visit or meeting in the last 30 days, or none at all.",
    )
    step_overdue_count = fields.Integer("Next step overdue", readonly=True)
    promise_open_count = fields.Integer("Promises open", readonly=True)
    promise_overdue_count = fields.Integer("Promises overdue", readonly=True)
    issue_open_count = fields.Integer("Issues open", readonly=True)
    issue_overdue_count = fields.Integer("Issues overdue", readonly=True)
    visit_month_count = fields.Integer("Visits this month", readonly=True)
    visit_year_count = fields.Integer("Visits this year", readonly=True)
    led_visit_year_count = fields.Integer("Of those, led by a principal leader", readonly=True)

    _depends = {
        "crm.lead": [
            "company_id",
            "is_promotion",
            "condition",
            "active",
            "is_major",
            "lead_official_id",
            "last_interaction_date",
            "next_step_date",
        ],
        "kfz.promise": ["company_id", "state", "is_closed", "date_due"],
        "kfz.issue": ["company_id", "is_closed", "date_due", "lead_id"],
        "kfz.interaction": ["company_id", "date", "is_leader_led"],
    }

    @api.model
    def _kfz_scope_counted(self, shown):
        return [
            *super()._kfz_scope_counted(shown),
            self.env._("projects that are ongoing or delayed; visits of all projects"),
        ]

    def action_open_promises(self):
        """The promises behind the figure, for those who read them."""
        return self._kfz_open_overdue("kfz_promise_action", self._kfz_late())

    def action_open_issues(self):
        """The issues behind the figure."""
        return self._kfz_open_overdue("kfz_issue_action", self._kfz_late())

    @api.model
    def _kfz_late(self):
        """The domain of the promises or issues that the figures count as overdue."""
        goes_on = Domain("lead_id", "=", False) | Domain("lead_id.condition", "in", GOING)
        late = Domain("is_closed", "=", False) & Domain("date_due", "<", calendar.today())
        return list(late & goes_on)

    def action_open_silent(self):
        """The projects without contact behind the figure."""
        last = calendar.today() - datetime.timedelta(days=SILENT)
        silent = ~Domain("last_interaction_date", ">=", last)
        goes_on = Domain("condition", "in", GOING) & Domain("is_promotion", "=", True)
        return self._kfz_open_overdue("kfz_project_action", list(silent & goes_on))

    def _kfz_open_overdue(self, action, domain):
        """A page with what a figure of the zone counts, as far as the user reads it."""
        self.ensure_one()
        self.check_access("read")
        found = self.env["ir.actions.actions"]._for_xml_id(f"kfz_investment.{action}")
        domain = [("company_id", "=", self.company_id.id), *domain]
        return {**found, "domain": domain, "context": {}}

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s", self._select(), self._from())

    def _select(self) -> SQL:
        return SQL(
            """
            SELECT zone.id, zone.id AS company_id,
                   project.project_count, project.major_count, project.led_count, project.major_unled_count,
                   project.silent_count, project.step_overdue_count,
                   promise.open AS promise_open_count, promise.overdue AS promise_overdue_count,
                   issue.open AS issue_open_count, issue.overdue AS issue_overdue_count,
                   visit.month AS visit_month_count, visit.year AS visit_year_count, visit.led AS led_visit_year_count
            """
        )

    def _from(self) -> SQL:
        today = calendar.today()
        return SQL(
            """
            FROM res_company zone
            CROSS JOIN LATERAL (
                SELECT count(*) AS project_count,
                       count(*) FILTER (WHERE lead.is_major) AS major_count,
                       count(lead.lead_official_id) AS led_count,
                       count(*) FILTER (WHERE lead.is_major AND lead.lead_official_id IS NULL) AS major_unled_count,
                       count(*) FILTER (WHERE coalesce(lead.last_interaction_date, '-infinity') < %(silent)s) AS silent_count,
                       count(*) FILTER (WHERE lead.next_step_date < %(today)s) AS step_overdue_count
                  FROM crm_lead lead
                 WHERE lead.company_id = zone.id AND lead.is_promotion AND lead.active AND lead.condition IN %(going)s
            ) project
            CROSS JOIN LATERAL (%(promises)s) promise
            CROSS JOIN LATERAL (%(issues)s) issue
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE visit.date >= %(month)s) AS month, count(*) AS year,
                       count(*) FILTER (WHERE visit.is_leader_led) AS led
                  FROM kfz_interaction visit
                 WHERE visit.company_id = zone.id AND visit.date >= %(year)s
            ) visit
            WHERE zone.zone_code IS NOT NULL AND zone.active
            """,
            today=today,
            silent=today - datetime.timedelta(days=SILENT),
            going=GOING,
            month=today.replace(day=1),
            year=today.replace(month=1, day=1),
            promises=self._lines("kfz_promise", today),
            issues=self._lines("kfz_issue", today),
        )

    def _lines(self, table, today) -> SQL:
        """Open and overdue promises or issues of a zone's projects that go on; issues of enterprises without a project, too."""
        return SQL(
            """
            SELECT count(*) AS open, count(*) FILTER (WHERE line.date_due < %(today)s) AS overdue
              FROM %(table)s line LEFT JOIN crm_lead lead ON lead.id = line.lead_id
             WHERE line.company_id = zone.id AND NOT line.is_closed AND (line.lead_id IS NULL OR lead.condition IN %(going)s)
            """,
            table=SQL.identifier(table),
            today=today,
            going=GOING,
        )
