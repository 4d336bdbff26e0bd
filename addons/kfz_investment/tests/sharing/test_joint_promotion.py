import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import calendar
from .share_common import ShareCase


@tagged("post_install", "-at_install")
class TestJointPromotion(ShareCase):
    """Zones A and B promote a project together, each beside its own; zone C sees nothing of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.lead = cls._project("negotiation", name="示例联合项目", user=cls.officer)
        cls.share = cls._share(cls.lead, "standard", cls.zone_b | cls.zone_c)

    def _asked(self, share=None):
        """The answer “promote together” of zone B, as the manager of zone A reads it."""
        answer = self._sheet(share or self.share, self.officer_b).action_respond(
            "co_promote", "示例建议"
        )
        self.env.invalidate_all()
        return self.env["kfz.share.response"].with_user(self.manager).browse(answer)

    def _opened(self, start=True):
        """The joint promotion, as the system reads it."""
        promotion = self.env["kfz.joint.promotion"].browse(self._asked().action_accept_together())
        if start:
            promotion.with_user(self.manager_b).action_start()
        self.env.invalidate_all()
        return promotion

    def _told(self, user, text):
        notices = self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id)]
        )
        return any(text in (notice.mail_message_id.body or "") for notice in notices)

    # the answer

    def test_the_owner_accepts_and_both_zones_get_it(self):
        answer = self._asked()
        self.assertEqual(answer.decision, "waiting")
        waiting = [("has_open_answer", "=", True)]
        for user, sees in ((self.manager, True), (self.manager_b, False), (self.manager_c, False)):
            found = self.env["kfz.shared.project"].with_user(user).search(waiting)
            self.assertEqual(bool(found), sees, user.login)
        self.assertTrue(self._told(self.manager, "kfz_pool_decide_action"))
        promotion = self.env["kfz.joint.promotion"].browse(answer.action_accept_together("欢迎"))
        self.env.invalidate_all()
        self.assertEqual((answer.decision, answer.decision_note), ("accepted", "欢迎"))
        self.assertFalse(answer.sheet_id.search(waiting))
        self.assertEqual(promotion.zone_ids, self.zone_a | self.zone_b)
        self.assertEqual(
            (promotion.state, promotion.waiting_zone_id, promotion.title, promotion.sheet_uid),
            ("proposed", self.zone_b, "示例联合项目", self.share.sheet_uid),
        )
        self.assertEqual(promotion.with_user(self.officer).side_ids.lead_id, self.lead)
        for user, sees in ((self.manager, True), (self.manager_b, False)):
            found = promotion.with_user(user).own_project
            self.assertEqual(found, sees and f"{self.lead.project_code} 示例联合项目", user.login)
        self.assertTrue(self._told(self.manager_b, "start it"))
        promotion.with_user(self.manager_b).action_start()
        self.assertEqual((promotion.state, promotion.waiting_zone_id.id), ("active", False))
        self.env.invalidate_all()
        self.assertEqual(promotion.entry_ids.mapped("act"), ["started", "accepted"])
        self.assertTrue(self._told(self.manager, "changed a joint promotion"))

    def test_only_the_owner_reads_on_a_sheet_which_project_it_is(self):
        sheet = self._asked().sheet_id
        words = f"{self.lead.project_code} 示例联合项目"
        for user, seen in ((self.manager, words), (self.officer, words), (self.manager_b, False)):
            self.assertEqual(sheet.with_user(user).own_project, seen, user.login)
        self.assertEqual(sheet.with_user(self.manager).action_own_project()["res_id"], self.lead.id)
        with self.assertRaisesRegex(UserError, "another zone"):
            sheet.with_user(self.manager_b).action_own_project()

    def test_the_owner_declines_with_a_note(self):
        answer = self._asked()
        answer.action_decline_together("暂不联合")
        seen = answer.with_user(self.officer_b)
        self.assertEqual((seen.decision, seen.decision_note), ("declined", "暂不联合"))
        self.assertFalse(self.env["kfz.joint.promotion"].search([]))
        self.assertTrue(self._told(self.manager_b, "declined"))
        with self.assertRaises(UserError):
            answer.action_accept_together()

    def test_who_decides_on_an_answer_and_on_which(self):
        answer = self._asked()
        for user in (self.officer, self.manager_b, self.manager_c, self.joint_mhmd):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                answer.with_user(user).action_accept_together()
        waiting = [("has_open_answer", "=", True)]
        Sheet = self.env["kfz.shared.project"].with_user(self.manager)
        other = self._sheet(self.share, self.officer_b).action_respond("interested")
        with self.assertRaises(UserError):
            answer.browse(other).action_accept_together()
        answer.action_accept_together()
        again = self._asked()
        with self.assertRaisesRegex(UserError, "already promote"), self.cr.savepoint():
            again.action_accept_together()
        self.assertTrue(Sheet.search(waiting))
        self.share.with_user(self.manager).recipient_ids = self.zone_c
        self.assertFalse(Sheet.search(waiting), "a zone that left waits for nothing")
        with self.assertRaisesRegex(UserError, "no longer"):
            again.action_accept_together()

    # who reads what

    def test_a_third_zone_sees_nothing(self):
        promotion = self._opened()
        promotion.with_user(self.manager).action_release("示例处 0871-1")
        promotion.with_user(self.manager_b).action_release("示例中心 0871-2")
        for name in ("", ".entry", ".side"):
            records = self.env[f"kfz.joint.promotion{name}"].search([])
            self.assertTrue(records)
            theirs = records.with_user(self.manager_c)
            self.assertFalse(theirs.search([]))
            self.assertFalse(any(record.has_access("read") for record in theirs))
        self.assertFalse(self.env["kfz.share.decision"].with_user(self.manager_c).search([]))
        self.assertEqual(self._sheet(self.share, self.manager_c).joint_count, 0)
        self.assertEqual(self._sheet(self.share, self.officer_b).joint_count, 1)
        with self.assertRaises(AccessError):
            promotion.with_user(self.manager_c).action_end("示例")

    def test_each_side_stays_with_its_zone(self):
        promotion = self._opened()
        own = self._project(zone=self.zone_b, user=self.officer_b)
        promotion.with_user(self.manager_b).action_link(own.id)
        before = promotion.revision
        for user, lead in ((self.officer, self.lead), (self.officer_b, own)):
            self.env.invalidate_all()
            seen = promotion.with_user(user)
            self.assertEqual(seen.side_ids.lead_id, lead)
            self.assertEqual(lead.with_user(user).joint_count, 1)
            self.assertEqual(lead.with_user(user).action_joint()["res_id"], promotion.id)
        promotion.with_user(self.manager_b).action_link(False)
        self.assertEqual(promotion.revision, before, "what a zone links does not show")
        with self.assertRaises(UserError):
            promotion.with_user(self.manager_b).action_link(self.lead.id)

    def test_a_merged_project_takes_it_along(self):
        promotion = self._opened()
        other = self._project("negotiation", user=self.officer, expected_revenue=9_000_000)
        # core keeps the one with the higher probability
        self.lead.probability, other.probability = 10, 90
        self.env.flush_all()
        head = (self.lead | other).with_user(self.manager).merge_opportunity()
        self.assertEqual(head, other)
        self.env.invalidate_all()
        self.assertEqual(promotion.with_user(self.manager).side_ids.lead_id, head)

    def test_contacts_show_when_both_zones_have_released_theirs(self):
        promotion = self._opened()
        promotion.with_user(self.manager).action_release("示例处 0871-1")
        self.env.invalidate_all()
        seen = promotion.with_user(self.officer_b)
        self.assertFalse(seen.contacts)
        self.assertNotIn("0871-1", str(seen.read()) + str(seen.side_ids.read()))
        promotion.with_user(self.manager_b).action_release("示例中心 0871-2")
        for user in (self.officer, self.officer_b):
            lines = promotion.with_user(user).contacts.splitlines()
            self.assertEqual([line[-6:] for line in lines], ["0871-1", "0871-2"])

    def test_the_joint_office_reads_zones_states_and_dates(self):
        promotion = self._opened()
        promotion.with_user(self.manager).action_set_step("示例拜访", self.today)
        seen = promotion.with_user(self.joint_mhmd)
        values = seen.read()[0]
        self.assertEqual((values["state"], values["next_date"]), ("active", self.today))
        self.assertNotIn("示例联合项目", str(values) + seen.display_name)
        self.assertNotIn("示例拜访", str(values))
        self.assertFalse({"contacts", "title", "entry_ids", "side_ids"} & set(values))
        # nor by a number: it reads the sheets, and no requests
        self.assertFalse({"sheet_uid", "request_number"} & set(values))
        sheet = self._sheet(self.share, self.joint_mhmd)
        self.assertTrue(sheet)
        with self.assertRaises(AccessError):
            sheet.action_joint()
        with self.assertRaises(AccessError):
            seen.action_end("示例")

    def test_no_person_of_one_zone_shows_in_the_other(self):
        promotion = self._opened()
        promotion.with_user(self.manager).action_set_step("示例拜访", self.today)
        records = (promotion, promotion.entry_ids, self.env["kfz.share.decision"].search([]))
        people = self.manager | self.officer
        for each in records:
            values = str(each.with_user(self.manager_b).read())
            for name in people.mapped("name"):
                self.assertNotIn(name, values)

    # acts

    def test_officers_read_and_managers_act(self):
        promotion = self._opened(start=False)
        for user in (self.officer, self.officer_b, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                promotion.with_user(user).action_start()
        with self.assertRaises(UserError):
            promotion.with_user(self.manager).action_set_step("示例", self.today)
        for values in ({"state": "active"}, {"title": "改"}, {"zone_ids": [(4, self.zone_c.id)]}):
            with self.assertRaises(AccessError), self.cr.savepoint():
                promotion.with_user(self.manager).write(values)
        promotion.with_user(self.manager_b).action_start()
        for step, date, zone in (
            ("", self.today, False),
            ("示例", False, False),
            ("示例", "2026-13-45", False),
            ("示例", ["2026-01-01"], False),
            ("示例", self.today, self.zone_c.id),
        ):
            with self.subTest(step=step, date=date), self.assertRaises(UserError):
                promotion.with_user(self.manager).action_set_step(step, date, zone)

    def test_the_zone_that_asked_finds_what_it_has_to_start(self):
        promotion = self._opened(start=False)
        mine = self.env["kfz.joint.promotion"].with_user(self.manager_b)
        self.assertEqual(mine.search([("is_ours_to_answer", "=", True)]), promotion)
        self.assertFalse(mine.with_user(self.manager).search([("is_ours_to_answer", "=", True)]))

    def test_the_dialogue_does_what_it_says(self):
        promotion = self._opened()
        Act = self.env["kfz.joint.promotion.act"].with_user(self.manager)
        step = Act.create({"promotion_id": promotion.id, "next_step": "拜访总部"})
        self.assertEqual((step.next_date, step.next_zone_id), (calendar.today(), self.zone_a))
        step.next_zone_id = self.zone_b
        step.action_apply()
        self.assertEqual((promotion.next_step, promotion.next_zone_id), ("拜访总部", self.zone_b))
        Act.create(
            {"promotion_id": promotion.id, "kind": "release", "contact": "示例处"}
        ).action_apply()
        self.env.invalidate_all()
        self.assertEqual(promotion.with_user(self.manager).side_ids.contact, "示例处")
        Act.create(
            {"promotion_id": promotion.id, "kind": "end", "reason": "企业放弃"}
        ).action_apply()
        self.env.invalidate_all()
        self.assertEqual((promotion.state, promotion.end_reason), ("ended", "企业放弃"))
        self.assertEqual(
            promotion.entry_ids.mapped("act"), ["ended", "released", "step", "started", "accepted"]
        )

    def test_a_due_step_is_told_once_to_the_zone_in_charge(self):
        promotion, Promotion = self._opened(), self.env["kfz.joint.promotion"]
        tomorrow = calendar.today() + datetime.timedelta(days=1)
        act = promotion.with_user(self.manager)
        for date, told in ((tomorrow, False), (calendar.today(), True)):
            act.action_set_step("示例", date, self.zone_b.id)
            Promotion._cron_remind()
            self.assertEqual(self._told(self.manager_b, "已到期"), told)
        self.assertFalse(self._told(self.manager, "已到期"))
        count = self.env["mail.notification"].search_count([])
        Promotion._cron_remind()
        self.assertEqual(self.env["mail.notification"].search_count([]), count)

    # the end

    def test_what_a_zone_can_no_longer_see_ends_without_a_word_of_the_sheet(self):
        for number, end in enumerate(
            (
                lambda share: share.with_user(self.manager).action_revoke(),
                lambda share: share._kfz_end("expired"),
                lambda share: share.with_user(self.manager).write(
                    {"recipient_ids": [(6, 0, self.zone_c.ids)]}
                ),
            )
        ):
            promotion = self._opened()
            promotion.with_user(self.manager).action_set_step("已约定", self.today)
            end(self.share)
            self.env.invalidate_all()
            seen = promotion.with_user(self.officer_b)
            with self.subTest(number=number):
                self.assertEqual(
                    (seen.state, seen.title, seen.next_step), ("ended", False, "已约定")
                )
                self.assertNotIn("示例联合项目", str(seen.read()) + seen.display_name)
                self.env.invalidate_all()
                self.assertEqual(promotion.with_user(self.officer).side_ids.lead_id, self.lead)
            if self.share.state == "published":
                continue
            self.share = self._share(self.lead, "standard", self.zone_b | self.zone_c)

    def test_the_title_follows_the_sheet(self):
        promotion = self._opened()
        self.lead.with_user(self.manager).name = "示例新名项目"
        self._commit()
        self.assertEqual(promotion.title, "示例新名项目")
        self.share.with_user(self.manager).level_id = self.levels["summary"]
        self.assertNotIn("示例新名", promotion.title)

    def test_the_title_of_an_ended_one_goes_with_the_sheet_too(self):
        promotion = self._opened()
        promotion.with_user(self.manager_b).action_end("示例：企业放弃")
        self.share.with_user(self.manager).level_id = self.levels["summary"]
        self.assertTrue(promotion.title)
        self.assertNotIn("示例联合项目", promotion.title)
        self.share.with_user(self.manager).action_revoke()
        self.assertEqual((promotion.title, promotion.end_reason), (False, "示例：企业放弃"))

    def test_what_the_system_writes_is_chinese_whoever_causes_it(self):
        promotion = self._opened()
        promotion.with_user(self.manager).action_set_step("示例", calendar.today(), self.zone_b.id)
        self.env["kfz.joint.promotion"]._cron_remind()
        self.assertTrue(self._told(self.manager_b, "已到期"))
        self.assertFalse(self._told(self.manager_b, "is due"))
        self.share._kfz_end("expired")
        self.env.invalidate_all()
        self.assertRegex(promotion.end_reason, "^[^A-Za-z]+$")
        self.assertEqual(promotion.entry_ids[0].note, promotion.end_reason)

    def test_another_recipient_s_leaving_ends_nothing(self):
        promotion = self._opened()
        self.share.with_user(self.manager).recipient_ids = self.zone_b
        self.assertEqual((promotion.state, promotion.title), ("active", "示例联合项目"))

    # what a client sends in place of a text, and how it is found

    def test_texts_are_texts_and_not_longer_than_a_page(self):
        promotion, answer = self._opened(), self._asked().with_user(self.manager)
        ours = promotion.with_user(self.manager)
        sheet = self._sheet(self.share, self.officer_b)
        date = calendar.today()
        for odd in ({"a": 1}, ["a"], 5, "y" * 1001):
            for act in (
                lambda text: ours.action_set_step(text, date),
                lambda text: ours.action_set_step("示例", date, False, text),
                ours.action_release,
                ours.action_end,
                answer.action_accept_together,
                answer.action_decline_together,
                lambda text: sheet.action_respond("interested", text),
            ):
                with self.assertRaisesRegex(UserError, "takes at most 1,000|is none"):
                    act(odd)
        self.assertTrue(ours.action_release(" 示例处 " + "0" * 990))
        self.assertEqual(answer.decision, "waiting")

    def test_the_dialogue_of_no_promotion_is_empty(self):
        Act = self.env["kfz.joint.promotion.act"].with_user(self.manager)
        answer = Act.onchange({}, [], {"contact": {}, "promotion_id": {}, "company_id": {}})
        self.assertFalse(answer["value"].get("contact"))

    def test_a_contact_that_is_not_released_cannot_be_guessed(self):
        promotion = self._opened()
        promotion.with_user(self.manager).action_release("示例处 0871-1")
        self.env.invalidate_all()
        theirs = promotion.with_user(self.manager_b)
        for domain in (
            [("side_ids.contact", "ilike", "0871-1")],
            [("side_ids", "any", [("contact", "ilike", "0871-1")])],
            [("side_ids.lead_id", "ilike", "示例联合")],
        ):
            self.assertFalse(theirs.search(domain), domain)
        Act = self.env["kfz.joint.promotion.act"].with_user(self.manager_b)
        spec = {"contact": {}, "company_id": {}, "promotion_id": {}}
        for zones in (self.zone_b, self.zone_a, self.zone_b | self.zone_a):
            act = Act.with_context(allowed_company_ids=zones.ids)
            for make in (
                lambda act=act: act.onchange(
                    {"promotion_id": promotion.id}, ["promotion_id"], spec
                ),
                lambda act=act: act.create({"promotion_id": promotion.id}).read(),
            ):
                try:
                    shown = str(make())
                except AccessError:
                    self.assertNotEqual(zones, self.zone_b)
                    continue
                self.assertNotIn("0871-1", shown, zones.mapped("name"))

    def test_it_is_found_by_its_title(self):
        promotion = self._opened()
        Promotion = promotion.browse().with_user(self.officer)
        for text in ("示例联合", promotion.uid):
            found = Promotion.name_search(text)
            self.assertEqual([row[0] for row in found], promotion.ids)
        self.assertNotIn(promotion, Promotion.search([("display_name", "not ilike", "示例联合")]))
        self.assertFalse(Promotion.with_user(self.joint_mhmd).name_search("示例联合"))
        self.assertTrue(Promotion.with_user(self.joint_mhmd).name_search(promotion.uid))
