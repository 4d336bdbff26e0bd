import functools
import os

from odoo.exceptions import AccessError, MissingError
from odoo.tests import new_test_user
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..common import KfzCase, request_of
from ..directory.directory_common import CODES
from . import guess_probes, odd_probes
from .noninterference import Refused
from .zone_day import ZoneDay

#: words and numbers that only zone A knows
SECRETS = ("秘密", "12345678", "7654321", "1111111", "13800000009", "0871-60000001", "secret@")


class CallsMixin:
    """Calls as the web client makes them, without HTTP."""

    @classmethod
    def _caller(cls, user, **context):
        """A callable(model, method, *args, **kwargs) as the web client's calls arrive."""

        def call(model, method, *args, **kwargs):
            kwargs["context"] = {
                "lang": user.lang,
                "uid": user.id,
                "allowed_company_ids": user.company_ids.ids,
                **context,
                **kwargs.get("context", {}),
            }
            env = cls.env(user=user.id, context={})
            return request_of(env, model, method, args, kwargs)

        return call

    def _post(self, user):
        """As :class:`Observer` wants it; the pages outside ``call_kw`` are left to the test over HTTP."""
        call = self._caller(user)

        def post(route, params):
            if not route.startswith("/web/dataset/call_kw"):
                return {}
            try:
                with self.cr.savepoint():
                    return call(
                        params["model"], params["method"], *params["args"], **params["kwargs"]
                    )
            except Exception as error:
                raise Refused(type(error).__name__, str(error)) from None

        return post


class ZoneDayMixin(CallsMixin):
    """Zone A has done a day of private work; zone B has a few records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.group_ids += cls.env.ref("kfz_investment.group_kfz_customs")
        for name, group in (
            ("employee_b", "base.group_user"),
            ("officer_b", "kfz_investment.group_kfz_officer"),
            ("customs_b", "kfz_investment.group_kfz_customs"),
        ):
            setattr(
                cls,
                name,
                new_test_user(
                    cls.env,
                    login=f"kfz_{name}",
                    groups=group,
                    company_id=cls.zone_b.id,
                    company_ids=[(6, 0, cls.zone_b.ids)],
                ),
            )
        cls.made = ZoneDay(
            cls._caller(cls.manager),
            (cls.officer.id, cls.officer.partner_id.id),
            cls.zone_a.id,
            cls._day_refs(),
        ).work()
        cls._night_of_zone_a()
        cls._zone_b_has_records()

    @classmethod
    def _day_refs(cls):
        """Ids that the day of work needs."""
        common = cls._enterprise("共同企业有限公司")
        common.company_id = False
        joint = cls.env["kfz.joint.promotion"]._kfz_open(
            {"title": "共同招商"}, (cls.zone_a, cls.zone_b), {}, False
        )
        return {
            "joint": joint.id,
            "stages": {milestone: stage.id for milestone, stage in cls.stages.items()},
            "entry_type": cls.entry_type.id,
            "area": cls.area.id,
            "industry": cls.industry.id,
            "lost_reason": cls.env["crm.lost.reason"].search([("code", "!=", False)], limit=1).id,
            "share_level": cls.env.ref("kfz_investment.share_level_full").id,
            "third_zone": cls.env.ref("kfz_investment.zone_mhmd").id,
            "common": common.id,
            "code": CODES[0],
        }

    @classmethod
    def _night_of_zone_a(cls):
        """An issue climbs, as the night lets it, and a manager puts it before the joint office."""
        issue = cls._climb(cls.env["kfz.issue"].search([("name", "=", "秘密企业事项")], limit=1))
        issue.with_user(cls.manager)._kfz_release("秘密标题", "秘密请求")
        cls.made["kfz.issue.climb"] = issue.climb_ids.ids
        cls.made["kfz.issue.sheet"] = issue.sheet_id.ids

    @classmethod
    def _zone_b_has_records(cls):
        """The records that users of zone B may link to."""
        cls.own = {
            "crm.lead": cls._project(
                "negotiation", cls.zone_b, name="乙区项目", user=cls.officer_b
            ).id,
            "res.partner": cls._enterprise("乙区企业有限公司", cls.zone_b).id,
        }
        signed = cls._project(
            "signed",
            cls.zone_b,
            name="乙区签约项目",
            partner_id=cls.own["res.partner"],
            user=cls.officer_b,
        )
        # once such a link is there, it must not show what it leads to
        hidden = cls.env["ir.attachment"].browse(cls.made["ir.attachment"][-1])
        cls._link(signed.agreement_ids, hidden)
        cls.own["calendar.event"] = (
            cls.env["calendar.event"]
            .with_user(cls.officer_b)
            .create(
                {"name": "乙区会议", "start": "2026-01-05 02:00:00", "stop": "2026-01-05 03:00:00"}
            )
            .id
        )

    def _hidden(self, user):
        """One record per model of zone A that the user must not see: {model: id}."""
        hidden = {}
        for name, model in self.env.registry.items():
            if model._abstract or model._transient or not model._auto:
                continue
            made = (
                self.made.get(name)
                or self.env[name]
                .search(
                    [("create_uid", "=", self.manager.id)] if model._log_access else [],
                    order="id desc",
                    limit=200,
                )
                .ids
            )
            records = self.env[name].browse(made).exists()
            unseen = records - records.with_user(user)._filtered_access("read").sudo()
            if unseen:
                hidden[name] = unseen[0].id
        return hidden


class IsolationCase(ZoneDayMixin, KfzCase):
    """The day of zone A and what is visible of it. Calls bypass HTTP, for speed."""

    def _readable_text(self, user, models):
        """All that the user reads of some models, as one text."""
        from .noninterference import Observer

        self.env.invalidate_all()
        return "\n".join(
            f"{key} {value}" for key, value in Observer(self._post(user), models).observe().items()
        )

    # guess probes

    def _asker(self, user, **context):
        """A callable(talk) → what ``talk(call)`` gives, or its refusal, as text; what it wrote is rolled back."""
        call = self._caller(user, **context)

        def ask(talk):
            self.env.invalidate_all()
            try:
                with self.cr.savepoint(), mute_logger("odoo.sql_db", "odoo.models"):
                    answer = guess_probes.text(talk(call))
                    # as after each request: what is still to be computed, checked and queued
                    self.cr.flush()
                    raise _Undo(answer)
            except _Undo as answer:
                return answer.args[0]
            except MissingError as error:
                # as ir.http does for every request
                plain = self.env["ir.http"]._kfz_plain_missing(self.env(user=user.id), error)
                return f"{type(plain).__name__}: {plain}"
            except IntegrityError as error:
                # as odoo.service.model.retrying does
                return f"ValidationError: {type(error).__name__}: {error}"
            except Exception as error:
                return f"{type(error).__name__}: {error}"

        return ask

    def _prober(self, user, **context):
        return guess_probes.Prober(**self._probed(user, **context))

    def _odd_prober(self, user, **context):
        fields = functools.cache(
            lambda model: (
                self.env[model].with_user(user).fields_get(attributes=["type", "relation"])
                if self.env[model].with_user(user).has_access("create")
                else {}
            )
        )
        return odd_probes.OddProber(
            self._asker(user, **context), fields, **self._probed(user, **context)
        )

    def _probed(self, user, **context):
        """What a prober of one user takes."""
        ask = self._asker(user, **context)

        def probe(model, method, *args, **kwargs):
            return ask(lambda call: call(model, method, *args, **kwargs))

        hidden, models = self._hidden(user), self._writable(user)
        return {
            "call": probe,
            "models": models,
            "hidden": hidden,
            "secrets": SECRETS,
            "readable": self._searchable(user),
            "xmlids": self._external_ids(hidden),
            "wizards": {name for name in models if self.env[name]._transient},
        }

    def _searchable(self, user):
        return {
            name: self.env[name]
            .with_user(user)
            .fields_get(attributes=["type", "relation", "searchable"])
            for name, model in self.env.registry.items()
            if not model._abstract and self.env[name].with_user(user).has_access("read")
        }

    def _external_ids(self, hidden):
        """External ids of the hidden records, as an import or export of zone A leaves them."""
        xmlids = {}
        for model, identifier in hidden.items():
            name = f"{model.replace('.', '_')}_{identifier}"
            if not self.env["ir.model.data"].search_count(
                [("module", "=", "__import__"), ("name", "=", name)]
            ):
                self.env["ir.model.data"].create(
                    {"module": "__import__", "name": name, "model": model, "res_id": identifier}
                )
            xmlids[model] = f"__import__.{name}"
        return xmlids

    def _writable(self, user):
        models = {}
        for name, model in self.env.registry.items():
            Model = self.env[name].with_user(user)
            if not model._abstract and (Model.has_access("create") or Model.has_access("write")):
                models[name] = (
                    Model.fields_get(attributes=["type", "relation", "readonly", "selection"]),
                    self._own_record(Model),
                )
        return models

    def _own_record(self, Model):
        if Model._name in self.own:
            return self.own[Model._name]
        try:
            return Model.search([], limit=1)._filtered_access("write").id
        except AccessError:
            return None


class _Undo(Exception):
    """Carries an answer out of a savepoint that is rolled back."""


def probe_step(default, full=1):
    """One probe in how many runs: ``KFZ_PROBES=all`` runs them all, ``KFZ_PROBES=5`` one in five.

    :param full: one in how many runs of what others probe, too, when all run
    """
    asked = os.environ.get("KFZ_PROBES", "")
    return full if asked == "all" else full * int(asked) if asked.isdigit() else default


def share():
    """(number, of how many) of the share of the probes that this process runs; ``KFZ_SHARE=0/2`` is the first half."""
    number, _slash, count = os.environ.get("KFZ_SHARE", "0/1").partition("/")
    return int(number), int(count)


def is_chosen(number, step):
    """Whether the probe with this number runs in this process."""
    place, count = share()
    return number % step == 0 and number // step % count == place
