from odoo.exceptions import ValidationError
from odoo.modules.module import load_script
from odoo.tests import tagged

from ...domain.light_rules import CHECKS
from .light_common import LightCase

SCRIPT = "kfz_investment/migrations/19.0.1.12.0/post-names.py"


@tagged("post_install", "-at_install")
class TestLightRules(LightCase):
    """A rule says in words what it does, and wrong numbers get a sentence."""

    def test_every_check_of_the_vocabulary_can_be_chosen_and_says_what_it_does(self):
        choices = dict(self.Rule._fields["check_code"].selection)
        self.assertEqual(set(choices), set(CHECKS))
        for check, kind in CHECKS.items():
            rule = self._rule(check, amber=20, red=30 if check != "funds_share" else 10)
            with self.subTest(check=check):
                self.assertEqual(rule.kind, kind)
                self.assertIn("Amber", rule.sentence)
                self.assertIn("Red", rule.sentence)

    def test_the_sentence_of_a_rule(self):
        rule = self.env.ref("kfz_investment.light_rule_step_late")
        self.assertEqual(
            rule.with_context(lang="en_US").sentence,
            "The planned date of a step of the ladder has passed, and the step is not done. Amber from the next day on. "
            "Red after more than 1 month. A missed step that is made good stays amber for the rest of its month.",
        )

    def test_wrong_numbers_get_a_sentence(self):
        wrong = (
            ({"has_amber": False, "has_red": False}, "at least one threshold"),
            ({"amber": 20, "red": 10}, "red comes after amber"),
            ({"amber": -1, "red": 10}, "between 0 and 10,000"),
            ({"check_code": "funds_share", "amber": 10, "red": 30}, "red comes after amber"),
            ({"check_code": "behind_plan", "amber": 10, "red": 130}, "at most 100"),
        )
        for values, sentence in wrong:
            given = {"check_code": "stale", **values}
            with (
                self.subTest(**values),
                self.assertRaisesRegex(ValidationError, sentence),
                self.cr.savepoint(),
            ):
                self._rule(given.pop("check_code"), **given)

    def test_only_a_zone_takes_the_place_of_a_common_rule(self):
        common, other = self._rule("stale"), self._rule("stale")
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._rule("stale", replaces_id=other.id)
        own = self._rule("stale", replaces_id=common.id, company_id=self.zone_a.id)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._rule("stale", replaces_id=own.id, company_id=self.zone_a.id)

    def test_starter_rules_are_on_and_the_cities_off_and_none_is_enforced_on_the_past(self):
        shipped = self.env["ir.model.data"].search(
            [("model", "=", "kfz.light.rule"), ("module", "=", "kfz_investment")]
        )
        cities = [
            each
            for each in shipped
            if each.name.split("_")[2] in ("yinchuan", "sanya", "ouhai", "weinan")
        ]
        self.assertEqual((len(shipped), len(cities)), (17, 7))
        for rule in self.Rule.browse(shipped.mapped("res_id")):
            self.assertTrue(rule.enforce_from)
            self.assertTrue(rule.source)
            self.assertFalse(rule.company_id)

    def test_the_update_names_starter_rules_anew_and_leaves_a_zones_own(self):
        rule = self.env.ref("kfz_investment.light_rule_not_started")
        duty = self.env.ref("kfz_investment.duty_rule_account_manager_signed")
        new, new_duty = rule.name, duty.name
        own = rule._kfz_copy_for(self.zone_a)
        self.env["res.lang"]._activate_lang("zh_CN")
        for each, name in (
            (rule, "Signed over a year and not started"),
            (own, "Signed over a year and not started"),
            (duty, "Account managers: after signing"),
        ):
            each.with_context(lang="en_US").name = name
            each.with_context(lang="zh_CN").name = "旧名"
        self.env.flush_all()
        load_script(SCRIPT, "post_names").migrate(self.cr, "19.0.1.11.0")
        self.env.invalidate_all()
        self.assertEqual((rule.name, duty.name), (new, new_duty))
        self.assertEqual(rule.with_context(lang="zh_CN").name, "签约后长期未开工")
        self.assertEqual(own.name, "Signed over a year and not started")
