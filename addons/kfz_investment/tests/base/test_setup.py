import ast
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..common import KfzCase, request_of

STEP, PERSON = "kfz.setup.step", "kfz.person.add"
HOME = "kfz_investment.kfz_setup_step_action"


@tagged("post_install", "-at_install")
class TestSetup(KfzCase):
    """The guided set-up: what is done and missing, people with a role, and the administrator's first page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            login="kfz_setup_admin",
            groups="base.group_system,kfz_investment.group_kfz_manager",
            company_id=cls.zone_a.id,
            company_ids=[(6, 0, cls.zones.ids)],
        )
        cls.env["ir.config_parameter"].set_param("kfz.setup.hidden", False)

    def _steps(self, user):
        steps = (
            self.env[STEP].with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
        )
        return {step.code: step for step in steps.search([])}

    def _person(self, **values):
        return (
            self.env[PERSON]
            .with_user(self.admin)
            .create(
                {
                    "name": "示例新人",
                    "login": "kfz_new",
                    "role": "officer",
                    "zone_ids": [(6, 0, self.zone_b.ids)],
                    **values,
                }
            )
        )

    def _made(self, login="kfz_new"):
        return self.env["res.users"].search([("login", "=", login)])

    def test_steps_tell_what_is_there_zone_by_zone(self):
        self.env["kfz.official"].search([]).unlink()
        before = self._steps(self.admin)["officials"]
        self.assertFalse(before.is_done)
        self.assertEqual(len(before.state_text.splitlines()), len(self.zones))
        for zone in self.zones:
            self._official(name=f"示例{zone.zone_code}", zone=zone)
        before.invalidate_recordset()
        self.assertTrue(self._steps(self.admin)["officials"].is_done)

    def test_account_managers_whom_a_ledger_brings_are_no_lead_officials(self):
        self.env["kfz.official"].search([]).unlink()
        for zone in self.zones:
            project = self._project("lead", zone=zone)
            holder = self._official(name=f"示例{zone.zone_code}", zone=zone)
            self.env["kfz.assignment"].create(
                {"lead_id": project.id, "official_id": holder.id, "role": "account_manager"}
            )
        step = self._steps(self.admin)["officials"]
        self.assertFalse(step.is_done)
        self.assertNotIn("1 lead", step.state_text)
        for holder in self.env["kfz.official"].search([]):
            holder.assignment_ids.role = "lead_official"
        step.invalidate_recordset()
        self.assertTrue(step.is_done)
        self.assertIn("1 lead officials", step.state_text)

    def test_every_step_has_a_state_and_every_button_a_page(self):
        for code, step in self._steps(self.admin).items():
            with self.subTest(step=code):
                self.assertTrue(hasattr(step, f"_kfz_state_{code}"))
                self.assertTrue(step.state_text)
                if code == "start":
                    continue
                self.assertEqual(bool(step.button), bool(step.action_open()))
                self.assertEqual(bool(step.more), bool(step.action_more()))

    def test_managers_see_the_steps_of_their_own_zone(self):
        steps = self._steps(self.manager)
        self.assertEqual(set(steps), {"thresholds", "areas", "officials", "import"})
        for step in steps.values():
            self.assertEqual(len(step.state_text.splitlines()), 1)
            self.assertTrue(step.action_open())
        with self.assertRaises(AccessError):
            self.env.ref("kfz_investment.setup_step_start").with_user(self.manager).action_open()
        for user in (self.officer, self.joint, self.employee):
            with self.assertRaises(AccessError):
                self._steps(user)

    def test_it_is_the_first_page_of_an_administrator_until_nobody_wants_it(self):
        home = self.env.ref(HOME).id
        self.assertEqual(self.admin.with_user(self.admin)._kfz_home_action(), home)
        self.assertNotEqual(self.manager.with_user(self.manager)._kfz_home_action(), home)
        step = self._steps(self.admin)["start"]
        self.assertEqual(step.button_text, "Do not show at start any more")
        step.action_open()
        self.assertNotEqual(self.admin.with_user(self.admin)._kfz_home_action(), home)
        step.invalidate_recordset()
        self.assertEqual(step.button_text, "Show at start again")
        self.assertIn("Does not open at start any more.", step.state_text)
        step.action_open()
        step.invalidate_recordset()
        self.assertEqual(self.admin.with_user(self.admin)._kfz_home_action(), home)
        self.assertNotIn("Does not open", step.state_text)

    def test_thresholds_that_stay_as_they_are_are_confirmed_for_all_zones_or_by_saving(self):
        log = self.env["kfz.zone.setting.change"]
        own = log.search([("company_id", "=", self.zone_a.id)])
        self.assertFalse(own, "the tests begin with settings as shipped")
        page = self.env["kfz.zone.settings"].with_user(self.manager).create({})
        page.action_save()
        page.action_save()
        [entry] = log.search([("company_id", "=", self.zone_a.id)])
        self.assertEqual((entry.user_id, entry.label), (self.manager, "Confirmed as they are"))
        step = self._steps(self.admin)["thresholds"]
        self.assertFalse(step.is_done)
        self.assertIn(f"confirmed as they are by {self.manager.name}", step.state_text)
        self.assertTrue(step.more_text)
        step.action_more()
        step.invalidate_recordset()
        self.assertTrue(step.is_done)
        self.assertFalse(step.more_text)
        self.assertEqual(len(log.search([("company_id", "=", self.zone_a.id)])), 1)
        self.assertEqual(log.search([("company_id", "=", self.zone_b.id)]).user_id, self.admin)

    def test_the_last_step_says_what_comes_next_and_where_the_first_data_are_from(self):
        step = self._steps(self.admin)["start"]
        self.assertIn("are those that the zones' plan names", step.state_text)
        self.patch(
            type(self.env[STEP]),
            "_kfz_state_people",
            lambda steps: (False, []),
        )
        step.invalidate_recordset()
        self.assertNotIn("My board", step.state_text)
        for code in ("zones", "people", "areas", "officials", "import"):
            self.patch(type(self.env[STEP]), f"_kfz_state_{code}", lambda steps: (True, []))
        self.env.invalidate_all()
        text = self._steps(self.admin)["start"].state_text
        for page in ("“My board”", "“Projects”", "“Zone comparison”"):
            self.assertIn(page, text)

    def test_areas_and_officials_open_with_all_zones_and_what_is_new_is_the_present_ones(self):
        for code in ("areas", "officials"):
            step = self._steps(self.admin)[code].with_company(self.zone_a)
            params = step.action_open()["params"]
            self.assertEqual(params["next"]["context"], {"search_default_group_zone": 1})
            self.assertEqual(set(params["zone_ids"]), set(self.zones.ids))
            self.assertEqual(params["zone_ids"][0], self.zone_a.id)
        areas = self.env["kfz.area"].with_user(self.manager)
        self.assertEqual(areas.create({"name": "示例", "code": "XX"}).company_id, self.zone_a)

    def test_things_are_not_labelled_like_people(self):
        named = {
            "kfz.area": "Area",
            "kfz.official": "Official or unit",
            "kfz.policy.topic": "Topic",
            "kfz.trade.mode": "Supervision mode",
            "kfz.share.level": "Share level",
            "kfz.award.scheme": "Scheme",
        }
        for model in self.env:
            field = self.env[model]._fields.get("name")
            if not model.startswith("kfz.") or not field:
                continue
            with self.subTest(model=model):
                if model in named:
                    self.assertEqual(field.string, named[model])
                elif model != PERSON:
                    self.assertNotEqual(field.string, "Name")

    def test_managers_confirm_the_settings_of_their_own_zone(self):
        self._steps(self.manager)["thresholds"].action_more()
        entries = self.env["kfz.zone.setting.change"].search([("setting", "=", "confirmed")])
        self.assertEqual(entries.company_id, self.zone_a)
        with self.assertRaises(AccessError):
            self.env.ref("kfz_investment.setup_step_thresholds").with_user(
                self.officer
            ).action_more()

    def test_the_first_ledger_is_imported_as_a_list_of_projects(self):
        context = self._steps(self.manager)["import"].action_open()["context"]
        context = ast.literal_eval(context) if isinstance(context, str) else context
        page = self.env["kfz.import"].with_user(self.manager).with_context(**context)
        self.assertEqual(page.create({}).kind, "project")

    def test_it_is_not_the_first_page_once_everything_is_there(self):
        self.patch(
            type(self.env[STEP]),
            "_compute_state",
            lambda steps: steps.update({"is_done": True, "state_text": ""}),
        )
        self.assertFalse(self.env[STEP].with_user(self.admin)._kfz_opens_at_start())

    def test_a_person_gets_role_zone_inbox_language_and_a_password_that_is_shown_once(self):
        action = self._person().action_add()
        page = self.env[PERSON].with_user(self.admin).with_context(**action["context"])
        shown = page.default_get(["name", "login", "password"])
        user = self._made()
        self.assertEqual(
            (user.company_ids, user.company_id, user.notification_type, user.tz),
            (self.zone_b, self.zone_b, "inbox", "Asia/Shanghai"),
        )
        self.assertTrue(user.has_group("kfz_investment.group_kfz_officer"))
        self.assertFalse(user.has_group("base.group_system"))
        self.assertFalse(user.has_group("kfz_investment.group_kfz_manager"))
        word = shown["password"]
        self.assertEqual((action["target"], shown["login"]), ("new", "kfz_new"))
        user.with_user(user)._check_credentials(
            {"login": user.login, "password": word, "type": "password"}, {"interactive": True}
        )
        # nothing keeps it: neither the page that was filled in, nor one that is saved with it
        page.create({"role": "officer"})
        self.assertNotIn(word, str(self.env[PERSON].search([]).read()))
        self.assertFalse(self.env[PERSON]._fields["password"].store)

    def test_no_role_makes_a_superuser(self):
        roles = self.env[PERSON]._fields["role"].get_values(self.env)
        forbidden = self.env.ref("base.group_system") | self.env.ref("base.group_erp_manager")
        for role in roles:
            values = self._person(role=role)._user_values()
            groups = self.env["res.groups"].browse(values["group_ids"][0][2])
            self.assertFalse((groups | groups.all_implied_ids) & forbidden, role)
        with self.assertRaises(ValueError):
            self._person(role="system")

    def test_people_are_the_administrators_to_make_in_their_own_zones(self):
        for user in (self.manager, self.officer, self.joint, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                request_of(
                    self.env(user=user),
                    PERSON,
                    "create",
                    [{"name": "x", "login": "x", "role": "officer"}],
                    {},
                )
        self.admin.company_ids = self.zone_a
        with self.assertRaisesRegex(UserError, "Choose zones in which you work"):
            self._person().action_add()
        with self.assertRaisesRegex(UserError, "Choose at least one zone"):
            self._person(zone_ids=[(5,)]).action_add()
        with self.assertRaisesRegex(UserError, "Somebody has the login"):
            self._person(login=self.officer.login, zone_ids=[(6, 0, self.zone_a.ids)]).action_add()

    def test_a_login_is_one_and_nobody_elses(self):
        taken = ("Kfz_Officer", "KFZ_OFFICER", "ｋｆｚ＿ｏｆｆｉｃｅｒ", " kfz_officer ")
        self.officer.login = "kfz_officer"
        for archived in (False, True):
            self.officer.active = not archived
            for login in taken:
                with self.subTest(login), self.assertRaisesRegex(UserError, "Somebody has"):
                    self._person(login=login).action_add()
        odd = (
            "",
            " ",
            "x",
            "kfz\u200bnew",
            "kfz\nnew",
            "kfz new",
            "x" * 10_000,
            "<b>x</b>",
            "\u0430dmin",
        )
        for login in odd:
            with self.subTest(login[:20]), self.assertRaisesRegex(UserError, "2 to 64 letters"):
                self._person(login=login).action_add()
        # a sign of a pattern is a sign
        self._person(login="kfzXofficer").action_add()
        self.assertTrue(self._made("kfzXofficer"))

    def test_name_and_address_of_a_person_are_some(self):
        for name in ("", " ", "\u3000\u200b", "名" * 101):
            with self.subTest(name), self.assertRaisesRegex(UserError, "person's name"):
                self._person(name=name).action_add()
        odd = (
            "not an email",
            "x@example.com\nBcc: y@example.com",
            "x@example.com,y@example.com",
            "@",
        )
        for email in (*odd, "X <x@example.com>", "x@example.com\n,"):
            with self.subTest(email), self.assertRaisesRegex(UserError, "not an e-mail address"):
                self._person(email=email).action_add()
        self._person(name=" 示例\n新人 ", email=" New@example.com ").action_add()
        self.env.invalidate_all()
        user = self._made()
        self.assertEqual((user.name, user.email), ("示例 新人", "New@example.com"))

    def test_with_a_mail_server_the_person_may_be_invited(self):
        self.assertFalse(self._person(email="new@example.com").can_invite)
        self.env["ir.mail_server"].create({"name": "示例", "smtp_host": "mail.example.com"})
        person = self._person(email="new@example.com", invite=True)
        self.assertTrue(person.can_invite)
        self.assertEqual(person.action_add()["type"], "ir.actions.act_window_close")
        self.assertEqual(self._made().email, "new@example.com")

    def test_a_database_that_searches_slowly_says_so(self):
        start = self._steps(self.admin)["start"]
        with patch.object(self.env.registry, "has_trigram", False):
            self.env.invalidate_all()
            self.assertIn("pg_trgm", start.state_text)
        self.env.invalidate_all()
        if self.env.registry.has_trigram:
            self.assertNotIn("pg_trgm", start.state_text)
