from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...domain import calendar
from .duties_common import DutiesCase, days


@tagged("post_install", "-at_install")
class TestDutyRules(DutiesCase):
    """One rule counts for a role of a project: the zone's own, the one of its class, the one of its phase."""

    def test_a_zones_rule_comes_before_a_common_one(self):
        self._rule(project_class="ordinary", phase="before", number=5)
        own = self._rule(company_id=self.zone_a.id, number=40)
        self._rule(company_id=self.zone_b.id, number=3)
        self.assertEqual(self._duty().rule_id, own)

    def test_class_comes_before_phase_and_phase_before_all(self):
        everything = self._rule(number=3)
        self.assertEqual(self._duty().rule_id, everything)
        phase = self._rule(phase="before", number=20)
        self.assertEqual(self._duty().rule_id, phase)
        ordinary = self._rule(project_class="ordinary", number=30)
        self.assertEqual(self._duty().rule_id, ordinary)
        self.project.is_major_flagged = True
        self.assertEqual(self._duty().rule_id, phase)
        major = self._rule(project_class="major", number=30)
        self.assertEqual(self._duty().rule_id, major)

    def test_a_rule_counts_in_its_dates_alone(self):
        rule = self._rule(enforce_from=self.today + days(2), valid_to=self.today + days(4))
        self.assertFalse(self._duty())
        with self._on(self.today + days(2)):
            self.assertEqual(self._duty().rule_id, rule)
        with self._on(self.today + days(5)):
            self.assertFalse(self._duty())

    def test_switching_a_rule_on_makes_nothing_old_overdue(self):
        with calendar.showing(self.today - days(100)):
            rule = self._rule(active=False)
        rule.active = True
        self.assertEqual(rule.enforce_from, self.today)
        self.assertEqual(self._duty().state, "in_time")
        for make in (
            lambda: self._rule(enforce_from=self.today - days(1)),
            lambda: rule.write({"enforce_from": self.today - days(1)}),
            lambda: rule.write({"number": 0}),
            lambda: rule.write({"number": 5000}),
        ):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                make()

    def test_managers_change_the_rules_of_their_zone_alone(self):
        common = self._rule()
        own = (
            self.env["kfz.duty.rule"].with_user(self.manager).create({"name": "示例", "number": 9})
        )
        self.assertEqual(own.company_id, self.zone_a)
        own.number = 8
        for attempt in (
            lambda: common.with_user(self.manager).write({"number": 5}),
            lambda: common.with_user(self.manager).unlink(),
            lambda: own.write({"company_id": False}),
            lambda: own.with_user(self.manager_b).read(["name"]),
            lambda: own.with_user(self.officer).write({"number": 5}),
            lambda: common.with_user(self.officer).action_copy_for_zone(),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                attempt()
        action = common.with_user(self.manager).action_copy_for_zone()
        copied = self.env["kfz.duty.rule"].browse(action["res_id"])
        self.assertEqual((copied.company_id, copied.number), (self.zone_a, common.number))

    def test_response_times_are_in_their_order_and_of_a_zone(self):
        Rule = self.env["kfz.response.rule"].with_user(self.manager)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            Rule.create({"name": "示例", "acknowledge_days": 6, "triage_days": 5})
        own = Rule.create({"name": "示例", "acknowledge_days": 2})
        best = self.env["kfz.response.rule"]._kfz_best
        self.assertEqual(best(self.zone_a, self.today), own)
        self.assertFalse(best(self.zone_b, self.today).company_id)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            best(self.zone_b, self.today).with_user(self.manager).write({"answer_days": 20})
