from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

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
        self.assertEqual((action["res_model"], action["target"]), ("crm.lead", "main"))

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
