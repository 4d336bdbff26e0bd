from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestHandOver(KfzCase):
    """Whose the projects of an account manager are, when they are handed over on the page."""

    def _assign(self, user, leads, official, role="account_manager"):
        wizard = (
            self.env["kfz.lead.assign"]
            .with_user(user)
            .create({"lead_ids": leads.ids, "role": role, "official_id": official.id})
        )
        action = wizard.action_apply()
        self.assertEqual(leads.account_manager_id, official)
        return action

    def test_projects_go_to_the_user_of_the_new_account_manager(self):
        leads = self._project("lead", user=self.officer) | self._project("lead")
        official = self._official(name="示例乙", user_id=self.officer2.id)
        self._assign(self.manager, leads, official)
        self.assertEqual(leads.user_id, self.officer2)

    def test_an_officer_hands_over_a_project_of_their_own(self):
        lead = self._project("lead", user=self.officer)
        official = self._official(name="示例乙", user_id=self.officer2.id)
        action = self._assign(self.officer, lead, official)
        self.assertEqual(lead.user_id, self.officer2)
        # whoever may not see the project any more is led away from its page
        after = action["params"]["next"]
        self.assertEqual((after["res_model"], after["target"]), ("crm.lead", "main"))

    def test_the_only_colleague_of_that_name_holds_it(self):
        lead = self._project("lead", user=self.officer)
        self.officer2.name = "独名示例"
        self._assign(self.manager, lead, self._official(name="独名示例"))
        self.assertEqual(lead.user_id, self.officer2)

    def test_who_has_no_login_takes_it_from_the_account_manager_before_and_from_no_one_else(self):
        mine, anothers = (self._project("lead", user=self.officer) for _number in range(2))
        before = self._official(name="示例甲", user_id=self.officer.id)
        self._assign(self.manager, mine | anothers, before)
        anothers.user_id = self.officer2
        self._assign(self.manager, mine | anothers, self._official(name="示例外人"))
        self.assertFalse(mine.user_id)
        self.assertEqual(anothers.user_id, self.officer2)

    def test_who_may_not_work_on_projects_holds_none(self):
        lead = self._project("lead", user=self.officer)
        self._assign(self.manager, lead, self._official(name="示例", user_id=self.employee.id))
        self.assertEqual(lead.user_id, self.officer)

    def test_another_role_gives_the_project_to_nobody(self):
        lead = self._project("lead", user=self.officer)
        official = self._official(name="示例乙", user_id=self.officer2.id)
        self.env["kfz.lead.assign"].with_user(self.manager).create(
            {"lead_ids": lead.ids, "role": "lead_official", "official_id": official.id}
        ).action_apply()
        self.assertEqual(lead.user_id, self.officer)

    def test_the_message_says_how_many_projects_changed(self):
        leads = self._project("lead", user=self.officer) | self._project("lead")
        action = self._assign(self.manager, leads, self._official("示例丙"))
        self.assertEqual(action["params"]["message"], "Projects assigned to “示例丙”: 2.")
        self.assertEqual(action["params"]["next"], {"type": "ir.actions.act_window_close"})

    def test_a_unit_is_responsible_and_a_person_does_the_rest_in_every_way_in(self):
        lead = self._project("lead", user=self.officer)
        unit, person = self._official("示例招商局", is_unit=True), self._official("示例局长")
        for official, role in ((person, "responsible_unit"), (unit, "lead_official")):
            ways = {
                "Assign": lambda o=official, r=role: self._assign(self.manager, lead, o, r),
                "the page": lambda o=official, r=role: lead.with_user(self.manager).write(
                    {"assignment_ids": [(0, 0, {"official_id": o.id, "role": r})]}
                ),
                "a row": lambda o=official, r=role: self.env["kfz.assignment"].create(
                    {"lead_id": lead.id, "official_id": o.id, "role": r}
                ),
            }
            for name, way in ways.items():
                with (
                    self.subTest(name, role=role),
                    self.assertRaisesRegex(ValidationError, f"“{official.name}” is a "),
                    self.cr.savepoint(),
                ):
                    way()
        refused = self.env["kfz.lead.edit"].with_user(self.manager)
        refused = refused.create({"lead_ids": lead.ids, "responsible_unit_id": person.id})
        refused.action_apply()
        self.assertIn("is a role for a unit", refused.refused)
        self.assertFalse(lead.responsible_unit_id)

    def test_who_holds_a_role_becomes_nothing_that_cannot_hold_it(self):
        lead = self._project("lead", user=self.officer)
        unit = self._official("示例招商局", is_unit=True)
        lead._kfz_hand_over("responsible_unit", unit)
        with self.assertRaisesRegex(ValidationError, "is a person"), self.cr.savepoint():
            unit.is_unit = False
        lead.assignment_ids.filtered(lambda each: each.official_id == unit).action_end()
        unit.is_unit = False

    def test_another_role_leaves_a_choice_that_does_not_fit(self):
        person = self._official("示例局长")
        lead = self._project("lead", user=self.officer)
        form = Form(self.env["kfz.lead.assign"].with_context(default_lead_ids=lead.ids))
        form.official_id = person
        form.role = "account_manager"
        self.assertEqual(form.official_id, person)
        form.role = "responsible_unit"
        self.assertFalse(form.official_id)

    def test_an_officer_gives_a_project_away_on_its_page(self):
        lead = self._project("lead", user=self.officer)
        self.env.cr.precommit.run()
        lead.with_user(self.officer).write({"user_id": self.officer2.id})
        lead.with_user(self.officer).env.flush_all()
        self.env.cr.precommit.run()
        self.assertEqual(lead.user_id, self.officer2)
        self.assertIn(self.officer2.partner_id, lead.message_follower_ids.partner_id)
        kept = self._project("lead", user=self.officer).with_user(self.officer)
        with self.assertRaisesRegex(UserError, "with the button “Assign”"), self.cr.savepoint():
            kept.web_save({"user_id": self.officer2.id}, {"name": {}})
        self.assertEqual(kept.user_id, self.officer)
        self.assertTrue(kept.web_save({"name": "示例改名"}, {"name": {}}))
        told = lead.message_ids.filtered(lambda note: note.author_id == self.officer.partner_id)
        self.assertTrue(told)

    def _enter_by_hand(self, user, lead, official):
        """What the page sends for a new row in the list of officials."""
        row = {"role": "account_manager", "official_id": official.id, "date_from": str(self.today)}
        spec = {"user_id": {"fields": {"display_name": {}}}}
        [values] = lead.with_user(user).web_save({"assignment_ids": [(0, 0, row)]}, spec)
        return values["user_id"]

    def test_who_is_entered_in_the_list_of_a_free_project_takes_it(self):
        lead = self._project("lead")
        official = self._official(name="示例乙", user_id=self.officer.id)
        shown = self._enter_by_hand(self.officer, lead, official)
        self.assertEqual(lead.user_id, self.officer)
        self.assertEqual(shown["id"], self.officer.id)

    def test_the_list_takes_no_project_from_its_user(self):
        lead = self._project("lead", user=self.officer)
        official = self._official(name="示例乙", user_id=self.officer2.id)
        self._enter_by_hand(self.manager, lead, official)
        self.assertEqual(lead.user_id, self.officer)

    def test_an_officer_gives_no_free_project_away_by_the_list(self):
        lead = self._project("lead")
        official = self._official(name="示例乙", user_id=self.officer2.id)
        with self.assertRaisesRegex(UserError, "Assign"), self.cr.savepoint():
            self._enter_by_hand(self.officer, lead, official)
        self.assertFalse(lead.user_id)
        self._enter_by_hand(self.manager, lead, official)
        self.assertEqual(lead.user_id, self.officer2)

    def test_no_project_goes_to_a_closed_account(self):
        lead = self._project("lead", user=self.officer)
        self.officer2.active = False
        with self.assertRaisesRegex(ValidationError, "has been closed"), self.cr.savepoint():
            lead.with_user(self.manager).user_id = self.officer2
        self.assertEqual(lead.user_id, self.officer)
