from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from ..common import KfzCase, request_of


@tagged("post_install", "-at_install")
class TestPeople(KfzCase):
    """Who somebody is, in a zone, is entered by the administrator."""

    def _call(self, user, model, method, *args):
        return request_of(
            self.env(user=user.id, context={}, su=False), model, method, list(args), {}
        )

    def test_nobody_takes_another_name_or_address(self):
        official = self.official
        for user in (self.employee, self.officer, self.manager, self.portal):
            for values in (
                {"name": official.name},
                {"email": "other@example.com"},
                {"name": official.name, "phone": "1"},
                {"login": "kfz_other"},
                {"company_id": self.zone_b.id},
            ):
                with self.subTest(user=user.login, values=values), self.assertRaises(AccessError):
                    self._call(user, "res.users", "write", user.ids, values)
            same = {"name": user.name, "email": user.email, "tz": "Asia/Shanghai"}
            self._call(user, "res.users", "write", user.ids, same)
            self.assertEqual(user.tz, "Asia/Shanghai")

    def test_own_telephone_and_picture_are_free(self):
        self._call(self.officer, "res.users", "write", self.officer.ids, {"phone": "0871-1"})
        partner = self.officer.partner_id
        self.assertEqual(partner.phone, "0871-1")
        self._call(self.officer, "res.partner", "write", partner.ids, {"phone": "0871-2"})
        self.assertEqual(partner.phone, "0871-2")
        with self.assertRaises(AccessError):
            self._call(self.officer, "res.partner", "write", partner.ids, {"name": "示例区长"})

    def test_cards_of_colleagues_are_the_administrators(self):
        former = self.officer2
        former.active = False
        for user in (self.officer, self.manager):
            for other in (self.joint, self.manager_b, self.official, former):
                card = other.partner_id
                for values in (
                    {"name": "示例"},
                    {"phone": "1"},
                    {"comment": "x"},
                    {"active": False},
                ):
                    with (
                        self.subTest(user=user.login, other=other.login, values=values),
                        self.assertRaises(AccessError),
                    ):
                        self._call(user, "res.partner", "write", card.ids, values)
        self.assertTrue(self.joint.partner_id.active)

    def test_the_administrator_changes_them(self):
        admin = self.env.ref("base.user_admin")
        self._call(admin, "res.users", "write", self.officer.ids, {"name": "示例专员"})
        self._call(admin, "res.partner", "write", self.joint.partner_id.ids, {"name": "示例"})
        self._call(admin, "res.users", "write", admin.ids, {"name": "示例管理员"})
        self.assertEqual((self.officer.name, self.joint.name), ("示例专员", "示例"))
        self.assertTrue(self.officer.with_user(self.officer).kfz_is_identity_fixed)
        self.assertFalse(self.officer.with_user(admin).kfz_is_identity_fixed)

    def test_other_contacts_are_not_concerned(self):
        person = self.env["res.partner"].create(
            {"name": "示例来宾", "company_id": self.zone_a.id, "is_company": False}
        )
        self._call(self.officer, "res.partner", "write", person.ids, {"name": "示例客人"})
        self.assertEqual(person.name, "示例客人")

    def _strangers(self):
        """Users whom nobody in zone A reads, and an id that no user has."""
        agent = new_test_user(
            self.env,
            login="kfz_agent_b",
            name="秘密经办人",
            groups="base.group_portal",
            company_id=self.zone_b.id,
            company_ids=[(6, 0, self.zone_b.ids)],
        )
        public, template = (
            self.env.ref("base.public_user"),
            self.env.ref("base.template_portal_user_id"),
        )
        (public | template).write(
            {"company_ids": [(6, 0, self.zone_b.ids)], "company_id": self.zone_b.id}
        )
        return [*agent.ids, *public.ids, *template.ids, 2**31 - 2]

    def test_links_to_people_of_other_zones_tell_nothing(self):
        project = self._project("lead", user=self.officer)
        visit = {"lead_id": project.id, "date": "2026-01-05", "kind": "visit"}
        page = self._call(self.manager, "kfz.zone.settings", "create", {})
        ways = (
            (self.officer, "crm.lead", "write", project.ids, lambda ident: {"user_id": ident}),
            (self.officer, "kfz.interaction", "create", visit, "next_step_user_id"),
            (self.manager, "kfz.official", "create", {"name": "示例领导"}, "user_id"),
            (
                self.manager,
                "kfz.zone.settings",
                "write",
                [page],
                lambda ident: {"referral_user_id": ident},
            ),
        )
        strangers = self._strangers()
        for user, model, method, given, field in ways:
            sentences = set()
            for ident in strangers:
                if method == "write":
                    args = [given, field(ident)]
                else:
                    args = [{**given, field: ident}]
                with self.assertRaises(AccessError) as raised, self.cr.savepoint():
                    self._call(user, model, method, *args)
                sentences.add(str(raised.exception))
            with self.subTest(model=model):
                self.assertEqual(len(sentences), 1, sentences)
        # a colleague may be named
        with self.assertRaisesRegex(ValidationError, self.employee.login):
            self._call(
                self.officer, "crm.lead", "write", project.ids, {"user_id": self.employee.id}
            )

    def test_who_administers_users_links_to_any_of_them(self):
        stranger = self.env["res.users"].browse(self._strangers()[0])
        keeper = self.officer2
        keeper.group_ids += self.env.ref("base.group_erp_manager")
        self.assertFalse(stranger.with_user(keeper).has_access("read"))
        wizard = self._call(keeper, "change.password.wizard", "create", {"user_ids": []})
        line = {"wizard_id": wizard, "user_id": stranger.id, "user_login": stranger.login}
        self.assertTrue(self._call(keeper, "change.password.user", "create", line))

    def test_refusals_name_only_whom_the_user_reads(self):
        hidden = self.env["res.users"].browse(self._strangers()[0])
        # in debug mode core's own words name the records
        self.manager.group_ids += self.env.ref("base.group_no_one")
        refused = set()
        for user in (hidden, self.env.ref("base.public_user")):
            # as constraints run: with the user of the call, but as superuser
            people = user.with_user(self.manager).sudo()
            with self.assertRaises(AccessError) as raised:
                people._kfz_check_works_in(self.zone_a, "group_kfz_officer")
            refused.add(str(raised.exception))
            with self.assertRaises(AccessError) as raised:
                user.with_user(self.manager).read(["name"])
            refused.add(str(raised.exception))
            with self.assertRaises(AccessError):
                self._project("lead").with_user(self.manager).sudo().user_id = user
        sentence = self.env["ir.rule"].with_user(self.manager)._kfz_hidden_message()
        self.assertEqual(refused, {sentence})
        with self.assertRaisesRegex(ValidationError, self.employee.login):
            self.employee.with_user(self.manager).sudo()._kfz_check_works_in(
                self.zone_a, "group_kfz_officer"
            )
