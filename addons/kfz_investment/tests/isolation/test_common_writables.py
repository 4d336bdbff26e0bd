import json
from pathlib import Path

from odoo.tests import tagged

from ..common import KfzCase

VERDICTS = Path(__file__).with_name("common_writables.json")
KINDS = ("stamped: ", "own: ", "follows: ", "closed: ", "private: ", "common: ")
#: who might change what everybody has
ROLES = ("employee", "officer", "manager", "official", "customs", "joint", "salesman", "portal")
OPERATIONS = ("write", "create", "unlink")


@tagged("post_install", "-at_install", "isolation")
class TestCommonWritables(KfzCase):
    """What a role may change and no record rule of the database divides has a verdict: whose it is, or why it may be common.

    A new model of core's, or a new right, fails here until somebody judges it.
    """

    maxDiff = None

    def _undivided(self):
        """{model: roles} that may change records and meet no global rule, nor a rule of one of their groups."""
        found = {}
        for role in ROLES:
            user = getattr(self, role)
            for name, model in self.env.registry.items():
                if model._abstract or model._transient or not model._auto:
                    continue
                Model = self.env[name].with_user(user)
                if not any(Model.has_access(operation) for operation in OPERATIONS):
                    continue
                if not all(self._is_divided(user, name, mode) for mode in OPERATIONS):
                    found.setdefault(name, set()).add(role)
        return found

    def _is_divided(self, user, name, mode):
        """Whether rules say more than “all records” of a model to a user."""
        rules = self.env["ir.rule"].with_user(user)._get_rules(name, mode).sudo()
        says = {rule: "1, '=', 1" not in str(rule.domain_force or "1, '=', 1") for rule in rules}
        of_all = rules.filtered("global")
        of_groups = rules - of_all
        return any(says[rule] for rule in of_all) or (
            bool(of_groups) and all(says[rule] for rule in of_groups)
        )

    def test_each_has_a_verdict(self):
        table = json.loads(VERDICTS.read_text(encoding="utf-8"))
        given = {name: verdict for verdict, names in table.items() for name in names}
        self.assertEqual(len(given), sum(map(len, table.values())), "a model has two verdicts")
        found = self._undivided()
        self.assertEqual(sorted(found.keys() - given.keys()), [], "models without a verdict")
        self.assertEqual(sorted(given.keys() - found.keys()), [], "verdicts on what is gone")
        for verdict in table:
            self.assertTrue(verdict.startswith(KINDS) and len(verdict) > 20, verdict)
