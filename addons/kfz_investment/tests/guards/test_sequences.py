import logging
import os
from unittest.mock import patch

from odoo.tests import tagged

from ..isolation.tally import Tally
from .sequence_common import SequenceCase

_logger = logging.getLogger(__name__)
#: how many sequences of how many steps; ``./kfz bench sequences`` runs more
SEQUENCES, STEPS = 30, 10


def run(case, sequences, seed=None):
    """Run random sequences on a case: drawn by hypothesis, always the same ones unless there is a seed."""
    # hypothesis is a tool of development: Odoo loads the tests of a module without it
    import hypothesis
    from hypothesis import stateful
    from hypothesis import strategies as st

    class Machine(stateful.RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            case._begin()
            case.count["sequences"] += 1

        @stateful.rule(number=st.integers(0, 2**32))
        def step(self, number):
            case._take(number)

        def teardown(self):
            case._end()

    if seed is not None:
        Machine = hypothesis.seed(seed)(Machine)
    stateful.run_state_machine_as_test(
        Machine,
        settings=hypothesis.settings(
            max_examples=sequences,
            stateful_step_count=STEPS,
            derandomize=seed is None,
            deadline=None,
            database=None,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )


@tagged("post_install", "-at_install", "isolation")
class TestSequences(SequenceCase):
    """Whatever users of mixed roles do one after the other, the rules of money, states and zones hold."""

    maxDiff = None

    def test_random_sequences_break_no_rule(self):
        sequences = int(os.environ.get("KFZ_SEQUENCES") or SEQUENCES)
        seed = os.environ.get("KFZ_SEED")
        run(self, sequences, int(seed) if seed else None)
        self._report()
        self.assertFalse(self.broken, self._words())

    def test_the_sequences_see_a_seeded_fault(self):
        with patch.object(
            self.env.registry["kfz.award"], "_kfz_check", lambda self, states, *rules: None
        ):
            run(self, 40, 7)
        self.assertTrue(self.broken)

    def _report(self):
        tally = Tally("SEQUENCE")
        tally.probes, tally.observations = self.count.pop("sequences"), self.count.pop("steps")
        tally.changes = self._words().splitlines()
        tally.crashes = self.crashes
        tally.log(_logger)
        _logger.info("SEQUENCE STEPS: %s", dict(self.told.most_common()))
        _logger.info("SEQUENCE DONE: %s", dict(self.count.most_common(40)))

    def _words(self):
        return "\n".join(
            f"{words}: "
            + " → ".join(
                f"{step.role} {step.model}.{step.method}{step.arguments}{step.context or ''}"
                for step in steps
            )
            for words, steps in self.broken.items()
        )
