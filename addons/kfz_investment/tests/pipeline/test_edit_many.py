from lxml import etree
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ...wizard.base.kfz_edit_many_mixin import MOST
from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestEditMany(KfzCase):
    """“Edit selected” changes several projects as if each was changed on its page: all, or none, or the others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.two = cls.env["crm.lead"].union(
            *(
                cls._project("negotiation", user=cls.officer, name=f"示例批量{number}")
                for number in range(2)
            )
        )
        cls.signed = cls._project("signed", user=cls.officer, name="示例已签")

    def _window(self, projects, user=None, **values):
        window = self.env["kfz.lead.edit"].with_user(user or self.officer)
        return window.create({"lead_ids": [(6, 0, projects.ids)], **values})

    def _manager_of(self, user, name="示例专员甲"):
        return self._official(name, user_id=user.id)

    def test_what_is_filled_in_is_changed_in_each(self):
        window = self.env["kfz.lead.edit"].with_user(self.officer)
        form = Form(window.with_context(default_lead_ids=self.two.ids))
        form.area_id = self.area
        form.industry_function = "rnd"
        form.next_step = "示例：报送材料"
        form.save().action_apply()
        self.assertEqual(self.two.area_id, self.area)
        self.assertEqual(self.two.mapped("industry_function"), ["rnd"] * 2)
        self.assertEqual(self.two.mapped("next_step"), ["示例：报送材料"] * 2)

    def test_empty_fields_stay_and_nothing_at_all_is_refused(self):
        self.two.industry_function = "logistics"
        self._window(self.two, next_step="示例：回访").action_apply()
        self.assertEqual(self.two.mapped("industry_function"), ["logistics"] * 2)
        with self.assertRaises(UserError):
            self._window(self.two).action_apply()

    def test_the_history_keeps_what_it_was(self):
        self.two[0].with_user(self.officer).next_step = "示例：旧的一步"
        tag = self.env["crm.tag"].with_user(self.officer).sudo().create({"name": "示例标签"})
        self._window(
            self.two,
            next_step="示例：新的一步",
            date_deadline="2027-03-05",
            tag_ids=[(6, 0, tag.ids)],
        ).action_apply()
        self.env.cr.precommit.run()
        messages = self.two[0].message_ids
        note = "".join(messages.mapped("body"))
        for word in ("示例：旧的一步", "示例：新的一步", "示例标签"):
            self.assertIn(word, note)
        moved = messages.tracking_value_ids.filtered(
            lambda each: each.field_id.name == "date_deadline"
        )
        self.assertEqual(str(moved.new_value_datetime.date()), "2027-03-05")

    def test_where_one_is_refused_nothing_is_changed_and_its_name_is_said(self):
        window = self._window(self.two | self.signed, date_deadline="2027-03-05")
        action = window.action_apply()
        self.assertEqual((action["res_model"], action["res_id"]), (window._name, window.id))
        self.assertFalse(any(self.two.mapped("date_deadline")))
        self.assertIn("示例已签", window.refused)
        self.assertEqual(window.refused_count, 1)
        self.assertNotIn("示例批量", window.refused)

    def test_the_others_are_changed_when_the_user_says_so(self):
        window = self._window(self.two | self.signed, date_deadline="2027-03-05", next_step="示例")
        window.action_apply()
        done = window.action_apply_others()
        self.assertEqual([str(day) for day in self.two.mapped("date_deadline")], ["2027-03-05"] * 2)
        self.assertNotEqual(self.signed.next_step, "示例", "nothing of a refused one is kept")
        self.assertIn("示例已签", done["params"]["message"])

    def test_a_signed_project_keeps_its_area(self):
        other = self.env["kfz.area"].search(
            [("company_id", "=", self.zone_a.id), ("id", "!=", self.area.id)], limit=1
        )
        window = self._window(self.signed, area_id=other.id)
        window.action_apply()
        self.assertIn("示例已签", window.refused)
        self.assertEqual(self.signed.area_id, self.area)

    def test_a_hand_over_gives_the_projects_to_the_colleague(self):
        official = self._manager_of(self.officer2)
        before = self.two.account_manager_id
        self._window(self.two, account_manager_id=official.id, next_step="示例").action_apply()
        self.assertEqual(self.two.user_id, self.officer2)
        self.assertEqual(self.two.account_manager_id, official)
        past = self.two.assignment_ids.filtered(lambda each: each.official_id in before)
        self.assertTrue(all(past.mapped("date_to")))

    def test_a_condition_needs_what_its_own_window_asks_for(self):
        window = self._window(self.two, condition="dormant", reason="示例：等待批文")
        window.action_apply()
        self.assertEqual(window.refused_count, 2)
        window.review_on = "2027-06-01"
        window.action_apply()
        self.assertEqual(self.two.mapped("condition"), ["dormant"] * 2)
        self._window(self.two, condition="ongoing").action_apply()
        self.assertEqual(self.two.mapped("condition"), ["ongoing"] * 2)

    def test_a_project_that_has_ended_is_not_resumed_from_a_list(self):
        reason = self.env["crm.lost.reason"].search([("code", "!=", False)], limit=1)
        self.two[0].action_set_lost(lost_reason_id=reason.id)
        window = self._window(self.two, condition="delayed", reason="示例")
        window.action_apply()
        self.assertIn("示例批量0", window.refused)

    def test_projects_of_a_colleague_and_of_another_zone_are_out_of_reach(self):
        theirs = self._project("lead", user=self.officer2, name="示例同事")
        away = self._project("lead", zone=self.zone_b, name="示例他区")
        for hidden in (theirs, away):
            with self.subTest(hidden.name), self.assertRaises(UserError):
                self._window(hidden, next_step="试探").action_apply()
            self.assertNotEqual(hidden.next_step, "试探")

    def test_nobody_but_officers_opens_it(self):
        for user in (self.official, self.taskforce, self.salesman):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._window(self.two, user=user, next_step="试探")

    def test_too_many_at_once_are_refused(self):
        window = self._window(self.two, next_step="示例")
        many = self.two.browse(range(1, MOST + 2))
        self.patch(type(self.two), "search", lambda *_args, **_kwargs: many)
        with self.assertRaisesRegex(UserError, str(MOST)):
            window.action_apply()

    def test_people_and_areas_are_those_of_one_zone(self):
        away = self._project("lead", zone=self.zone_b)
        window = self._window(self.two, user=self.manager_all)
        self.assertEqual(window.company_id, self.zone_a)
        self.assertFalse(self._window(self.two | away, user=self.manager_all).company_id)

    def test_the_list_offers_it_and_nothing_of_core_that_does_not_apply(self):
        offered = self._offered("crm.lead", "crm_lead_view_list_kfz")
        self.assertIn(self.env.ref("kfz_investment.kfz_lead_edit_action").id, offered)
        for name in (
            "crm.crm_lead_lost_action",
            "crm.action_crm_send_mass_convert",
            "crm.action_lead_mass_mail",
            "crm.mail_followers_edit_action_from_lead",
        ):
            self.assertNotIn(self.env.ref(name).id, offered)
        offered = self._offered("res.partner", "res_partner_view_list_kfz")
        self.assertIn(self.env.ref("kfz_investment.kfz_enterprise_edit_action").id, offered)
        for name in (
            "base.action_partner_merge",
            "mail.action_partner_mass_mail",
            "portal.partner_wizard_action_create_and_open",
        ):
            self.assertNotIn(self.env.ref(name).id, offered)

    def test_who_cancels_its_windows_keeps_the_ticks(self):
        for name in ("lead_assign", "lead_condition", "lead_edit", "enterprise_edit", "lead_move"):
            view = self.env.ref(f"kfz_investment.kfz_{name}_view_form")
            [cancel] = etree.fromstring(view.arch).findall(".//button[@special='cancel']")
            self.assertTrue(cancel.get("name"), f"{name}: static/src/list/keep_ticks.js needs one")

    def _offered(self, model, view):
        """Ids of the entries of the menu of actions of a list, for the manager."""
        view = self.env.ref(f"kfz_investment.{view}")
        views = (
            self.env[model]
            .with_user(self.manager)
            .get_views([(view.id, "list")], {"toolbar": True})["views"]
        )
        return {entry["id"] for entry in views["list"]["toolbar"].get("action", [])}
