import logging

from odoo.tests import tagged

from ..isolation.isolation_common import is_chosen, probe_step
from ..isolation.tally import Tally
from .action_probes import ActionProbes
from .field_probes import FieldProbes
from .guards_common import OWN_ROLES, GuardsCase

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install", "isolation")
class TestGuardedFields(FieldProbes, ActionProbes, GuardsCase):
    """No role sets a field that is read-only in Python, in whatever way the value is sent."""

    maxDiff = None

    def test_read_only_means_read_only(self):
        tally = Tally("FIELD")
        step, number = probe_step(29), 0
        for role in OWN_ROLES:
            user = getattr(self, role)
            for model, name, way in self._field_probes(user):
                number += 1
                if is_chosen(number, step):
                    self._probe_field(tally, user, model, name, way)
        for (login, model), why in sorted(self.unclean.items()):
            _logger.info("UNCLEAN: %s %s: %s", login, model, " ".join(why.split()))
        tally.log(_logger)
        self.assertFalse(tally.changes, tally.words())
        self.assertGreater(tally.observations, 150)

    def _probe_field(self, tally, user, model, name, way):
        self.forged = False
        tally.probes += 1
        found = self._comes_through(user, model, name, way)
        # only what was really sent is observed
        tally.observations += self.forged
        if found:
            tally.changes.append(f"{user.login}: {found}")
        if crash := self._crashed():
            tally.crash((crash, model, way), f"{model}.{name} {way}: {self.answer[:200]}")

    def test_actions_take_no_defaults_from_the_client(self):
        tally, number = Tally("ACTION"), 0
        step = probe_step(11)
        for role in ("officer", "manager", "customs"):
            user = getattr(self, role)
            for action in self._actions(user):
                _logger.info("ACTION: %s %s.%s makes %s", role, *action[:2], ", ".join(action[4]))
                for model, rows in action[4].items():
                    for field in rows[0]:
                        number += 1
                        if is_chosen(number, step):
                            self._probe_action(tally, user, action, model, field)
        tally.log(_logger)
        self.assertFalse(tally.changes, tally.words())
        self.assertGreater(tally.probes, 10)

    def _probe_action(self, tally, user, action, model, field):
        tally.probes += 1
        tally.observations += 1
        if found := self._action_forged(user, action, model, field):
            tally.changes.append(f"{user.login}: {found}")
