import logging

from odoo.tests import tagged

from . import guess_probes
from .isolation_common import IsolationCase, probe_step
from .tally import Tally

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install", "isolation")
class TestGuessProbes(IsolationCase):
    """A guessed id reveals nothing: hidden and missing records give the same answer, without a name."""

    maxDiff = None

    def test_a_guessed_id_reveals_nothing(self):
        tally, generated = Tally("GUESS"), 0
        for user, lang, debug in (
            (self.officer_b, "en_US", False),
            (self.manager_b, "zh_CN", True),
            (self.employee_b, "en_US", False),
            (self.customs_b, "zh_CN", False),
        ):
            user.lang = lang
            if debug:
                user.group_ids += self.env.ref("base.group_no_one")
            prober = self._prober(user)
            # a prime: no kind of probe is left out, whatever the number of operations
            count, reveals = guess_probes.run(prober, probe_step(59))
            generated += sum(1 for _probe in prober.probes())
            tally.probes += count
            # two answers each, to the hidden id and to one of no record
            tally.observations += 2 * count
            tally.reveals += [f"{user.login}: {reveal}" for reveal in reveals]
        tally.log(_logger)
        self.assertFalse(tally.reveals, tally.words())
        self.assertGreater(generated, 3000)
        self.assertGreater(tally.probes, 80)
