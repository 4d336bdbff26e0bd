import contextlib
import logging

from odoo.tests import tagged

from ..isolation.seeded_bugs import SEEDED
from .guards_common import GuardsCase
from .seeded_checks import GuardChecks
from .seeded_core import CORE, CoreChecks
from .seeded_guards import GUARDS
from .zone_state import ZoneState

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install", "seeded")
class TestSeededGuards(GuardChecks, CoreChecks, GuardsCase):
    """The probes of the guards catch each seeded bug, and raise no alarm without one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        issued = cls.env["kfz.policy"].browse(cls.made["kfz.policy"]).exists()
        issued[:1].sudo().status = "issued"
        cls.targets = {"kfz.award": cls.claimable.id, "kfz.policy": issued[:1].id}
        cls.admin = cls.env.ref("base.user_admin")
        cls.state = ZoneState.of_case(cls)

    def test_each_seeded_bug_is_caught(self):
        self.assertGreaterEqual(len(SEEDED) + len(GUARDS) + len(CORE), 120)
        self.odd_probers = {
            getattr(self, name): self._odd_prober(getattr(self, name))
            for name in {arguments[0] for *_rest, check, arguments in GUARDS if check == "odd"}
        }
        for label, seed, check, arguments in [*GUARDS, *CORE]:
            with self.subTest(bug=label):
                self.assertFalse(self._checked(check, arguments), "an alarm without a bug")
                self.assertTrue(self._checked(check, arguments, seed), "no check noticed the bug")
        _logger.info("SEEDED GUARDS: %d rows", len(GUARDS) + len(CORE))

    def _checked(self, check, arguments, seed=None):
        """What a check finds, with a bug if one is seeded; everything is as before afterwards."""

        def act():
            with contextlib.ExitStack() as stack:
                if seed:
                    seed(self, stack)
                self.env.flush_all()
                self.env.registry.clear_cache()
                self.cleans, self.owns = {}, {}
                return getattr(self, f"_{check}")(getattr(self, arguments[0]), *arguments[1:])

        return self._in_savepoint(act)
