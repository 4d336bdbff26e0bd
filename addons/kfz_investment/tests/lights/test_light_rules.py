from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...domain.light_rules import CHECKS
from .light_common import LightCase


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
