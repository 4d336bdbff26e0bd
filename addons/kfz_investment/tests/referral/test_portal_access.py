from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ...domain import calendar
from ...models.referral import kfz_portal_access
from .referral_common import ReferralCase, make_access


@tagged("post_install", "-at_install")
class TestPortalAccess(ReferralCase):
    """A person acts for an intermediary by an approved record of the zone, and by nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._contact("示例新人", "new@example.com")
        cls.manager2 = cls.manager.copy({"login": "kfz_manager2", "active": True})

    @classmethod
    def _contact(cls, name, email, user=None, intermediary=None):
        return (
            cls.env["res.partner"]
            .with_user(user or cls.officer)
            .create({"name": name, "email": email, "parent_id": (intermediary or cls.broker).id})
        )

    def _request(self, user=None, person=None, **values):
        return (
            self.env["kfz.portal.access"]
            .with_user(user or self.officer)
            .create(
                {
                    "person_id": (person or self.person).id,
                    "intermediary_id": self.broker.id,
                    **values,
                }
            )
        )

    def _current(self, user):
        return self.env["kfz.portal.access"].with_user(user)._kfz_portal_current()

    def _approved(self, **values):
        access = self._request(**values)
        access.with_user(self.manager).action_approve()
        return access

    # the way in

    def test_an_officer_requests_a_manager_approves_and_the_person_gets_a_user(self):
        access = self._request()
        self.assertEqual(
            (access.state, access.company_id, access.requested_by_id, access.is_in_force),
            ("requested", self.zone_a, self.officer, False),
        )
        self.assertFalse(self.person.sudo().user_ids)
        access.with_user(self.manager).action_approve()
        user = access.sudo().user_id
        self.assertEqual((user.login, user.partner_id), ("new@example.com", self.person))
        self.assertTrue(user.has_group("base.group_portal"))
        self.assertTrue(access.is_in_force)
        self.assertEqual(self._current(user), access)

    def test_nobody_signs_in_as_a_record_of_the_common_directory(self):
        """The portal profile would change what all zones read."""
        natural = self.env["res.partner"].create(
            {"name": "示例自然人", "is_intermediary": True, "email": "natural@example.com"}
        )
        self.env["kfz.intermediary.agreement"].create(
            {"partner_id": natural.id, "company_id": self.zone_a.id, "number": "示例-N"}
        )
        with self.assertRaisesRegex(ValidationError, "nobody signs in as it"):
            self._request(person=natural, intermediary_id=natural.id)
        below = self._contact("示例自然人本人", "natural@example.com", intermediary=natural)
        self.assertTrue(self._request(person=below, intermediary_id=natural.id))

    def test_only_a_manager_of_the_zone_approves(self):
        access = self._request()
        for user in (self.officer, self.officer2, self.manager_b, self.portal_user, self.joint):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                access.with_user(user).action_approve()
        self.assertEqual(access.state, "requested")

    def test_who_requested_or_entered_the_person_does_not_approve(self):
        access = self._request(user=self.manager)
        with self.assertRaisesRegex(UserError, "another manager approves"):
            access.with_user(self.manager).action_approve()
        access.with_user(self.manager2).action_approve()
        entered = self._contact("示例另人", "other@example.com", self.manager)
        access = self._request(person=entered)
        with self.assertRaisesRegex(UserError, "another manager approves"):
            access.with_user(self.manager).action_approve()

    def test_nothing_is_forged_in_a_request(self):
        Access = self.env["kfz.portal.access"].with_user(self.officer)
        values = {"person_id": self.person.id, "intermediary_id": self.broker.id}
        for name, value in (
            ("state", "approved"),
            ("user_id", self.portal_user.id),
            ("approved_by_id", self.manager.id),
            ("requested_by_id", self.manager.id),
        ):
            with self.subTest(field=name):
                with self.assertRaises(AccessError):
                    Access.create({**values, name: value})
                made = Access.with_context(**{f"default_{name}": value}).create(values)
                self.assertNotEqual(made[name], value)
                self.assertEqual((made.state, made.requested_by_id), ("requested", self.officer))
                made.action_end("示例")
        access = Access.create(values)
        with self.assertRaises(AccessError):
            access.write({"state": "approved"})
        for name, value in (("valid_until", "2099-01-01"), ("person_id", self.broker.id)):
            with self.subTest(field=name), self.assertRaisesRegex(UserError, "is not changed"):
                access.with_user(self.manager).write({name: value})
        with self.assertRaises(AccessError):
            access.with_user(self.manager_b).write({"valid_until": "2099-01-01"})
        with self.assertRaises(AccessError):
            access.with_user(self.manager).unlink()
        for odd in (str(self.person.id), float(self.person.id), [self.person.id], True):
            with self.subTest(odd=odd), self.assertRaises(AccessError):
                Access.create({**values, "person_id": odd})

    def test_a_request_needs_an_agreement_of_the_own_zone_in_force(self):
        own = self._request().agreement_id
        self.assertEqual(own.company_id, self.zone_a)
        theirs = self.env["kfz.intermediary.agreement"].search(
            [("partner_id", "=", self.broker.id), ("company_id", "=", self.zone_b.id)]
        )
        another = self._contact("示例另人", "other@example.com")
        with self.assertRaises(AccessError):
            self._request(person=another, agreement_id=theirs.id)
        with self.assertRaises(UserError):
            # past the check of links
            self._request(person=another).sudo().agreement_id = theirs
        own.sudo().write({"signed_on": self._days_ago(20), "valid_until": self._days_ago(1)})
        third = self._contact("示例第三人", "third@example.com")
        with self.assertRaisesRegex(ValidationError, "no agreement in force"):
            self._request(person=third)

    def test_it_never_lasts_longer_than_the_agreement(self):
        agreement = self.env["kfz.intermediary.agreement"].search(
            [("partner_id", "=", self.broker.id), ("company_id", "=", self.zone_a.id)]
        )
        agreement.valid_until = self._days_ago(-10)
        self.assertEqual(self._request().valid_until, self._days_ago(-10))
        another = self._contact("示例另人", "other@example.com")
        with self.assertRaisesRegex(ValidationError, "end of the agreement"):
            self._request(person=another, valid_until=self._days_ago(-11))

    def test_a_request_is_for_a_person_of_the_intermediary_with_an_address(self):
        stranger = self._contact("示例外人", "x@example.com", intermediary=self.rival)
        with self.assertRaisesRegex(ValidationError, "not a contact of"):
            self._request(person=stranger)
        with self.assertRaisesRegex(ValidationError, "e-mail"):
            self._request(person=self._contact("示例无址", False))
        hidden = self._contact("示例乙区人", "b@example.com", self.manager_b)
        with self.assertRaises(AccessError):
            self._request(person=hidden)

    def test_a_colleague_does_not_act_for_an_intermediary(self):
        self.employee.login = "colleague@example.com"
        access = self._request(person=self._contact("示例同事", "colleague@example.com"))
        with self.assertRaisesRegex(UserError, "colleague of this office"):
            access.with_user(self.manager).action_approve()

    def test_one_open_request_and_one_approval_and_a_renewal_takes_the_place(self):
        first = self._approved()
        renewal = self._request()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._request()
        renewal.with_user(self.manager).action_approve()
        self.assertEqual((first.state, renewal.state), ("ended", "approved"))
        self.assertEqual(self._current(renewal.sudo().user_id), renewal)

    # the way out

    def test_an_ended_access_opens_nothing_and_signs_the_person_out(self):
        access = self._approved()
        user = access.sudo().user_id
        for odd in (None, "", "  ", 1, [], {}):
            with self.subTest(odd=odd), self.assertRaises(UserError):
                access.with_user(self.manager).action_end(odd)
        with self.assertRaises(AccessError):
            access.with_user(self.officer).action_end("示例")
        access.with_user(self.manager).action_end("示例离职")
        self.assertEqual((access.state, access.reason), ("ended", "示例离职"))
        self.assertFalse(user.active or self._current(user))
        with self.assertRaises(UserError):
            access.sudo().unlink()
        again = self._approved()
        self.assertTrue(user.active)
        self.assertEqual(again.sudo().user_id, user)

    def test_another_zones_access_keeps_the_user_and_only_that_zone(self):
        make_access(self.broker, self.zone_b)
        access = self._approved()
        user = access.sudo().user_id
        theirs = self._contact("示例新人", "new@example.com", self.manager_b)
        other = (
            self.env["kfz.portal.access"]
            .with_user(self.manager_b)
            .create({"person_id": theirs.id, "intermediary_id": self.broker.id})
        )
        manager_b2 = self.manager_b.copy({"login": "kfz_manager_b2", "active": True})
        other.with_user(manager_b2).action_approve()
        self.assertEqual(other.sudo().user_id, user, "one person, one mailbox, one user")
        self.assertEqual(self._current(user), access.sudo() | other.sudo())
        access.with_user(self.manager).action_end("示例")
        self.assertTrue(user.active)
        self.assertEqual(self._current(user).company_id, self.zone_b)

    def test_past_its_last_day_in_shanghai_it_opens_nothing(self):
        access = self._approved(valid_until=self._days_ago(-5))
        user = access.sudo().user_id
        with calendar.showing(self._days_ago(-5)):
            self.assertTrue(self._current(user))
        with calendar.showing(self._days_ago(-6)):
            self.assertFalse(self._current(user))
            self.env["kfz.portal.access"]._cron_watch()
        self.assertEqual(access.state, "ended")

    def test_while_the_agreement_is_not_in_force_it_opens_nothing(self):
        access = self._approved()
        user = access.sudo().user_id
        access.agreement_id.with_user(self.manager).write(
            {"signed_on": self._days_ago(9), "valid_until": self._days_ago(1)}
        )
        self.env.invalidate_all()
        self.assertFalse(access.is_in_force or self._current(user))
        self.assertIn(access.sudo(), access.sudo().search([("is_in_force", "=", False)]))

    def test_an_intermediary_that_left_the_register_opens_nothing(self):
        user = self._approved().sudo().user_id
        self.broker.is_intermediary = False
        self.assertFalse(self._current(user))

    def test_managers_are_reminded_once_before_it_ends(self):
        self._approved(valid_until=self._days_ago(-20))
        notices = [("partner_ids", "in", self.manager.partner_id.ids)]
        before = self.env["mail.message"].search_count(notices)
        Access = self.env["kfz.portal.access"].with_context(tracking_disable=False)
        Access._cron_watch()
        Access._cron_watch()
        self.assertEqual(self.env["mail.message"].search_count(notices), before + 1)

    # other ways in

    def test_hanging_under_an_intermediary_opens_nothing(self):
        guest = self._guest("kfz_hung", self.broker)
        self.assertFalse(self._current(guest))
        self._approved().sudo()
        self.assertFalse(self._current(guest))
        guest.partner_id.parent_id = self.rival
        partners = self.env["res.partner"].with_user(guest).search([])
        self.assertEqual(partners, guest.partner_id)

    def test_a_change_of_the_parent_changes_nothing(self):
        with self.assertRaisesRegex(UserError, "stays among"):
            self.portal_rival.partner_id.with_user(self.officer).parent_id = self.broker
        # whoever may, does not move the access with the person
        self.portal_rival.partner_id.parent_id = self.broker
        self.assertEqual(self._current(self.portal_rival).intermediary_id, self.rival)

    def test_cores_wizard_is_closed_to_managers(self):
        wizard = self.env["portal.wizard"].create({"partner_ids": [(6, 0, self.person.ids)]})
        for user in (self.manager, self.officer):
            for method in ("action_grant_access", "action_revoke_access", "action_invite_again"):
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    getattr(wizard.user_ids.with_user(user), method)()
        self.assertFalse(self.person.sudo().user_ids)

    def test_the_address_of_an_account_is_not_changed_by_an_officer(self):
        known = self.portal_rival.partner_id
        for user in (self.officer, self.manager):
            with self.subTest(user=user.login), self.assertRaisesRegex(UserError, "it stays"):
                known.with_user(user).email = "attacker@example.com"
        access = self._request()
        with self.assertRaisesRegex(UserError, "it stays"):
            self.person.with_user(self.officer).email = "attacker@example.com"
        access.action_end("示例")
        self.person.with_user(self.officer).email = "right@example.com"
        known.with_user(self.officer).email = known.email.upper()

    def test_the_hook_of_the_closed_door_is_what_is_tested(self):
        """With the date check off, the expired one opens: the tests above would notice."""
        access = self._approved(valid_until=self._days_ago(-5))
        user = access.sudo().user_id
        with calendar.showing(self._days_ago(-6)):
            cls = self.env.registry["kfz.portal.access"]
            off = kfz_portal_access.Domain("state", "=", "approved")
            with patch.object(cls, "_kfz_in_force", lambda self: off):
                self.assertTrue(self._current(user))
