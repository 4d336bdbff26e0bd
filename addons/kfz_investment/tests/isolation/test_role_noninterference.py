import logging
from unittest.mock import patch

from odoo.tests import tagged

from ...domain import calendar
from ...domain.issue_climb import Step
from .isolation_common import CallsMixin
from .noninterference import Observer, difference, report
from .role_records import TOMORROW, RoleRecordsCase

_logger = logging.getLogger(__name__)
#: who works in the zone without working with all of it; the joint office in all zones
OBSERVERS = ("joint", "customs", "committee", "official", "taskforce")
#: what a day's work on a project touches, and what leads to it
TOUCHED = (
    "calendar.attendee",
    "calendar.event",
    "crm.lead",
    "crm.tag",
    "ir.attachment",
    "ir.filters",
    "kfz.assignment",
    "kfz.award",
    "kfz.calendar.day",
    "kfz.duty",
    "kfz.enterprise.note",
    "kfz.first.contact",
    "kfz.interaction",
    "kfz.issue",
    "kfz.issue.climb",
    "kfz.issue.sheet",
    "kfz.ladder.change",
    "kfz.ladder.rate",
    "kfz.ladder.step",
    "kfz.light.change",
    "kfz.light.reason",
    "kfz.official",
    "kfz.pause",
    "kfz.promise",
    "kfz.response",
    "kfz.signed.landed.report",
    "kfz.trade.record",
    "kfz.triage",
    "mail.activity",
    "mail.followers",
    "mail.message",
    "mail.notification",
    "res.partner",
    "res.partner.category",
)


@tagged("post_install", "-at_install", "isolation")
class TestRoleNoninterference(CallsMixin, RoleRecordsCase):
    """While an officer works on a project to which nobody is assigned, nothing changes for other roles of the same zone."""

    maxDiff = None

    def _observers(self, names):
        users = [getattr(self, name) for name in names]
        return [Observer(self._post(user), self._readable_models(user)) for user in users]

    def _readable_models(self, user):
        return [name for name in TOUCHED if self.env[name].with_user(user).has_access("read")]

    def _work(self):
        """The officer's day: a contact, a note, a message, a file, an activity, a meeting, a visit, saved words."""
        call, lead = self._caller(self.officer), self.free
        partner = lead.partner_id.id

        def create(model, values, **context):
            return call(model, "web_save", [], values, {"id": {}}, context=context)[0]["id"]

        contact = create("res.partner", {"name": "秘密联系人", "parent_id": partner})
        create("kfz.enterprise.note", {"partner_id": partner, "body": "秘密情况"})
        for model, ident in (("crm.lead", lead.id), ("res.partner", partner)):
            file = create(
                "ir.attachment", {"name": "秘密.txt", "res_model": model, "res_id": ident}
            )
            call(model, "message_post", [ident], body="秘密消息", attachment_ids=[file])
            create(
                "mail.activity",
                {"summary": "秘密待办", "user_id": self.officer2.id},
                default_res_model=model,
                default_res_id=ident,
            )
        create(
            "calendar.event",
            {
                "name": "秘密会谈",
                "start": "2026-02-05 02:00:00",
                "stop": "2026-02-05 03:00:00",
                "opportunity_id": lead.id,
                "partner_ids": [[4, self.officer2.partner_id.id], [4, contact]],
            },
        )
        today = str(calendar.today())
        visit = {"lead_id": lead.id, "summary": "秘密拜访", "date": today}
        visit |= {"next_step": "秘密下一步", "next_step_date": today}
        visit |= {"counterparts": "秘密来宾", "result": "agreed", "contact_ids": [[4, contact]]}
        create("kfz.interaction", visit)
        self._promise_and_ask(create, lead, today)
        call("crm.lead", "web_save", [lead.id], {"next_step": "秘密下一步"}, {"id": {}})
        create("crm.tag", {"name": "秘密标签"})
        create("ir.filters", {"name": "秘密筛选", "model_id": "crm.lead", "user_ids": []})

    def _promise_and_ask(self, create, lead, today):
        due = {"lead_id": lead.id, "name": "秘密事项", "date_due": today}
        for model in ("kfz.promise", "kfz.issue"):
            create(model, {**due, "owner_id": lead.account_manager_id.id})
        # as the night does
        issue = self.env["kfz.issue"].search([("name", "=", "秘密事项")], limit=1)
        issue._kfz_take(Step("account_manager", "joint_office", calendar.today()))
        signed = {
            "signer_id": lead.account_manager_id.id,
            "verdict": "pursue",
            "reason": "秘密研判",
        }
        create("kfz.triage", {"lead_id": lead.id, **signed})
        # paused today already
        day = str(calendar.today() + TOMORROW)
        pause = {"date_from": day, "date_until": day, "reason": "秘密暂停"}
        create("kfz.pause", {"lead_id": lead.id, **pause})

    def _changes(self, names=OBSERVERS):
        """{(model, field): example} of what changes for any of the roles, by name of the user."""
        observers = self._observers(names)
        before = [observer.observe() for observer in observers]
        self._work()
        self.env.flush_all()
        self.env.invalidate_all()
        pairs = {
            name: difference(seen, observer.observe())
            for name, observer, seen in zip(names, observers, before, strict=True)
        }
        _logger.info(
            "ROLE NONINTERFERENCE: %d observations, changed pairs by role: %s",
            sum(map(len, before)),
            {name: len(changed) for name, changed in pairs.items()},
        )
        return pairs

    def test_private_work_of_an_officer_changes_nothing_for_other_roles(self):
        for name, pairs in self._changes().items():
            with self.subTest(role=name):
                self.assertEqual(report(pairs), "", "the role sees what the officer did")

    def test_the_harness_sees_a_seeded_leak(self):
        """The control: if every colleague worked with all of the zone, the same day would show."""
        limited = "_kfz_is_limited"
        with patch.object(self.env.registry["ir.rule"], limited, lambda self: False):
            pairs = self._changes(["employee"])["employee"]
        self.assertGreater(len(pairs), 100)
        self.assertIn(("calendar.event", "name"), pairs)
