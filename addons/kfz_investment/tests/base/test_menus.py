from odoo.tests import new_test_user, tagged

from ..common import KfzCase

#: role → the most entries that its menus have, those of every app and the headings counted
LIMITS = {
    # workload and visits by month (statistics) and steps due (projects): nobody looked for them in the cog of another page;
    # the digest, which messages in the inbox lead to, is what everybody begins with
    # leads to answer and contacts due: clocks that run
    "officer": 33,
    # the same, and issues and lights, which the digest asks for: newcomers did not find them in the cog of projects
    # leads to answer, contacts due, and lights by zone, whose figures they compare
    "manager": 44,
    # the digest, and issues that climbed to it: its answer is waited for
    # lights by zone, the calendar and the taking in of notices: its own right, to which no menu led
    "joint_office": 21,
    # steps due: lead officials press for them; the digest, and the issues and lights of which it tells
    "lead_official": 17,
    # steps due: task forces bring them about; the digest, issues and lights
    "task_force": 17,
    "customs": 13,
    "committee": 13,
}
#: the bar of a manager, in the order of the work
BAR = [
    "menu_kfz_pipeline",
    "menu_kfz_enterprises",
    "menu_kfz_pool_root",
    "menu_kfz_policy_root",
    "menu_kfz_award_root",
    "menu_kfz_reporting",
    "menu_kfz_configuration",
]
#: pages that had a menu of their own before the menus were shortened
PAGES = [
    "kfz_my_project_action",
    "kfz_officer_board_action",
    "kfz_project_action",
    "kfz_owed_action",
    "kfz_interaction_action",
    "kfz_correction_action",
    "kfz_assignment_action",
    "kfz_agreement_action",
    "kfz_capital_record_action",
    "kfz_gate_override_action",
    "kfz_workload_action",
    "kfz_official_action",
    "kfz_gate_rule_action",
    "kfz_entry_type_action",
    "kfz_lost_reason_action",
    "kfz_project_company_action",
    "kfz_enterprise_action",
    "kfz_directory_proposal_action",
    "kfz_directory_proposal_decide_action",
    "kfz_recognition_action",
    "kfz_industry_action",
    "kfz_pool_action",
    "kfz_pool_decide_action",
    "kfz_joint_promotion_action",
    "kfz_share_action",
    "kfz_share_level_action",
    "kfz_share_default_action",
    "kfz_benefit_split_action",
    "kfz_credited_action",
    "kfz_first_contact_ask_action",
    "kfz_first_contact_action",
    "kfz_first_contact_check_action",
    "kfz_first_contact_request_action",
    "kfz_first_contact_dispute_action",
    "kfz_first_contact_kind_action",
    "kfz_shared_policy_action",
    "kfz_shared_policy_clause_action",
    "kfz_policy_action",
    "kfz_policy_topic_action",
    "kfz_referral_action",
    "kfz_intermediary_action",
    "kfz_portal_access_action",
    "kfz_intermediary_account_action",
    "kfz_award_action_to_confirm",
    "kfz_award_action",
    "kfz_award_entry_action",
    "kfz_award_ledger_check_action",
    "kfz_award_report_action",
    "kfz_award_scheme_action",
    "kfz_trade_record_action_to_confirm",
    "kfz_trade_record_action",
    "kfz_trade_report_action",
    "kfz_trade_target_action",
    "kfz_trade_mode_action",
    "kfz_import_trade_action",
    "kfz_import_action",
    "kfz_import_run_action",
    "kfz_import_alias_action",
    "kfz_zone_comparison_action",
    "kfz_signed_landed_report_action",
    "kfz_report_asof_action",
    "kfz_signed_not_landed_action",
    "kfz_report_export_action",
    "kfz_setup_step_action",
    "kfz_zone_settings_action",
    "kfz_area_action",
    "kfz_export_log_action",
    "kfz_interaction_month_action",
    "kfz_ladder_due_action",
    "kfz_ladder_rate_action",
    "kfz_ladder_template_action",
    "kfz_calendar_day_action",
    "kfz_light_action",
    "kfz_light_change_action",
    "kfz_light_rule_action",
    "kfz_zone_light_action",
    "kfz_digest_line_action",
    "kfz_seen_action",
    "kfz_channel_action",
    "kfz_outbox_action",
    "kfz_issue_sheet_action",
]
#: what some roles do not find in the menus although others do: (page, roles that had it)
FORMER = {
    "kfz_project_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_correction_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_assignment_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_agreement_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_capital_record_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_gate_override_action": ("officer", "manager"),
    "kfz_workload_action": ("officer", "manager"),
    "kfz_interaction_month_action": ("officer", "manager"),
    "kfz_ladder_due_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_digest_line_action": ("officer", "manager", "lead_official", "task_force", "joint_office"),
    "kfz_issue_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_light_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_seen_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_entry_type_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_official_action": ("officer", "manager", "lead_official", "task_force"),
    "kfz_signed_not_landed_action": ("officer", "manager", "lead_official"),
    "kfz_credited_action": ("officer", "manager", "lead_official", "joint_office"),
    "kfz_first_contact_dispute_action": ("officer", "manager", "joint_office"),
    "kfz_benefit_split_action": ("officer", "manager", "joint_office"),
    "kfz_award_report_action": ("officer", "manager", "joint_office", "customs", "committee"),
    "kfz_award_entry_action": ("manager", "customs", "committee"),
    "kfz_trade_report_action": ("officer", "manager", "joint_office", "customs", "committee"),
    "kfz_trade_target_action": ("officer", "manager", "joint_office", "customs", "committee"),
    "kfz_recognition_action": ("manager", "joint_office"),
    "kfz_issue_sheet_action": ("officer", "manager", "joint_office"),
}


@tagged("post_install", "-at_install")
class TestMenus(KfzCase):
    """The menus are short and in the order of the work, and no page is lost by it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: new_test_user(
                cls.env,
                login=f"kfz_menu_{role}",
                groups=f"kfz_investment.group_kfz_{role}",
                company_id=cls.zone_a.id,
                company_ids=[(6, 0, cls.zone_a.ids)],
            )
            for role in LIMITS
        }

    def _web(self, role):
        return self.env["ir.ui.menu"].with_user(self.users[role]).load_web_menus(False)

    def _entries(self, menus, key="root"):
        """What the bar and the app switcher show, in their order."""
        for child in menus[key]["children"]:
            yield menus[child]
            yield from self._entries(menus, child)

    def _offered(self, menus):
        """The actions that a menu, a cog or the overview of the configuration offers."""
        for menu in self._entries(menus):
            yield menu["actionID"]
            for _heading, pages in menu.get("kfzPages", ()):
                yield from (menus[page]["actionID"] for page in pages)

    def test_each_role_has_few_entries(self):
        for role, most in LIMITS.items():
            names = [menu["name"] for menu in self._entries(self._web(role))]
            with self.subTest(role=role):
                self.assertLessEqual(len(names), most, names)

    def test_the_bar_follows_the_work_with_at_most_seven_entries(self):
        prefix = "kfz_investment."
        for role in LIMITS:
            menus = self._web(role)
            root = menus[self.env.ref("kfz_investment.menu_kfz_root").id]
            bar = [menus[child]["xmlid"].removeprefix(prefix) for child in root["children"]]
            with self.subTest(role=role):
                self.assertLessEqual(len(bar), 7)
                if role == "manager":
                    self.assertEqual(bar, BAR)

    def test_no_two_entries_of_a_role_have_one_name(self):
        for role in LIMITS:
            for lang in ("en_US", "zh_CN"):
                self.env["res.lang"]._activate_lang(lang)
                menus = self.env["ir.ui.menu"].with_user(self.users[role]).with_context(lang=lang)
                menus = menus.load_web_menus(False)
                root = self.env.ref("kfz_investment.menu_kfz_root").id
                names = [menu["name"] for menu in self._entries(menus, root)]
                with self.subTest(role=role, lang=lang):
                    self.assertEqual(sorted(names), sorted(set(names)))

    def test_every_page_is_offered_to_whoever_had_it(self):
        offered = {role: set(self._offered(self._web(role))) for role in LIMITS}
        everywhere = set().union(*offered.values())
        for name in PAGES:
            page = self.env.ref(f"kfz_investment.{name}").id
            with self.subTest(page=name):
                self.assertIn(page, everywhere)
        for name, roles in FORMER.items():
            page = self.env.ref(f"kfz_investment.{name}").id
            for role in roles:
                with self.subTest(page=name, role=role):
                    self.assertIn(page, offered[role])

    def test_nothing_is_offered_that_the_role_may_not_open(self):
        for role in LIMITS:
            menus = self._web(role)
            visible = self.env["ir.ui.menu"].with_user(self.users[role])._visible_menu_ids(False)
            for menu in self._entries(menus):
                for _heading, pages in menu.get("kfzPages", ()):
                    self.assertLessEqual(set(pages), visible)

    def test_the_menus_that_the_server_keeps_stay_whole(self):
        menus = self.env["ir.ui.menu"].with_user(self.users["manager"])
        before = {key: list(menu["children"]) for key, menu in menus.load_menus(False).items()}
        menus.load_web_menus(False)
        after = {key: list(menu["children"]) for key, menu in menus.load_menus(False).items()}
        self.assertEqual(before, after)

    def test_other_apps_keep_their_menus(self):
        menus = self.env["ir.ui.menu"].with_user(self.salesman)
        web, kept = menus.load_web_menus(False), menus.load_menus(False)
        sales = self.env.ref("crm.crm_menu_root").id
        self.assertEqual(web[sales]["children"], kept[sales]["children"])
        self.assertFalse([menu for menu in web.values() if menu.get("kfzPages")])
