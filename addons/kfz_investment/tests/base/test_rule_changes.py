from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestRuleChanges(KfzCase):
    """Whoever eases, switches off or deletes a rule leaves an entry that nobody takes away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Change = cls.env["kfz.rule.change"]
        cls.Rule = cls.env["kfz.light.rule"].with_user(cls.manager)
        cls.common = cls.env.ref("kfz_investment.light_rule_stale")

    def _of(self, rule):
        return self.Change.search([("model", "=", rule._name), ("rule_number", "=", rule.id)])

    def test_a_rule_is_copied_changed_switched_off_and_deleted_and_each_is_on_record(self):
        rule = self.Rule.browse(
            self.common.with_user(self.manager).action_copy_for_zone()["res_id"]
        )
        rule.red = 200
        rule.write({"active": False, "name": "别的名字"})
        changes = self._of(rule)
        rule.unlink()
        changes |= self.Change.search([("rule_number", "=", rule.id), ("act", "=", "deleted")])
        self.assertEqual(
            changes.sorted("id").mapped("act"), ["created", "changed", "changed", "deleted"]
        )
        self.assertEqual(changes.user_id, self.manager)
        self.assertEqual(changes.company_id, self.zone_a)
        first, second, third, last = changes.sorted("id")
        self.assertIn("Red: 90", first.what)
        self.assertEqual(second.what, "Red: 90 → 200")
        self.assertIn("Switched on: yes → no", third.what)
        self.assertEqual(third.name, "别的名字")
        self.assertIn("Red: 200 → —", last.what)
        self.assertEqual(last.sort, "Light rule")

    def test_writing_what_is_there_already_is_no_change(self):
        rule = self.Rule.create({"name": "示例", "check_code": "stale"})
        rule.write({"name": "示例", "red": rule.red})
        self.assertEqual(self._of(rule).mapped("act"), ["created"])

    def test_duties_response_times_and_templates_have_theirs(self):
        for model, values in (
            ("kfz.duty.rule", {"number": 20}),
            ("kfz.response.rule", {"answer_days": 30}),
            ("kfz.ladder.template", {"project_class": "major"}),
        ):
            with self.subTest(model=model):
                rule = self.env[model].with_user(self.manager).create({"name": "示例"})
                rule.write(values)
                self.assertEqual(self._of(rule).mapped("act"), ["changed", "created"])
                action = rule.action_rule_history()
                self.assertEqual(self.Change.search(action["domain"]), self._of(rule))

    def test_words_are_in_the_readers_language(self):
        rule = self.Rule.create({"name": "示例", "check_code": "stale"})
        rule.unit = "work_days"
        change = self._of(rule)[:1].with_context(lang="zh_CN")
        self.assertEqual(change.what, "计时单位：自然日→工作日")
        self.assertEqual(change.sort, "亮灯规则")

    def test_each_zone_reads_its_own_and_what_is_common(self):
        rule = self.Rule.create({"name": "示例", "check_code": "stale"})
        self.common.sudo().red = 91
        for user, own, common in (
            (self.manager, 1, 1),
            (self.officer, 1, 1),
            (self.manager_b, 0, 1),
        ):
            with self.subTest(user=user.login):
                seen = self.Change.with_user(user).with_context(
                    allowed_company_ids=user.company_ids.ids
                )
                self.assertEqual(seen.search_count([("rule_number", "=", rule.id)]), own)
                found = seen.search_count([("rule_number", "=", self.common.id)])
                self.assertEqual(bool(found), bool(common))
        for user in (self.official, self.taskforce, self.joint, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.Change.with_user(user).search([])

    def test_nobody_writes_or_deletes_entries(self):
        rule = self.Rule.create({"name": "示例", "check_code": "stale"})
        change = self._of(rule)
        for refused in (
            lambda: change.with_user(self.manager).write({"act": "deleted"}),
            lambda: change.with_user(self.manager).unlink(),
            lambda: change.with_user(self.manager).create({"name": "x"}),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                refused()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            change.sudo().unlink()

    def test_a_rule_in_place_of_another_looks_at_the_same(self):
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.Rule.create(
                {"name": "示例", "check_code": "signing_passed", "replaces_id": self.common.id}
            )
        for name in ("  ", "长" * 101):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self.Rule.create({"name": name, "check_code": "stale"})
