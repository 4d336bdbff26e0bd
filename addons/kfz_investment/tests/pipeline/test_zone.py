from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestZone(KfzCase):
    """A project belongs to one zone for life, has its code, and its people are tied to it once."""

    def test_zone_survives_the_loss_of_user_team_and_partner(self):
        project = self._project("lead", user=self.officer)
        project.write({"user_id": False, "team_id": False, "partner_id": False})
        self.assertEqual(project.company_id, self.zone_a)

    def test_zone_and_kind_never_change(self):
        project = self._project("lead")
        for values in (
            {"company_id": self.zone_b.id},
            {"company_id": False},
            {"is_promotion": False},
            {"project_code": "X"},
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                project.write(values)

    def test_a_project_needs_a_zone(self):
        with self.assertRaises(ValidationError):
            self.env["crm.lead"].create(
                {
                    "name": "示例",
                    "is_promotion": True,
                    "company_id": self.env["res.company"].create({"name": "None"}).id,
                }
            )

    def test_codes_count_up_by_zone_and_year(self):
        projects = self.env["crm.lead"].create(
            [
                {"name": "示例", "is_promotion": True, "company_id": zone.id}
                for zone in (self.zone_a, self.zone_b, self.zone_a)
            ]
        )
        codes = projects.mapped("project_code")
        self.assertEqual(
            [code[:-4] for code in codes],
            [f"{zone}-{self.today.year}-" for zone in ("KCBZ", "KMFTZ", "KCBZ")],
        )
        self.assertEqual(int(codes[2][-4:]), int(codes[0][-4:]) + 1)

    def test_a_new_project_goes_to_the_promotion_team_and_first_stage_of_its_zone(self):
        project = (
            self.env["crm.lead"]
            .with_user(self.officer)
            .with_context(default_is_promotion=True)
            .create({"name": "示例"})
        )
        self.assertEqual(project.company_id, self.zone_a)
        self.assertEqual(project.team_id, self.env.ref("kfz_investment.team_kcbz"))
        self.assertEqual((project.stage_id, project.type), (self.stages["lead"], "lead"))

    def test_the_board_shows_the_eight_stages_and_stock_boards_none_of_them(self):
        Lead = self.env["crm.lead"]
        board = Lead.with_context(default_is_promotion=True, read_group_expand=True).web_read_group(
            [("is_promotion", "=", True)], ["stage_id"], ["__count"]
        )
        self.assertEqual(
            [group["stage_id"][0] for group in board["groups"]],
            [s.id for s in self.stages.values()],
        )
        stock = Lead._read_group_stage_ids(self.env["crm.stage"], [])
        self.assertFalse(stock.filtered("milestone"))

    def test_one_lead_official_at_a_time_and_hand_over_in_one_step(self):
        project = self._project("lead")
        first, second = self._official("示例甲"), self._official("示例乙")
        project._kfz_hand_over("lead_official", first)
        with self.assertRaises(IntegrityError), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.env["kfz.assignment"].create(
                {"lead_id": project.id, "official_id": second.id, "role": "lead_official"}
            )
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.env["kfz.assignment"].create(
                {
                    "lead_id": project.id,
                    "official_id": second.id,
                    "role": "lead_official",
                    "date_from": self._days_ago(9),
                    "date_to": self._days_ago(-9),
                }
            )
        project._kfz_hand_over("lead_official", second)
        self.assertEqual(project.lead_official_id, second)
        self.assertEqual(len(project.assignment_ids), 2)

    def test_the_database_itself_keeps_one_lead_official(self):
        self.env.cr.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'kfz_assignment'")
        definitions = " ".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("UNIQUE INDEX kfz_assignment_one_lead_official", definitions)
        self.assertIn("UNIQUE INDEX kfz_assignment_not_twice", definitions)

    def test_stock_salesmen_see_no_promotion_project(self):
        project = self._project("lead")
        stock = self.env["crm.lead"].create(
            {"name": "Stock", "company_id": self.zone_a.id, "user_id": self.salesman.id}
        )
        theirs = self.env["crm.lead"].with_user(self.salesman)
        self.assertIn(stock, theirs.search([]))
        self.assertNotIn(project, theirs.search([]))
        self.assertFalse(project.with_user(self.salesman).has_access("read"))

    def test_a_lead_official_sees_only_their_projects(self):
        mine, other = self._project("lead"), self._project("lead")
        mine._kfz_hand_over("lead_official", self._official(user_id=self.official.id))
        self.assertEqual(self.env["crm.lead"].with_user(self.official).search([]), mine)
        self.assertEqual(mine.with_user(self.official).assignment_ids.official_id.name, "示例领导")
        self.assertFalse(other.with_user(self.official).has_access("read"))

    def test_scoring_learns_nothing_from_projects(self):
        Frequency = self.env["crm.lead.scoring.frequency"]
        before = Frequency.search_count([])
        project = self._project("signed")
        self.assertEqual((project.probability, project.won_status), (100, "won"))
        self.assertEqual(Frequency.search_count([]), before)

    def test_merging_keeps_the_records_of_both(self):
        head, tail = (
            self._project("negotiation"),
            self._project("lead", interaction_ids=[(0, 0, {"summary": "示例拜访"})]),
        )
        merged = (head | tail)._merge_opportunity()
        self.assertEqual(merged, head)
        self.assertEqual(len(merged.interaction_ids), 2)
        self.assertTrue(tail.exists())
        self.assertEqual((tail.condition, tail.lost_reason_id.code), ("lost", "MERGED"))

    def test_board_needs_no_more_queries_for_forty_projects_than_for_four(self):
        projects = self.env["crm.lead"].create(
            [
                {"name": f"示例{number}", "is_promotion": True, "company_id": self.zone_a.id}
                for number in range(40)
            ]
        )
        fields = [
            "gate_missing",
            "gate_missing_text",
            "next_stage_id",
            "days_in_stage",
            "partner_id",
        ]

        def queries(records):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.read(fields)
            return self.env.cr.sql_log_count - before

        queries(projects)
        self.assertEqual(queries(projects), queries(projects[:4]))
