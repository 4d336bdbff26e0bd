import logging

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..http_common import RpcCase
from ..isolation import odd_ids
from ..isolation.guess_probes import NOWHERE
from ..isolation.isolation_common import SECRETS
from ..isolation.odd_probes import crash_of, plain
from ..isolation.tally import Tally
from ..referral.referral_common import make_access
from . import field_values
from .guards_common import GuardsCase
from .transports import TRANSPORTS

_logger = logging.getLogger(__name__)
NAME = {"display_name": {}}
#: the shapes that core stores as an id
SHAPES = ("text", "decimal", "decimal text", "dict", "links of text")
#: (user, model, method, arguments with GUESS in the place of the id)
GUESS = "$guess"
LINKS = (
    (
        "employee_b",
        "calendar.event",
        "web_save",
        [
            [],
            {
                "name": "试探",
                "start": "2026-01-05 02:00:00",
                "stop": "2026-01-05 03:00:00",
                "opportunity_id": GUESS,
            },
            {"opportunity_id": {"fields": NAME}},
        ],
    ),
    (
        "officer_b",
        "crm.lead",
        "web_save",
        [[], {"name": "试探", "partner_id": GUESS}, {"partner_id": {"fields": NAME}}],
    ),
    (
        "officer_b",
        "crm.lead",
        "onchange",
        [[], {"partner_id": GUESS}, ["partner_id"], {"partner_id": {}, "phone": {}}],
    ),
    (
        "employee_b",
        "discuss.channel",
        "web_save",
        [[], {"name": "试探", "parent_channel_id": GUESS}, NAME],
    ),
)
#: calls on a guessed record, by an officer of zone B
RECORDS = (
    ("crm.lead", "read", [["display_name"]]),
    ("crm.lead", "write", [{"name": "试探"}]),
    ("crm.lead", "unlink", []),
    ("res.partner", "web_read", [NAME]),
)
#: forgeries by a manager of zone A: (model, field)
FORGED = (("kfz.award", "state"), ("kfz.referral", "state"), ("kfz.policy", "version"))
PAGES = (
    "/my/referrals/{}",
    "/my/awards/{}",
    "/my/referrals/{}/letter/1",
    "/my/referrals/%20{}",
    "/my/referrals/{}.0",
)


@tagged("post_install", "-at_install", "isolation")
class TestTransports(GuardsCase, RpcCase):
    """The guards hold however a call comes: web client, XML-RPC, JSON-RPC, JSON-2, pages of the portal."""

    maxDiff = None

    @mute_logger("odoo.http", "odoo.sql_db", "odoo.addons.rpc.controllers.xmlrpc")
    def test_the_guards_hold_however_a_call_comes(self):
        tally = Tally("TRANSPORT")
        hidden = {name: self._hidden(getattr(self, name)) for name in ("employee_b", "officer_b")}
        for transport, make in TRANSPORTS.items():
            callers = {
                name: make(self, getattr(self, name))
                for name in ("employee_b", "officer_b", "manager")
            }
            self._guess_links(tally, transport, callers, hidden)
            self._guess_records(tally, transport, callers["officer_b"], hidden["officer_b"])
            for model, field in FORGED:
                for way in ("default", "user default", "write"):
                    self._forge_by(tally, transport, callers["manager"], model, field, way)
        self._open_pages(tally)
        tally.log(_logger)
        self.assertFalse(tally.reveals + tally.changes, tally.words())
        self.assertGreater(tally.probes, 100)

    def _guess_links(self, tally, transport, callers, hidden):
        for name, model, method, arguments in LINKS:
            field = next(key for key, part in arguments[1].items() if part == GUESS)
            target = hidden[name][self.env[model]._fields[field].comodel_name]
            for shape in SHAPES:
                label = f"{transport}: {model}.{field} {method} [{shape}]"
                call = self._guessing(callers[name], model, method, arguments, shape)
                self._compare(tally, label, call, target)

    def _guess_records(self, tally, transport, call, hidden):
        for model, method, rest in RECORDS:
            for shape in ("text", "decimal", "bare text"):
                label = f"{transport}: {model} {method} [{shape}]"
                ask = self._on_guessed(call, model, method, rest, shape)
                self._compare(tally, label, ask, hidden[model])

    @staticmethod
    def _guessing(call, model, method, arguments, shape):
        def guess(identifier):
            value = odd_ids.SINGLE[shape](identifier)
            values = {key: value if part == GUESS else part for key, part in arguments[1].items()}
            return call(model, method, [arguments[0], values, *arguments[2:]], {})

        return guess

    @staticmethod
    def _on_guessed(call, model, method, rest, shape):
        return lambda guess: call(model, method, [odd_ids.RECORDS[shape](guess), *rest], {})

    def _compare(self, tally, label, ask, hidden):
        """The answers to a hidden id and to one of no record must be the same."""
        answers = [
            self._in_savepoint(lambda guess=guess: ask(guess)) for guess in (hidden, NOWHERE)
        ]
        tally.probes += 1
        tally.observations += 2
        # a way that lets nobody in shows nothing
        self.assertNotIn("AccessDenied", answers[0], label)
        if crash := crash_of(answers[0]):
            tally.crash((crash, label), f"{label}: {answers[0][:200]}")
        if any(secret in answers[0] for secret in SECRETS):
            tally.reveals.append(f"{label}: says {answers[0][:200]}")
        elif plain(answers[0]) != plain(answers[1]):
            tally.reveals.append(f"{label}: differs: {answers[0][:150]} | {answers[1][:150]}")

    def _forge_by(self, tally, transport, call, model, field, way):
        tally.probes += 1
        tally.observations += 1
        found = self._in_savepoint(lambda: self._forged(call, model, field, way))
        if found:
            tally.changes.append(f"{transport}: {model}.{field} by {way}: {found}")

    def _forged(self, call, model, field, way):
        """What was stored of a forged value, or None."""
        Model = self.env[model].with_user(self.manager)
        # sudo: the harness looks for the records
        records = self.env[model].sudo().with_context(active_test=False)
        last = records.search([], order="id desc", limit=1)
        own = records.search([("company_id", "=", self.zone_a.id)], limit=1)
        before = (
            field_values.stored(own, field)
            if way == "write"
            else own.default_get([field]).get(field)
        )
        value = field_values.forged(Model, field, before)
        _fields, values = self._to_create(Model)
        if way == "write":
            call(model, "write", [own.ids, {field: value}], {})
        elif way == "default":
            call(model, "create", [[values]], {"context": {f"default_{field}": value}})
        else:
            call("ir.default", "set", [model, field, value, True], {})
            call(model, "create", [[values]], {})
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        new = own if way == "write" else records.search([("id", ">", last.id)], limit=1)
        return next(
            (
                f"{before!r} became {value!r}"
                for record in new
                if field_values.stored(record, field) == value
            ),
            None,
        )

    def _open_pages(self, tally):
        """Pages of the portal, by an intermediary's person, with another's id."""
        theirs = self._intermediary("示例他人中介有限公司")
        self.portal.partner_id.write(
            {"parent_id": theirs.id, "is_company": False, "email": "portal@example.com"}
        )
        make_access(theirs, self.zone_a, self.portal)
        ask = self._browser(self.portal)
        for page in PAGES:
            label = f"portal: {page}"
            referral = self.new_referral.id
            self._compare(
                tally, label, lambda guess, page=page: ask("GET", page.format(guess), {}), referral
            )
