import logging

from odoo.tests import tagged

from ..isolation.isolation_common import is_chosen, probe_step
from ..isolation.odd_probes import crash_of
from ..isolation.tally import Tally
from .guards_common import GuardsCase
from .method_probes import MethodProbes
from .zone_state import ZoneState

_logger = logging.getLogger(__name__)
WRONG_ZONE = (
    "employee_b",
    "salesman_b",
    "officer_b",
    "manager_b",
    "customs_b",
    "committee_b",
    "joint_b",
    "official_b",
    "exchange_b",
)
WRONG_ROLE = ("portal", "employee", "salesman", "exchange", "official", "joint", "taskforce")


@tagged("post_install", "-at_install", "isolation")
class TestMethods(MethodProbes, GuardsCase):
    """No public method of ours lets a wrong zone or a wrong role change anything of zone A."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.state = ZoneState.of_case(cls)

    def test_a_wrong_zone_changes_nothing(self):
        tally = Tally("METHOD")
        for name in WRONG_ZONE:
            user = getattr(self, name)
            allowed = _on_a_sheet if name != "joint_b" else _either(_on_a_sheet, _keeper_decides)
            self._probe_methods(tally, user, self._hidden(user), probe_step(179), allowed)
        self._report(tally)

    def test_a_wrong_role_changes_nothing(self):
        tally = Tally("ROLE")
        hidden = self._hidden(self.officer_b)
        for name in WRONG_ROLE:
            allowed = _not_theirs if name != "joint" else _either(_not_theirs, _keeper_decides)
            self._probe_methods(tally, getattr(self, name), hidden, probe_step(179), allowed)
        self._report(tally)

    def test_the_harness_sees_a_seeded_fault(self):
        tally = Tally("CONTROL")
        self.env.ref("kfz_investment.kfz_policy_rule_company").domain_force = "[(1, '=', 1)]"
        self.env.flush_all()
        hidden = {"crm.lead": 0, "kfz.policy": self.made["kfz.policy"][-1]}
        self._probe_methods(tally, self.manager_b, hidden, 1, models=("kfz.policy",))
        self.assertIn("kfz_policy", " ".join(tally.changes))

    def _probe_methods(self, tally, user, hidden, step, allowed=None, models=None):
        for number, probe in enumerate(self._method_probes(user, hidden, models)):
            if not is_chosen(number, step):
                continue
            tally.probes += 1
            tally.observations += len(self.state.tables)
            changed = self._changed_by(user, *probe, allowed=allowed)
            label = f"{user.login}: {probe[0]}.{probe[1]}({probe[2]}, {probe[3]})"
            tally.changes += [f"{label}: {change}" for change in changed]
            if crash := crash_of(self.answer):
                key = (crash, probe[0], probe[1])
                tally.crash(key, f"{label}: {self.answer[:200]}")

    def _report(self, tally):
        tally.log(_logger)
        self.assertFalse(tally.changes, tally.words())
        self.assertGreater(tally.probes, 100)


def _not_theirs(table, before, after):
    """A role without promotion work may change what any employee may: only ours and projects are compared."""
    return not table.startswith(("kfz_", "crm_lead"))


def _on_a_sheet(table, before, after):
    """Whoever reads a sheet that a zone has shared may write a message on it, and is told of answers."""
    row = after or before
    return table in ("mail_message", "mail_followers") and str(
        row.get("model") or row.get("res_model")
    ).startswith("kfz.shared.")


def _keeper_decides(table, before, after):
    """The joint office keeps the common directory: it decides on what zones propose, and the system tells them."""
    row = after or before
    is_notice = table == "mail_message" and row.get("message_type") == "user_notification"
    return table.startswith("kfz_directory_proposal") or is_notice or table == "mail_notification"


def _either(*allowed):
    return lambda *change: any(may(*change) for may in allowed)
