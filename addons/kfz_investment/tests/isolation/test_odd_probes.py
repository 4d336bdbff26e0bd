import logging

from odoo.tests import tagged

from . import guess_probes
from .isolation_common import IsolationCase, probe_step, share
from .tally import Tally

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install", "isolation")
class TestOddProbes(IsolationCase):
    """An id reveals nothing in whatever shape it is sent: text, decimal, list, a line of a line."""

    maxDiff = None

    def test_an_odd_id_reveals_nothing(self):
        tally = Tally("ODD")
        place, count = share()
        # what one role may probe, others may, too: they run fewer
        for user, lang, step, full in (
            (self.officer_b, "en_US", 263, 1),
            (self.manager_b, "zh_CN", 347, 2),
            (self.employee_b, "en_US", 127, 3),
            (self.customs_b, "zh_CN", 157, 3),
        ):
            user.lang = lang
            prober = self._odd_prober(user)
            step = probe_step(step, full)
            number, reveals = guess_probes.run(prober, step * count, step * place)
            tally.probes += number
            tally.observations += prober.answers
            tally.reveals += [f"{user.login}: {reveal}" for reveal in reveals]
            tally.crashes.update(prober.crashes)
        tally.log(_logger)
        self.assertFalse(tally.reveals, tally.words())
        self.assertGreater(tally.probes, 500)
