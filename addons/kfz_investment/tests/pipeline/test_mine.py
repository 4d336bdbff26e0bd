import datetime
from unittest.mock import patch

from odoo.fields import Domain
from odoo.tests import tagged

from ...models.pipeline import ir_rule_promotion
from ..common import KfzCase
from . import page_queries

#: what the page of a lead official asks, the first read of the user's own rights left out; the last one is the reader's duties
PAGE = 17
DAY = datetime.timedelta(days=1)


@tagged("post_install", "-at_install")
class TestMine(KfzCase):
    """Who reads projects by assignments finds, and may read, the same as by asking each project for its assignments."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leads = cls.env["crm.lead"].union(*[cls._project("signed") for _number in range(8)])
        cls.elsewhere = cls._project("signed", zone=cls.zone_b)
        cls.leader = cls._official("示例领导甲", user_id=cls.official.id)
        cls.forces = cls._official("示例专班甲", user_id=cls.taskforce.id)
        cls.other = cls._official("示例领导乙", user_id=cls.officer.id)
        today = cls.today
        for number, (official, role, since, until) in enumerate(
            (
                (cls.leader, "lead_official", today, False),
                (cls.leader, "lead_official", today - DAY, today),
                (cls.leader, "lead_official", today - 2 * DAY, today - DAY),
                (cls.leader, "lead_official", today + DAY, False),
                (cls.forces, "task_force_member", today, False),
                (cls.forces, "lead_official", today, False),
                (cls.other, "lead_official", today, False),
            )
        ):
            cls.env["kfz.assignment"].create(
                {
                    "lead_id": cls.leads[number].id,
                    "official_id": official.id,
                    "role": role,
                    "date_from": since,
                    "date_to": until,
                }
            )
        cls.people = ("official", "taskforce", "officer", "manager", "joint", "salesman")

    def _as(self, name):
        self.env.invalidate_all()
        user = getattr(self, name)
        zones = {"allowed_company_ids": user.company_ids.ids}
        return (self.leads | self.elsewhere).with_user(user).with_context(**zones)

    def test_what_is_mine_is_what_i_am_assigned_to_today(self):
        mine = {
            "official": self.leads[:2],
            "taskforce": self.leads[4:6],
            "officer": self.leads[6],
        }
        for name in ("official", "officer", "taskforce"):
            leads = self._as(name)
            found = leads.search([("id", "in", leads.ids), ("is_mine", "=", True)])
            with self.subTest(user=name):
                readable = leads._filtered_access("read")
                self.assertEqual(set(found.ids), set((mine[name] & readable).ids))
                self.assertEqual(readable.filtered("is_mine"), found.sorted("id"))
                others = leads.search([("id", "in", leads.ids), ("is_mine", "=", False)])
                self.assertEqual(set((found | others).ids), set(readable.ids))

    def test_many_are_read_by_whom_each_of_them_is(self):
        for name in self.people:
            leads = self._as(name)
            each = [lead.id for lead in leads if lead.has_access("read")]
            with self.subTest(user=name):
                self.assertEqual(leads._filtered_access("read").ids, each)
                self.assertEqual(leads.has_access("read"), len(each) == len(leads))
                self.assertTrue(not each or leads.browse(each).has_access("read"))

    def test_many_are_checked_without_reading_their_assignments(self):
        mine = self._as("official").browse(self.leads[:2].ids)
        mine.has_access("read")
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        mine.has_access("read")
        self.assertEqual(self.env.cr.sql_log_count - before, 1)

    def test_what_ends_today_is_gone_tomorrow(self):
        leads = self._as("official")
        mine = leads.browse(self.leads[:2].ids)
        self.assertTrue(mine.has_access("read"))
        self.leads[1].assignment_ids.filtered(
            lambda each: each.official_id == self.leader
        ).date_to = self.today - DAY
        self.assertFalse(mine.has_access("read"))
        self.assertEqual(mine._filtered_access("read"), mine[0])

    def test_rules_that_are_thought_through_let_the_same_records_through(self):
        models = ("crm.lead", "kfz.agreement", "kfz.assignment", "kfz.official", "kfz.interaction")
        for name in self.people:
            for model in models:
                Model = self._as(name).env[model].with_context(active_test=False)
                if not Model.has_access("read"):
                    continue
                with self.subTest(user=name, model=model):
                    found = Model.search([]).ids
                    readable = Model.browse(found).has_access("read")
                    with patch.object(
                        ir_rule_promotion.IrRule, "_kfz_thought_through", lambda _rule, each: each
                    ):
                        self.env.invalidate_all()
                        self.assertEqual(Model.search([]).ids, found)
                    self.assertTrue(readable)

    def test_the_page_of_a_lead_official_costs_the_same_for_two_and_for_more(self):
        domain = Domain("is_mine", "=", True) & Domain("id", "in", self.leads.ids)
        two = self._cost(domain)
        for lead in self.leads[2:5]:
            self.env["kfz.assignment"].create(
                {"lead_id": lead.id, "official_id": self.leader.id, "role": "task_force_lead"}
            )
        self.assertEqual(self._cost(domain), two)
        self.assertLessEqual(two, PAGE)

    def _cost(self, domain):
        context = {"lang": "zh_CN", "allowed_company_ids": self.zone_a.ids}
        env = self.env(user=self.official, context=context)
        page_queries.cards(env, domain)
        return page_queries.cost(env, page_queries.cards, domain)
