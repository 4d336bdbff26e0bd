import contextlib
import random
from unittest.mock import patch

from odoo.fields import Domain
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import DatabaseError

from ...models.pipeline import lead_totals
from ..common import KfzCase

OPEN = ("condition", "in", ("ongoing", "delayed", "dormant"))
SUMS = ("expected_revenue:sum", "company_currency:array_agg_distinct", "__count")
PIVOT = [(), ("company_id",), ("stage_id",), ("company_id", "stage_id")]
INSERT = """
INSERT INTO crm_lead (name, type, active, is_promotion, company_id, stage_id, condition, expected_revenue)
VALUES ('示例项目（计数）', 'lead', TRUE, TRUE, %s, %s, 'ongoing', 100) RETURNING id
"""


@tagged("post_install", "-at_install")
class TestLeadTotals(KfzCase):
    """What is kept of projects equals what they add up to, and is asked only for what it answers exactly."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leads = cls.env["crm.lead"].union(
            *[
                cls._project(stage, zone=zone, name=f"示例项目{number}")
                for number, (stage, zone) in enumerate(
                    (stage, zone)
                    for stage in ("lead", "negotiation", "signed")
                    for zone in (cls.zone_a, cls.zone_b)
                )
            ]
        )

    def _answers(self, leads, domain):
        """All that boards, bars, pivots and lists ask, in plain values."""

        def plain(rows):
            return [tuple(getattr(value, "ids", value) for value in row) for row in rows]

        return [
            plain(leads._read_group(domain, ["stage_id"], SUMS)),
            plain(leads._read_group(domain, ["stage_id"], SUMS, order="stage_id, __count desc")),
            plain(leads._read_group(domain, ["stage_id", "condition"], ["__count"])),
            plain(leads._read_group(domain, ["user_id"], ["expected_revenue:sum_currency"])),
            plain(leads._read_group(domain, [], ["__count", "expected_revenue:sum"])),
            [plain(rows) for rows in leads._read_grouping_sets(domain, PIVOT, SUMS)],
            leads.search_count(domain),
            leads.search_count(domain, limit=3),
        ]

    def _check(self, of_totals=True):
        """Kept and live are equal for whoever looks at whatever the board filters by."""
        self.assertFalse(lead_totals.differ(self.env.cr))
        promotion = ("is_promotion", "=", True)
        for user in (self.officer, self.manager, self.manager_all, self.salesman):
            leads = self.env["crm.lead"].with_user(user)
            leads = leads.with_context(allowed_company_ids=user.company_ids.ids)
            for domain in (
                [promotion],
                ["&", promotion, OPEN],
                [promotion, ("active", "in", (True, False))],
                [promotion, ("condition", "not in", ("lost",)), ("active", "=", False)],
                [promotion, ("stage_id.milestone", "in", ("lead", "signed"))],
                [promotion, "|", ("user_id", "=", user.id), ("company_id", "=", self.zone_b.id)],
            ):
                with self.subTest(user=user.login, domain=domain):
                    kept = self._answers(leads, domain)
                    with patch.object(lead_totals, "is_of_projects", return_value=False):
                        self.assertEqual(kept, self._answers(leads, domain))

    def _edit(self, chance):
        """One of the changes that people make to some projects, and SQL to others."""
        lead, moved = chance.choice(self.leads[::2]), chance.choice(self.leads[1::2])
        people = (
            (self.officer | self.officer2) if lead.company_id == self.zone_a else self.manager_b
        )
        stage, zone = chance.choice(list(self.stages.values())), chance.choice(self.zones)
        chance.choice(
            (
                lambda: lead.write({"expected_revenue": chance.choice((1, 2.5, 10**9, 0.1))}),
                lambda: lead.write({"user_id": chance.choice(people).id}),
                lambda: lead.write({"condition": "delayed", "condition_reason": "示例原因"}),
                lambda: lead.write({"condition": "ongoing"}),
                lambda: self._update("active = NOT active", moved),
                lambda: self._update("expected_revenue = NULL", moved),
                lambda: self._update("expected_revenue = id / 7.0", moved),
                lambda: self._update("stage_id = %s", moved, stage.id),
                lambda: self._update("company_id = %s", self.leads[1::2], zone.id),
            )
        )()

    def _update(self, change, leads, *values):
        self._sql(f"UPDATE crm_lead SET {change} WHERE id = ANY (%s)", *values, leads.ids)

    def _sql(self, statement, *values):
        self.env.flush_all()
        self.env.cr.execute(statement, values)
        self.env.invalidate_all()

    def test_totals_equal_the_projects_after_any_edits(self):
        chance = random.Random(17)
        for number in range(40):
            self._edit(chance)
            if number % 10 == 9:
                self._check()
                lead_totals.compact(self.env.cr)
                self._check()

    def test_totals_are_asked_for_the_board_and_for_nothing_that_they_do_not_know(self):
        leads = self.env["crm.lead"].with_user(self.manager)
        promotion = ("is_promotion", "=", True)
        known = [
            ([promotion, OPEN], ["stage_id"]),
            ([promotion, ("user_id", "=", self.officer.id)], ["stage_id", "condition"]),
        ]
        unknown = [
            ([OPEN], ["stage_id"]),
            (["|", promotion, OPEN], ["stage_id"]),
            ([promotion, ("name", "ilike", "示例")], ["stage_id"]),
            ([promotion, ("user_id.name", "ilike", "示例"), ("id", ">", 0)], ["stage_id"]),
            ([promotion], ["industry_id"]),
        ]
        for domains, is_kept in ((known, True), (unknown, False)):
            for domain, groupby in domains:
                with self.subTest(domain=domain, groupby=groupby), self._recorded() as asked:
                    leads._read_group(domain, groupby, ["__count"])
                    self.assertEqual("kfz_lead_total" in " ".join(asked), is_kept)

    @contextlib.contextmanager
    def _recorded(self):
        """The statements that are sent meanwhile."""
        asked, kind = [], type(self.env)
        execute = kind.execute_query
        with patch.object(
            kind, "execute_query", lambda env, sql: asked.append(sql.code) or execute(env, sql)
        ):
            yield asked

    def test_odd_questions_are_left_to_core(self):
        leads = self.env["crm.lead"].with_user(self.manager)
        found = len(leads.search([("is_promotion", "=", True)]))
        self.assertEqual(leads.search_count([("is_promotion", "in", True)]), found)
        for value in ([[1]], [True, {}], [None], "x"):
            self.assertFalse(lead_totals.is_of_projects(Domain("is_promotion", "in", value)))
        for limit in (-1, "x", True):
            with (
                self.subTest(limit=limit),
                self.assertRaises(DatabaseError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                leads.search_count([("is_promotion", "=", True)], limit=limit)

    def test_lead_officials_count_their_own_projects(self):
        leads = self.env["crm.lead"].with_user(self.official)
        self.assertEqual(leads.search_count([("is_promotion", "=", True)]), 0)
        self.assertEqual(leads._read_group([("is_promotion", "=", True)], ["stage_id"]), [])

    def test_what_is_not_yet_written_counts(self):
        domain, lead = [("is_promotion", "=", True)], self.leads[0]
        [[before]] = self.env["crm.lead"]._read_group(domain, [], ["expected_revenue:sum"])
        lead.expected_revenue += 7
        [[after]] = self.env["crm.lead"]._read_group(domain, [], ["expected_revenue:sum"])
        self.assertEqual(after - before, 7)

    def test_what_is_rolled_back_does_not_count(self):
        before = self.env["crm.lead"].search_count([("is_promotion", "=", True)])
        self.env.flush_all()
        self.env.cr.execute("SAVEPOINT kfz_totals")
        self.env.cr.execute(INSERT, (self.zone_a.id, self.stages["lead"].id))
        self.assertEqual(
            self.env["crm.lead"].search_count([("is_promotion", "=", True)]), before + 1
        )
        self.env.cr.execute("ROLLBACK TO SAVEPOINT kfz_totals")
        self.assertEqual(self.env["crm.lead"].search_count([("is_promotion", "=", True)]), before)
        self.assertFalse(lead_totals.differ(self.env.cr))

    def test_projects_without_an_amount_have_no_sum(self):
        self._sql("UPDATE crm_lead SET expected_revenue = NULL WHERE is_promotion")
        self._check()

    def test_sales_leads_are_not_kept(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT count(*) FROM kfz_lead_total")
        [before] = self.env.cr.fetchone()
        self.env["crm.lead"].create(
            {"name": "示例销售线索", "expected_revenue": 5}
        ).flush_recordset()
        self.env.cr.execute("SELECT count(*) FROM kfz_lead_total")
        self.assertEqual(self.env.cr.fetchone()[0], before)

    def test_wrong_totals_are_found_and_counted_anew(self):
        self._sql(
            "INSERT INTO kfz_lead_total SELECT company_id, stage_id, user_id, condition, active, 1, 1, 1 "
            "FROM crm_lead WHERE id = %s",
            self.leads[0].id,
        )
        found = self.env["kfz.ledger.seal"]._kfz_verify_facts(self.leads[0].company_id)
        self.assertIn("The counts and sums that the board shows", " ".join(found))
        self.assertFalse(lead_totals.differ(self.env.cr, self.leads[1].company_id.id))
        with self.assertLogs("odoo.addons.kfz_investment.models.pipeline.crm_lead_totals", "ERROR"):
            self.env["crm.lead"]._kfz_keep_totals()
        self._check()

    def test_the_nightly_run_leaves_one_row_per_combination(self):
        for amount in range(1, 6):
            self.leads.expected_revenue = amount
            self.leads.flush_recordset()
        self.env["crm.lead"]._kfz_keep_totals()
        self.env.cr.execute(
            "SELECT count(*), count(DISTINCT (company_id, stage_id, user_id, condition, active)) FROM kfz_lead_total"
        )
        rows, combinations = self.env.cr.fetchone()
        self.assertEqual(rows, combinations)
        self._check()

    def test_two_writers_do_not_wait_and_a_killed_one_leaves_nothing(self):
        values = (self.zone_a.id, self.stages["lead"].id)
        connect, made = db_connect(self.env.cr.dbname), None
        with connect.cursor() as killer, connect.cursor() as survivor:
            victim = connect.cursor()
            try:
                for cr in (victim, survivor):
                    cr.execute("SET LOCAL lock_timeout = '5s'")
                    cr.execute(INSERT, values)
                    [made] = cr.fetchone()
                victim.execute("SELECT pg_backend_pid()")
                killer.execute("SELECT pg_terminate_backend(%s, 5000)", victim.fetchone())
                survivor.commit()
                killer.rollback()
                killer.execute("SELECT count(*) FROM crm_lead WHERE id = %s", [made])
                self.assertEqual(killer.fetchone()[0], 1)
                self.assertFalse(lead_totals.differ(killer))
            finally:
                with mute_logger("odoo.sql_db"):
                    victim.connection.close()
                survivor.rollback()
                survivor.execute("DELETE FROM crm_lead WHERE id = %s", [made])
                survivor.commit()
                killer.rollback()
                self.assertFalse(lead_totals.differ(killer))
