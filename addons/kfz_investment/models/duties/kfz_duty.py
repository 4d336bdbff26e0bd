from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import attention, calendar
from ...domain.follow_up import GOING
from ..base.period_words import day_text
from .kfz_duty_rule import COUNTED, ROLES

#: what changes the rows
DEPENDS = {
    "crm.lead": ["active", "company_id", "condition", "create_date", "is_major", "is_promotion", "landed_date", "signed_date", "user_id"],
    "kfz.assignment": ["date_from", "date_to", "lead_id", "official_id", "role"],
    "kfz.calendar.day": ["company_id", "date", "kind"],
    "kfz.duty.rule": ["active", "company_id", "counted", "enforce_from", "number", "phase", "project_class", "role", "valid_to"],
    "kfz.interaction": ["date", "lead_id", "official_ids", "user_id"],
    "kfz.official": ["active", "company_id", "is_unit", "name", "unit_id", "user_id"],
    "kfz.pause": ["date_end", "date_from", "lead_id"],
}  # fmt: skip


class KfzDuty(models.Model):
    """What is due now: for each official with a role in a project that goes on, and the rule for it, the next contact.

    Counted from the last contact in which they took part (of an account manager also one that they recorded, of a unit also one
    of its people), from the first day of their role or of the rule, whichever is latest; pauses add their days. Counted
    when it is asked for, so that a night without the jobs changes nothing. A number of days is one of calendar
    days; those of rules in working days follow the zone's calendar.
    """

    _name = "kfz.duty"
    _description = "Duty"
    _auto = False
    _order = "due_on, id"
    _rec_name = "lead_id"
    _depends = DEPENDS

    lead_id = fields.Many2one("crm.lead", "Project", readonly=True)
    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    official_id = fields.Many2one("kfz.official", "Official or unit", readonly=True)
    role = fields.Selection(ROLES, readonly=True)
    rule_id = fields.Many2one("kfz.duty.rule", "Duty", readonly=True)
    counted = fields.Selection(COUNTED, "Counted in", readonly=True)
    last_contact_on = fields.Date(
        "Last contact", readonly=True, help="The last one in which they took part."
    )
    counted_from = fields.Date("Counted from", readonly=True)
    first_due_on = fields.Date("Due without pauses", readonly=True)
    due_on = fields.Date("Day due", readonly=True)
    days_left = fields.Integer(
        "Days left", readonly=True, aggregator="min", help="Calendar days; negative: overdue."
    )
    state = fields.Selection(
        [
            ("overdue", "Overdue"),
            ("soon", "Due soon"),
            ("in_time", "In time"),
            ("paused", "Paused"),
        ],
        readonly=True,
        help="Due soon: within a week.",
    )
    words = fields.Char("In words", compute="_compute_words")
    is_mine = fields.Boolean("My duties", compute="_compute_is_mine", search="_search_is_mine")

    @api.depends("company_id", "counted", "days_left", "due_on")
    @api.depends_context("lang")
    def _compute_words(self):
        today, Day = calendar.today(), self.env["kfz.calendar.day"]
        for duty in self:
            if duty.counted == "working":
                duty.words = Day._kfz_work_days_text(today, duty.due_on, duty.company_id)
            elif duty.days_left < 0:
                duty.words = self.env._("Overdue for %(days)s days", days=-duty.days_left)
            else:
                duty.words = self.env._("%(days)s days left", days=duty.days_left)

    @api.depends("official_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        mine = self.env["kfz.due.mixin"]._kfz_my_officials()
        for duty in self:
            duty.is_mine = duty.official_id in mine

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # as whom the user acts, which needs no right to other officials; archived ones too
        mine = Domain("official_id", "any!", Domain("user_id", "=", self.env.uid))
        return mine if True in value else ~mine

    def _kfz_next_text(self):
        """The next contact in one line."""
        return self.env._(
            "Contact by %(day)s · %(words)s", day=day_text(self.env, self.due_on), words=self.words
        )

    def action_record_visit(self):
        """The small form of a visit to the project."""
        self.ensure_one()
        self.check_access("read")
        return self.lead_id.action_record_visit()

    def action_open_project(self):
        """The page of the project."""
        self.ensure_one()
        self.check_access("read")
        return self.lead_id._kfz_open_page()

    # the question

    @property
    def _table_query(self):
        today = calendar.today()
        return SQL(
            """
            WITH holder AS (%(holders)s), ruled AS MATERIALIZED (%(ruled)s), day AS MATERIALIZED (%(days)s), zone AS MATERIALIZED (
                -- looked up by position: the planner cannot know how many days a join would meet
                SELECT company_id, min(date) - 1 AS before, array_agg(rank ORDER BY date) AS ranks,
                       array_agg(date ORDER BY date) FILTER (WHERE is_work) AS works
                  FROM day GROUP BY company_id
            ), stopped AS MATERIALIZED (%(stopped)s), due AS (
                SELECT ruled.*, COALESCE(stopped.is_paused, FALSE) AS is_paused,
                       CASE WHEN ruled.counted = 'days' THEN ruled.counted_from + ruled.number
                            ELSE zone.works[zone.ranks[ruled.counted_from - zone.before] + ruled.number] END AS first_due_on,
                       CASE WHEN ruled.counted = 'days' THEN ruled.counted_from + ruled.number + COALESCE(stopped.days, 0)::integer
                            ELSE zone.works[zone.ranks[ruled.counted_from - zone.before] + ruled.number
                                            + COALESCE(stopped.work_days, 0)::integer] END AS due_on
                  FROM ruled
             LEFT JOIN zone ON zone.company_id = ruled.company_id
             LEFT JOIN stopped ON stopped.id = ruled.id
            )
            SELECT id, lead_id, company_id, official_id, role, rule_id, counted, last_contact_on, counted_from, first_due_on, due_on,
                   due_on - %(today)s AS days_left,
                   CASE WHEN is_paused THEN 'paused' WHEN due_on < %(today)s THEN 'overdue'
                        WHEN due_on <= %(soon)s THEN 'soon' ELSE 'in_time' END AS state
              FROM due
            """,
            days=self._kfz_days_sql(today),
            holders=self._kfz_holders_sql(today),
            ruled=self._kfz_ruled_sql(today),
            stopped=self._kfz_stopped_sql(today),
            today=today,
            soon=attention.horizon(today),
        )

    @api.model
    def _kfz_days_sql(self, today):
        """The days of the zones that count in working days, from the first one counted from, each with the number of working days up to it."""
        return SQL(
            """
            SELECT each.company_id, each.date, each.is_work,
                   (count(*) FILTER (WHERE each.is_work) OVER (PARTITION BY each.company_id ORDER BY each.date))::integer AS rank
              FROM (SELECT zone.id AS company_id, moment::date AS date,
                           COALESCE(own.kind, common.kind, CASE WHEN extract(isodow FROM moment) < 6 THEN 'work' END) = 'work' IS TRUE
                           AS is_work
                      FROM (SELECT company_id AS id, min(counted_from) AS since FROM ruled
                             WHERE counted = 'working' GROUP BY company_id) zone
                CROSS JOIN generate_series(zone.since, %(today)s::date + 1500, '1 day') moment
                 LEFT JOIN kfz_calendar_day common ON common.date = moment::date AND common.company_id IS NULL
                 LEFT JOIN kfz_calendar_day own ON own.date = moment::date AND own.company_id = zone.id) each
            """,
            today=today,
        )

    @api.model
    def _kfz_stopped_sql(self, today):
        """The days for which pauses that have begun stop the clock of a duty, in both units, and whether one does so today."""
        return SQL(
            """
            SELECT ruled.id, sum(pause.date_end - greatest(pause.date_from - 1, ruled.counted_from)) AS days,
                   sum(zone.ranks[pause.date_end - zone.before]
                       - zone.ranks[greatest(pause.date_from - 1, ruled.counted_from) - zone.before]) AS work_days,
                   bool_or(pause.date_end >= %(today)s) AS is_paused
              FROM ruled
         LEFT JOIN zone ON zone.company_id = ruled.company_id
              JOIN kfz_pause pause ON pause.lead_id = ruled.lead_id AND pause.date_end >= pause.date_from
                   AND pause.date_end > ruled.counted_from AND pause.date_from <= %(today)s
          GROUP BY ruled.id
            """,
            today=today,
        )

    @api.model
    def _kfz_holders_sql(self, today):
        """Who has a role today; an account manager who is not on record is the official behind the user of the project."""
        return SQL(
            """
            SELECT assignment.id::bigint * 2 AS id, assignment.lead_id, assignment.role, assignment.official_id,
                   assignment.date_from
              FROM kfz_assignment assignment
             WHERE assignment.role IN %(roles)s AND assignment.date_from <= %(today)s
               AND (assignment.date_to IS NULL OR assignment.date_to > %(today)s)
               AND %(assignments)s AND %(assignment_ids)s
            UNION ALL
            SELECT lead.id::bigint * 2 + 1, lead.id, 'account_manager', person.id, (lead.create_date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date
              FROM crm_lead lead
              JOIN LATERAL (SELECT official.id FROM kfz_official official
                             WHERE official.user_id = lead.user_id AND official.company_id = lead.company_id
                               AND official.active AND official.is_unit IS NOT TRUE
                          ORDER BY official.name, official.id LIMIT 1) person ON TRUE
             WHERE lead.is_promotion AND NOT EXISTS (
                   SELECT FROM kfz_assignment assignment
                    WHERE assignment.lead_id = lead.id AND assignment.role = 'account_manager'
                      AND assignment.date_from <= %(today)s
                      AND (assignment.date_to IS NULL OR assignment.date_to > %(today)s))
               AND %(leads)s AND %(users)s AND %(lead_ids)s
            """,
            roles=tuple(role for role, _label in ROLES),
            today=today,
            assignments=self._kfz_only(
                leads="assignment.lead_id", officials="assignment.official_id"
            ),
            assignment_ids=self._kfz_only_ids("assignment.id", 0),
            leads=self._kfz_only(leads="lead.id", officials="person.id", zones="lead.company_id"),
            users=self._kfz_only_users("lead.user_id"),
            lead_ids=self._kfz_only_ids("lead.id", 1),
        )

    @api.model
    def _kfz_ruled_sql(self, today):
        """Each holder with the one rule that counts, the last contact and the day from which it is counted."""
        return SQL(
            """
            SELECT DISTINCT ON (holder.id) holder.id, holder.lead_id, lead.company_id, holder.official_id, holder.role,
                   rule.id AS rule_id, rule.number, rule.counted, contact.date AS last_contact_on,
                   greatest(contact.date, holder.date_from, rule.enforce_from, %(today)s::date - 1099) AS counted_from
              FROM holder
              JOIN crm_lead lead ON lead.id = holder.lead_id
              JOIN kfz_official official ON official.id = holder.official_id
              JOIN kfz_duty_rule rule ON rule.role = holder.role AND rule.active
                   AND (rule.company_id IS NULL OR rule.company_id = lead.company_id)
                   AND rule.enforce_from <= %(today)s AND (rule.valid_to IS NULL OR rule.valid_to >= %(today)s)
                   AND (rule.project_class = 'any' OR (rule.project_class = 'major') = COALESCE(lead.is_major, FALSE))
                   AND rule.phase IN ('any', CASE WHEN lead.landed_date IS NOT NULL THEN 'landed'
                                                  WHEN lead.signed_date IS NOT NULL THEN 'signed' ELSE 'before' END)
         LEFT JOIN LATERAL (
                   SELECT max(visit.date) AS date FROM kfz_interaction visit
                    WHERE visit.lead_id = holder.lead_id AND visit.date <= %(today)s
                      AND ((holder.role = 'account_manager' AND visit.user_id = official.user_id)
                           OR EXISTS (SELECT FROM %(people)s part JOIN kfz_official person ON person.id = part.kfz_official_id
                                       WHERE part.kfz_interaction_id = visit.id
                                         AND (person.id = holder.official_id OR person.unit_id = holder.official_id)))) contact ON TRUE
             WHERE lead.is_promotion AND lead.active AND lead.condition IN %(going)s AND %(zones)s
          ORDER BY holder.id, rule.company_id NULLS LAST, rule.project_class = 'any', rule.phase = 'any', rule.number, rule.id
            """,
            today=today,
            going=GOING,
            zones=self._kfz_only(zones="lead.company_id"),
            people=SQL.identifier(self.env["kfz.interaction"]._fields["official_ids"].relation),
        )
