import collections

from odoo.tests import new_test_user
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..award.award_common import AwardCase
from ..common import request_of
from ..isolation.odd_probes import crash_of
from . import invariants
from .sequence_draws import Draws
from .sequence_steps import MODELS

#: users who may see and change nothing of zone A's work
STRANGERS = ("officer_b", "manager_b", "customs_b", "committee_b", "employee", "portal")
#: what strangers must not be told
SECRET = "秘密"
LOUD = ("odoo.sql_db", "odoo.models", "odoo.models.unlink", "odoo.addons.base.models.ir_rule")


class SequenceCase(Draws, AwardCase):
    """A small world in which random sequences run, each rolled back, and the checks after each step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer_b = new_test_user(
            cls.env,
            login="kfz_sequences_officer_b",
            groups="kfz_investment.group_kfz_officer",
            company_id=cls.zone_b.id,
            company_ids=[(6, 0, cls.zone_b.ids)],
        )
        cls._zone_a_works()
        cls._zone_b_works()
        cls.env.flush_all()
        cls.cr.flush()
        cls.private = sorted(
            cls.env[model]._table for model in MODELS if "company_id" in cls.env[model]._fields
        )
        cls.broken, cls.crashes, cls.told = {}, {}, collections.Counter()
        cls.count = collections.Counter()

    @classmethod
    def _zone_a_works(cls):
        named = {"name": "秘密项目"}
        for milestone in ("lead", "negotiation", "signed", "landed"):
            partner = cls._enterprise(f"秘密企业{milestone}有限公司").id
            cls._project(milestone, user=cls.officer, partner_id=partner, **named)
        partner = cls._enterprise("秘密准备企业有限公司")
        cls._project(
            "signed",
            user=cls.officer,
            partner_id=partner.id,
            milestone_ids=[(0, 0, cls._milestone_values(state="draft"))],
            **named,
        )
        cls._award(name="秘密项目")
        at_customs = cls._award(name="秘密项目")
        at_customs.with_user(cls.customs).action_confirm_customs()
        confirmed = cls._confirmed()
        confirmed.lead_id.name = "秘密项目"
        cls._trade(partner, [1000], confirmed=False)
        cls._referral(partner, state="registered")
        cls._referral(cls._enterprise("秘密引荐企业有限公司"), state="registered")
        share = cls.env["kfz.share"].create(
            {
                "lead_id": cls._project("signed", name="共享项目", user=cls.officer).id,
                "level_id": cls.env.ref("kfz_investment.share_level_full").id,
                "recipient_ids": [(6, 0, cls.zone_b.ids)],
            }
        )
        share.with_user(cls.manager).action_publish()
        Policy = cls.env["kfz.policy"].with_user(cls.manager)
        topic = cls.env["kfz.policy.topic"].search([], limit=1).id
        for name in ("秘密政策一", "秘密政策二"):
            clause = {"name": "秘密条款", "benefit": "秘密奖励", "topic_id": topic}
            policy = Policy.create(
                {"name": name, "valid_from": "2020-01-01", "clause_ids": [(0, 0, clause)]}
            )
        policy.action_issue()

    @classmethod
    def _zone_b_works(cls):
        cls._scheme(cls.zone_b)
        for milestone in ("negotiation", "landed"):
            cls._project(milestone, cls.zone_b, name="乙区项目", user=cls.officer_b)
        cls._trade(
            cls._enterprise("乙区企业有限公司", cls.zone_b),
            [1000],
            confirmed=False,
            zone=cls.zone_b,
            entered_by=cls.manager_b,
        )

    # running

    def _begin(self):
        self.savepoint = self.cr.savepoint()
        self.steps, self.ended = [], False
        self._look()

    def _look(self):
        self.known = {}
        self.before = invariants.states(self.env)

    def _end(self):
        self.savepoint.close(rollback=True)
        self.env.invalidate_all()
        # what a user default or a gate left in memory is rolled back, too
        self.env.registry.reset_changes()

    def _take(self, number):
        """Take a step and check everything; what is broken is kept once per kind, with the steps that led to it."""
        if self.ended:
            return
        self.known = {}
        step = self._step(number)
        self.steps.append(step)
        stranger = step.role in STRANGERS
        rows = self._rows() if stranger else None
        said = self._run(step)
        self.count["steps"] += 1
        self.told[
            said.partition(":")[0] if crash_of(said) else "done" if not said else "refused"
        ] += 1
        if said:
            # a refused request leaves nothing behind
            return
        self.count[f"{step.model}.{step.method}"] += 1
        found = self._check(step)
        if stranger and rows != self._rows():
            found.append(f"zone A changed by {step.role}: {step.model}.{step.method}")
        for words in found:
            self.ended = True
            self.broken.setdefault(words, list(self.steps))

    def _rows(self):
        return invariants.private_rows(self.env, self.zone_a, self.private)

    def _run(self, step):
        """Take a step as a request does; what is said of a refusal or crash."""
        user = getattr(self, step.role)
        context = {
            "lang": "zh_CN",
            "uid": user.id,
            "allowed_company_ids": user.company_ids.ids,
            **step.context,
        }
        try:
            with self.cr.savepoint(), mute_logger(*LOUD):
                answer = self._call(user, step, context)
                self.cr.flush()
        except IntegrityError as error:
            return f"ValidationError: {error}"
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
            if crash := crash_of(said):
                self.crashes.setdefault((crash, step.model, step.method), f"{step}: {said[:160]}")
            return said
        finally:
            self.env.invalidate_all()
        if step.role in STRANGERS and SECRET in str(answer):
            self.broken.setdefault(f"{step.role} reads {step.model}", list(self.steps))
        return ""

    def _call(self, user, step, context):
        env, options = self.env(user=user.id, context={}), {"context": context}
        if env[step.model]._transient and step.method.startswith("action_"):
            made = request_of(env, step.model, "create", [step.arguments], options)
            return request_of(env, step.model, step.method, [made], options)
        extra = [{}] if step.method == "web_save" else []
        return request_of(env, step.model, step.method, [*step.arguments, *extra], options)

    def _check(self, step):
        after = invariants.states(self.env)
        found = invariants.wrong_changes(self.before, after, step)
        self.before = after
        zones = self.zone_a, self.zone_b
        found += list(invariants.broken(self.env, zones))
        found += self._seen_by_strangers(step)
        return found

    def _seen_by_strangers(self, step):
        """Private rows of zone A that a user of zone B finds; one model per step, in turn."""
        model = MODELS[self.count["steps"] % len(MODELS)]
        found = []
        for role in ("manager_b", "officer_b"):
            Model = self.env[model].with_user(getattr(self, role)).with_context(active_test=False)
            if Model.search_count([("company_id", "=", self.zone_a.id)]):
                found.append(f"{role} finds {model} of zone A")
        return found
