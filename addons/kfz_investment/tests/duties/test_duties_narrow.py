import random
from unittest.mock import patch

from odoo.fields import Domain
from odoo.tests import tagged

from ...models.duties.kfz_duty_narrow import DutyNarrow
from .duties_common import DutiesCase, days

COLUMNS = ["lead_id", "company_id", "official_id", "role", "rule_id", "counted", "last_contact_on",
           "counted_from", "first_due_on", "due_on", "days_left", "state"]  # fmt: skip


@tagged("post_install", "-at_install")
class TestDutiesNarrow(DutiesCase):
    """A question about some projects, officials or zones reads these alone, and says what it says when all are read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role in ("lead_official", "account_manager", "responsible_unit"):
            cls._rule(role=role, number=20)
        cls._rule(company_id=cls.zone_a.id, counted="working", number=7)
        cls.rng = random.Random(19)
        cls.officials = [cls._official(f"示例干部{number}") for number in range(4)]
        cls.officials += [cls.leader, cls.keeper, cls._official("示例乙", zone=cls.zone_b)]
        cls._official("示例专员乙", zone=cls.zone_b, user_id=cls.manager_b.id)
        cls.units = [cls._official("示例处", is_unit=True)]
        cls.leads = cls.project.union(*[cls._one_project(number) for number in range(12)])
        cls.env.flush_all()
        cls.random_day = cls.today + days(9)

    @classmethod
    def _one_project(cls, number):
        zone = cls.rng.choice((cls.zone_a, cls.zone_a, cls.zone_b))
        user = cls.rng.choice((cls.officer, cls.officer2)) if zone == cls.zone_a else cls.manager_b
        lead = cls._project(cls.rng.choice(("lead", "negotiation", "landed")), zone=zone, user=user)
        people = [each for each in cls.officials if each.company_id == zone]
        roles = {"lead_official": people}
        if cls.rng.random() < 0.5:
            roles["account_manager"] = people
        if zone == cls.zone_a and cls.rng.random() < 0.5:
            roles["responsible_unit"] = cls.units
        for role, whom in roles.items():
            cls.env["kfz.assignment"].create(
                {"lead_id": lead.id, "official_id": cls.rng.choice(whom).id, "role": role}
            )
        if number % 3 == 0:
            cls.env["kfz.pause"].create(
                {
                    "lead_id": lead.id,
                    "date_from": cls.today,
                    "date_until": cls.today + days(cls.rng.randrange(1, 20)),
                    "reason": "示例",
                }
            )
        return lead

    def _domains(self):
        duties = self.Duty.search([])
        some = self.rng.sample(duties.ids, 6)
        leads = self.rng.sample(self.leads.ids, 3)
        people = [self.leader.id, self.officials[0].id]
        return [
            [],
            [("id", "in", some)],
            [("id", "not in", some)],
            [("id", "in", [*some, 0, 2**31 * 2 + 2])],
            [("lead_id", "=", leads[0])],
            [("lead_id", "in", leads), ("state", "!=", "paused")],
            [("lead_id", "in", [False, *leads])],
            [("lead_id", "not in", leads)],
            ["|", ("lead_id", "in", leads), ("official_id", "in", people)],
            ["!", "&", ("lead_id", "in", leads), ("official_id", "in", people)],
            [("official_id", "=", self.keeper.id)],
            [("official_id", "in", people), ("lead_id", "in", leads)],
            [("official_id.user_id", "in", (self.official | self.officer).ids)],
            [("official_id.user_id", "=", False)],
            [("official_id", "ilike", "示例干部")],
            [("lead_id.user_id", "=", self.officer.id)],
            [("lead_id.assignment_ids.official_id", "in", people)],
            [("company_id", "=", self.zone_b.id)],
            [("company_id", "in", (self.zone_a | self.zone_b).ids), ("role", "=", "lead_official")],
            [("is_mine", "=", True)],
            [("is_mine", "=", False)],
            [("lead_id", "in", leads), ("lead_id", "in", leads[:2])],
        ]

    def _answer(self, Duty, domain):
        self.env.invalidate_all()
        rows = Duty.search_fetch(domain, COLUMNS).read(COLUMNS, load=False)
        sums = Duty._read_group(domain, ["role"], ["__count", "days_left:sum"], order="role")
        return rows, sums

    def test_the_answer_is_the_same_as_when_all_is_read(self):
        self._on(self.random_day)
        self._visit(self.random_day - days(2), self.leader)
        domains, found = self._domains(), 0
        for name in ("officer", "official", "manager_b", "manager_all", None):
            Duty = self.Duty
            if name:
                user = getattr(self, name)
                zones = {"allowed_company_ids": user.company_ids.ids}
                Duty = Duty.with_user(user).with_context(**zones)
            for domain in domains:
                with self.subTest(user=name, domain=domain):
                    answer = self._answer(Duty, domain)
                    with patch.object(type(Duty), "_kfz_narrow_for", return_value=DutyNarrow()):
                        self.assertEqual(answer, self._answer(Duty, domain))
                    found += len(answer[0])
        self.assertGreater(found, 100)

    def test_a_project_reads_no_rows_of_others(self):
        narrow = self.Duty._kfz_narrow_for(
            Domain("lead_id", "=", self.project.id).optimize_full(self.Duty)
        )
        inside = self.Duty.with_context(kfz_narrow=narrow)
        query = inside._kfz_holders_sql(self.today)
        rows = self.env.execute_query(query)
        self.assertTrue(rows)
        self.assertEqual({row[1] for row in rows}, {self.project.id})

    def test_a_lead_official_reads_their_projects_alone(self):
        mine = self.Duty.with_user(self.official)
        narrow = mine._kfz_narrow_for(Domain.TRUE)
        self.assertTrue(narrow.leads and narrow.zones)

    def test_no_client_narrows_or_widens(self):
        wanted = self.Duty.search([]).ids
        for odd in ({"leads": ["= 0"]}, [1], "FALSE", 1):
            with self.subTest(odd=odd):
                self.assertEqual(self.Duty.with_context(kfz_narrow=odd).search([]).ids, wanted)
        nothing = DutyNarrow(ids=(frozenset(),))
        self.assertEqual(self.Duty.with_context(kfz_narrow=nothing).search([]).ids, wanted)
