import copy
import functools
import logging

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..isolation.isolation_common import probe_step
from ..isolation.tally import Tally
from . import context_keys
from .field_probes import FieldProbes
from .guards_common import GuardsCase
from .method_probes import MethodProbes, said
from .zone_state import ZoneState

_logger = logging.getLogger(__name__)
#: one in how many keys that are not ours is tried; a prime
SAMPLE = 127
#: guesses that are repeated with each key: (model, field, operation)
GUESSES = (
    ("crm.lead", None, "read"),
    ("crm.lead", "partner_id", "create"),
    ("crm.lead", "partner_id", "load"),
    ("calendar.event", "opportunity_id", "web_save"),
    ("res.partner", "kfz_project_ids", "search"),
    ("kfz.interaction", "lead_id", "web_save"),
)
#: forgeries that are repeated with each key, by a manager of the zone: (model, field, way)
FORGERIES = (
    ("kfz.award", "state", "create"),
    ("kfz.award", "amount", "write"),
    ("crm.lead", "signed_amount", "write"),
    ("kfz.share", "state", "nested"),
    ("kfz.milestone", "recognised_by_id", "create"),
)
#: calls that change a hidden record, repeated with each key: (model, method, arguments)
CALLS = (
    ("crm.lead", "write", [{"name": "试探"}]),
    ("kfz.policy", "action_withdraw", []),
    ("kfz.referral", "action_accept", ["试探"]),
)


@tagged("post_install", "-at_install", "isolation")
class TestContextKeys(FieldProbes, MethodProbes, GuardsCase):
    """No key of the context that a client sends shows, changes or silences anything."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_industry = cls.env["res.partner.industry"].create({"name": "示例他业"})
        cls.own_milestone = cls._project(
            "signed",
            user=cls.manager,
            milestone_ids=[(0, 0, cls._milestone_values(state="draft"))],
        ).milestone_ids
        cls.own_lead = cls.own_milestone.lead_id
        cls.own_policy = (
            cls.env["kfz.policy"]
            .with_user(cls.manager)
            .create({"name": "示例政策", "valid_from": "2026-01-01"})
        )
        cls.state = ZoneState.of_case(cls)

    def test_no_key_of_the_context_is_a_way_in(self):
        tally = Tally("CONTEXT")
        user = self.officer_b
        prober, hidden = self._prober(user), self._hidden(user)
        tracked = self._tracked({})
        self.assertGreaterEqual(min(tracked), 4, "a clean run leaves traces")
        modules = tuple(sorted(self.env.registry._init_modules))
        # each key of ours and a sample of the others
        step = probe_step(SAMPLE)
        for number, key in enumerate(context_keys.keys(modules)):
            if number % step and key not in context_keys.ALWAYS and not key.startswith("kfz_"):
                continue
            found = context_keys.values(key, self.zone_a.id, hidden)
            for value in found if step < SAMPLE else found[:1]:
                self._probe_key(tally, prober, hidden, tracked, {key: value})
        tally.log(_logger)
        self.assertFalse(tally.reveals + tally.changes, tally.words())
        self.assertGreater(tally.probes, 200)

    def _probe_key(self, tally, prober, hidden, tracked, context):
        ask = self._asker(self.officer_b, **context)
        prober = copy.copy(prober)
        prober.call = lambda model, method, *args, **kwargs: ask(
            lambda call: call(model, method, *args, **kwargs)
        )
        for guess in GUESSES:
            if reveal := prober.reveals(*guess):
                tally.reveals.append(f"{context}: {reveal}")
        for forgery in FORGERIES:
            if found := self._comes_through(self.manager, *forgery, **context):
                tally.changes.append(f"{context}: {found}")
        for model, method, given in CALLS:
            changed = self._changed_by(
                self.manager_b, model, method, [hidden[model]], given, **context
            )
            tally.changes += [f"{context}: {model}.{method}: {change}" for change in changed]
        done, left = self._tracked(context)
        if (done, left) < tracked and done == tracked[0]:
            tally.changes.append(f"{context}: {left} traces of {tracked[1]} are left")
        tally.probes += len(GUESSES) + len(FORGERIES) + len(CALLS) + 1
        tally.observations += 2 * len(GUESSES) + len(FORGERIES) + len(CALLS) + 1

    def _tracked(self, context):
        """(changes that a manager makes, traces that they leave in the chatter)."""
        return self._in_savepoint(lambda: self._traces(context))

    def _traces(self, context):
        call = self._caller(self.manager, **context)
        before, said_of = self._count_traces(), []
        with mute_logger("odoo.sql_db", "odoo.models"):
            for model, identifier, values in (
                ("crm.lead", self.own_lead.id, {"industry_id": self.other_industry.id}),
                ("kfz.referral", self.new_referral.id, {"partner_id": self.own_lead.partner_id.id}),
                ("kfz.policy", self.own_policy.id, {"name": "试探"}),
            ):
                write = functools.partial(call, model, "write", [identifier], values)
                said_of.append(said(self.cr, write))
            recognise = functools.partial(
                call, "kfz.milestone", "action_recognise", self.own_milestone.ids
            )
            said_of.append(said(self.cr, recognise))
        return said_of.count(""), self._count_traces() - before

    def _count_traces(self):
        self.cr.execute(
            "SELECT (SELECT count(*) FROM mail_message) + (SELECT count(*) FROM mail_tracking_value)"
        )
        return self.cr.fetchone()[0]
