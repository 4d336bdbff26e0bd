import logging
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from ...domain import calendar
from .role_records import READERS, TOMORROW, RoleRecordsCase

_logger = logging.getLogger(__name__)

# a table: one row per model
# fmt: off
#: how many of the records of ``role_records.py`` each role reads, as design §10 has it (``docs/security.md``)
COUNTS = {
    #                        officer joint customs committee official taskforce employee
    "crm.lead":              (5, 0, 0, 0, 1, 1, 0),
    "kfz.interaction":       (4, 0, 0, 0, 1, 1, 0),
    "kfz.promise":           (4, 0, 0, 0, 1, 1, 0),
    "kfz.issue":             (4, 0, 0, 0, 1, 1, 0),
    "kfz.issue.climb":       (4, 0, 0, 0, 1, 1, 0),
    # those of the zone; the joint office reads none before it is released
    "kfz.issue.sheet":       (4, 0, 0, 0, 0, 0, 0),
    "kfz.agreement":         (4, 0, 0, 0, 1, 1, 0),
    "kfz.milestone":         (4, 0, 0, 0, 1, 1, 0),
    "kfz.ladder.step":       (4, 0, 0, 0, 1, 1, 0),
    "kfz.ladder.change":     (4, 0, 0, 0, 1, 1, 0),
    "kfz.duty":              (4, 0, 0, 0, 1, 1, 0),
    "kfz.pause":             (4, 0, 0, 0, 1, 1, 0),
    "kfz.response":          (4, 0, 0, 0, 1, 1, 0),
    "kfz.triage":            (4, 0, 0, 0, 1, 1, 0),
    "kfz.light.change":      (4, 0, 0, 0, 1, 1, 0),
    "kfz.light.reason":      (4, 0, 0, 0, 1, 1, 0),
    "kfz.capital.record":    (4, 0, 0, 0, 1, 1, 0),
    "kfz.stage.transition":  (8, 0, 0, 0, 2, 2, 0),
    "kfz.assignment":        (10, 0, 0, 0, 3, 3, 0),
    "kfz.enterprise.note":   (4, 0, 0, 0, 0, 0, 0),
    # customs: names of enterprises, for statements; the committee: those of awards; nobody's contacts
    "res.partner":           (10, 0, 6, 2, 2, 2, 0),
    "mail.message":          (8, 0, 0, 0, 2, 2, 0),
    "mail.activity":         (4, 0, 0, 0, 1, 1, 0),
    "ir.attachment":         (8, 0, 0, 0, 2, 2, 0),
    "calendar.event":        (4, 0, 0, 0, 1, 1, 0),
    "calendar.attendee":     (4, 0, 0, 0, 1, 1, 0),
    "kfz.award":             (1, 0, 1, 1, 0, 0, 0),
    "kfz.referral":          (1, 0, 0, 0, 0, 0, 0),
    "kfz.trade.record":      (1, 0, 1, 1, 0, 0, 0),
    "ir.filters":            (1, 0, 0, 0, 0, 0, 0),
    "crm.tag":               (2, 0, 0, 0, 1, 1, 0),
    "res.partner.category":  (1, 0, 0, 0, 0, 0, 0),
    "mail.template":         (1, 0, 0, 0, 0, 0, 0),
    "discuss.channel":       (1, 0, 1, 1, 1, 1, 1),
}
# fmt: on


@tagged("post_install", "-at_install")
class TestRoleMatrix(RoleRecordsCase):
    """Role by role, what design §10 says is what rules enforce, with real records of one zone."""

    maxDiff = None

    def _readable(self, user, model):
        """The made records of a model that a user finds; what is found is what can be opened."""
        made = self.made[model]
        theirs = (
            self.env[model]
            .with_user(user)
            .with_context(active_test=False, allowed_company_ids=user.company_ids.ids)
        )
        if not theirs.has_access("read"):
            return made.browse()
        found = theirs.search([("id", "in", made.ids)])
        opened = theirs.browse(made.ids)._filtered_access("read")
        self.assertEqual(found.sorted("id").ids, opened.sorted("id").ids, f"{model}, {user.login}")
        return made.browse(found.ids)

    def _counts(self, *models):
        self.env.invalidate_all()
        return {
            model: tuple(len(self._readable(getattr(self, name), model)) for name in READERS)
            for model in models or self.made
        }

    def test_each_role_reads_what_the_table_says(self):
        counts = self._counts()
        _logger.info(
            "ROLE MATRIX: %s",
            {model: (len(self.made[model]), row) for model, row in counts.items()},
        )
        self.assertEqual(counts, COUNTS)

    def test_a_wider_rule_shows(self):
        """The control: with one part of the rules off, the same counts differ in just what that part keeps."""
        for name, model in (
            ("_kfz_own_partners", "res.partner"),
            ("_kfz_own", "calendar.event"),
            ("_kfz_own_files", "ir.attachment"),
            ("_kfz_role_partners", "mail.message"),
        ):
            with (
                self.subTest(name),
                patch.object(self.env.registry["ir.rule"], name, lambda self, *args: Domain.TRUE),
            ):
                self.assertNotEqual(self._counts(model)[model], COUNTS[model])

    # who is in between

    def test_several_roles_read_what_each_brings(self):
        user = self.committee
        user.group_ids += self.env.ref("kfz_investment.group_kfz_joint_office")
        self.assertEqual(len(self._readable(user, "res.partner")), 2)
        user.group_ids += self.env.ref("kfz_investment.group_kfz_customs")
        self.assertEqual(len(self._readable(user, "res.partner")), 6)
        user.group_ids += self.env.ref("kfz_investment.group_kfz_officer")
        self.assertEqual(self._readable(user, "res.partner"), self.made["res.partner"])

    def test_an_invitation_shows_the_meeting(self):
        event = self.made["calendar.event"][-1]
        for user in (self.joint, self.customs, self.employee):
            with self.subTest(user.login):
                self.assertFalse(event.with_user(user).has_access("read"))
                event.partner_ids += user.partner_id
                self.assertTrue(event.with_user(user).has_access("read"))
                self.assertTrue(event.attendee_ids.with_user(user).has_access("read"))

    # an assignment lasts from its first to its last day

    def test_rights_begin_and_end_with_the_assignment(self):
        Lead = self.env["crm.lead"]
        days = {
            self.today: self.active,
            self.today + TOMORROW: self.active | self.later,
            self._days_ago(1): self.ended,
            self._days_ago(10): Lead,
        }
        for user in (self.official, self.taskforce):
            theirs = Lead.with_user(user)
            for day, projects in days.items():
                # the same cached rules on each day
                with self.subTest(user=user.login, day=day), calendar.showing(day):
                    self.env.invalidate_all()
                    self.assertEqual(theirs.search([]).sudo(False), projects.with_user(user))
                    opened = (self.active | self.ended | self.later).with_user(user)
                    self.assertEqual(opened._filtered_access("read"), projects.with_user(user))
                    visits = self.env["kfz.interaction"].with_user(user).search([])
                    self.assertEqual(visits.lead_id, projects.with_user(user))
                    meetings = (
                        self.env["calendar.event"]
                        .with_user(user)
                        .search([("id", "in", self.made["calendar.event"].ids)])
                    )
                    self.assertEqual(meetings.opportunity_id, projects.with_user(user))

    def test_messages_are_not_delivered_to_whose_assignment_ended(self):
        for lead, told in ((self.ended, False), (self.active, True)):
            partners = (self.official | self.taskforce).partner_id
            # sudo: as they were once subscribed
            lead.sudo().message_subscribe(partners.ids)
            message = lead.with_user(self.officer).message_post(
                body="示例", message_type="comment", subtype_xmlid="mail.mt_comment"
            )
            with self.subTest(lead.name):
                self.assertEqual(partners <= message.notified_partner_ids, told)
                for user in (self.official, self.taskforce):
                    self.assertEqual(message.with_user(user).has_access("read"), told)

    def test_a_message_of_the_past_is_not_read_after_the_assignment(self):
        message = self.active.with_user(self.officer).message_post(
            body="示例", message_type="comment", partner_ids=self.official.partner_id.ids
        )
        theirs = message.with_user(self.official)
        self.assertTrue(theirs.has_access("read"))
        with calendar.showing(self.today):
            self.active.assignment_ids.filtered(
                lambda each: each.official_id.user_id == self.official
            ).write({"date_from": self._days_ago(3), "date_to": self._days_ago(1)})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(theirs.has_access("read"))
        self.assertFalse(theirs.search([("id", "=", message.id)]))

    def test_who_may_not_open_a_project_is_not_mentioned_on_it(self):
        for user, lead, words in (
            (self.customs, self.active, "may not open this project"),
            (self.employee, self.active, "may not open this project"),
            (self.official, self.ended, "may not open this project"),
            (self.taskforce, self.free, "may not open this project"),
        ):
            for told in ("message_post", "message_notify"):
                with (
                    self.subTest(user=user.login, told=told),
                    self.assertRaisesRegex(UserError, words),
                    self.cr.savepoint(),
                ):
                    getattr(lead.with_user(self.officer), told)(
                        body="示例", partner_ids=user.partner_id.ids
                    )

    # what they do

    def test_a_lead_official_logs_on_the_own_projects_and_changes_nothing_else(self):
        self._logs(self.official)
        for values in ({"next_step": "示例"}, {"stage_id": self.stages["construction"].id}):
            with self.subTest(values), self.assertRaises(AccessError):
                self.active.with_user(self.official).write(values)
        for lines in ("agreement_ids", "milestone_ids", "capital_ids", "assignment_ids"):
            self.assertFalse(self.active[lines].with_user(self.official).has_access("write"), lines)

    def test_a_task_force_works_on_the_own_projects(self):
        self._logs(self.taskforce)
        self.active.with_user(self.taskforce).write({"next_step": "示例", "site_need": "示例"})
        paid = {
            "amount": 5,
            "attachment_ids": [(0, 0, {"name": "示例回单.pdf", "raw": b"%PDF- proof"})],
        }
        Capital = self.env["kfz.capital.record"].with_user(self.taskforce)
        Capital.create({**paid, "lead_id": self.active.id})
        for lead in (self.ended, self.later, self.free):
            with self.subTest(lead.name), self.assertRaises(AccessError), self.cr.savepoint():
                lead.with_user(self.taskforce).write({"next_step": "示例"})
            with self.subTest(lead.name), self.assertRaises(AccessError), self.cr.savepoint():
                Capital.create({**paid, "lead_id": lead.id})

    def test_only_roles_of_a_task_force_give_it_rights(self):
        mine = self.active.assignment_ids.filtered(
            lambda each: each.official_id.user_id == self.taskforce
        )
        unit = self._official("示例处室", user_id=self.taskforce.id, is_unit=True)
        mine.write({"official_id": unit.id, "role": "responsible_unit"})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(self.active.with_user(self.taskforce).has_access("read"))
        self.assertFalse(self.env["calendar.event"].with_user(self.taskforce).search([]))

    def _logs(self, user):
        """Visit, message and activity on the active project, in the own name; nowhere else."""
        Visit = self.env["kfz.interaction"].with_user(user)
        visit = Visit.create({"lead_id": self.active.id, "summary": "示例"})
        visit.write({"next_step": "示例"})
        self.assertEqual(visit.user_id, user)
        lead = self.active.with_user(user)
        self.assertTrue(lead.message_post(body="示例", message_type="comment"))
        activity = lead.activity_schedule("mail.mail_activity_data_todo", user_id=user.id)
        activity.action_feedback("示例")
        theirs = self.active.interaction_ids.filtered(lambda each: each.user_id != user)
        with self.assertRaises(AccessError), self.cr.savepoint():
            theirs.with_user(user).write({"summary": "示例"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            Visit.create({"lead_id": self.active.id, "summary": "示例", "user_id": self.officer.id})
        for other in (self.ended, self.later, self.free):
            for act in (
                lambda lead=other: Visit.create({"lead_id": lead.id, "summary": "示例"}),
                lambda lead=other: lead.with_user(user).message_post(body="示例"),
                lambda lead=other: lead.with_user(user).activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id
                ),
            ):
                with (
                    self.subTest(project=other.name),
                    self.assertRaises(AccessError),
                    self.cr.savepoint(),
                ):
                    act()

    # settings of zones

    def test_the_settings_of_a_zone_are_not_shown_with_its_name(self):
        """Everybody reads the companies that are zones; their settings are the administrator's, and what a wizard shows."""
        settings = [
            name
            for name, field in self.env["res.company"]._fields.items()
            if name.startswith("kfz_") and name != "kfz_area_ids" and field.store
        ]
        self.assertGreater(len(settings), 8)
        for user in (self.manager_b, self.manager, self.joint, self.official, self.customs):
            zone = self.zone_a.with_user(user)
            self.assertTrue(zone.name)
            self.assertFalse(set(settings) & set(zone.fields_get()))
            for name in settings:
                with self.subTest(user=user.login, field=name), self.assertRaises(AccessError):
                    zone.read([name])
