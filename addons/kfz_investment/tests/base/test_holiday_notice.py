import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from ..common import KfzCase

#: made up: the notice for 2027 is not out
TEXT = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。2026年12月27日（周日）上班。
二、春节：2月6日至12日放假调休，共7天。2月13日（周六）、2月28日（周日）上班。鼓励职工在2月5日休息。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天。
六、中秋节：9月15日（周三）放假1天。
七、国庆节：10月1日至7日放假调休，共七天。9月26日（周日）、10月9日（周六）上班。"""


@tagged("post_install", "-at_install")
class TestHolidayNotice(KfzCase):
    """The next year's notice is pasted, shown and confirmed by the administrator or the joint office, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(cls.env, "kfz_notice_admin", groups="base.group_system")
        cls.Day = cls.env["kfz.calendar.day"]
        cls.Change = cls.env["kfz.calendar.change"]

    def _notice(self, text=TEXT, user=None, **values):
        Notice = self.env["kfz.holiday.notice"].with_user(user or self.joint)
        return Notice.create({"text": text, **values})

    def _workdays(self):
        return self.Day._kfz_workdays()

    def test_a_notice_makes_its_year_official_and_reaches_into_december(self):
        self.assertNotIn(2027, self._workdays().official)
        self._notice().action_confirm()
        workdays = self._workdays()
        self.assertIn(2027, workdays.official)
        for text, is_work in (
            ("2026-12-27", True),
            ("2026-12-31", False),
            ("2027-01-01", False),
            ("2027-02-05", True),
            ("2027-02-13", True),
        ):
            with self.subTest(day=text):
                self.assertEqual(workdays.is_work(datetime.date.fromisoformat(text)), is_work)
        row = self.Day.search([("date", "=", "2027-02-08")])
        self.assertEqual((row.name, row.state), ("Spring Festival", "official"))
        self.assertEqual(row.source, "国务院办公厅关于2027年部分节假日安排的通知")

    def test_each_notice_is_kept_with_who_took_it_in(self):
        self._notice(user=self.admin).action_confirm()
        change = self.Change.search([], limit=1)
        self.assertEqual((change.year, change.user_id), ("2027", self.admin))
        self.assertEqual((change.added, change.changed, change.removed), (34, 0, 0))
        self.assertEqual(change.text, TEXT)
        with self.assertRaises(UserError):
            change.sudo().year = "2028"

    def test_the_preview_shows_what_changes_before_anything_is_entered(self):
        with Form(self.env["kfz.holiday.notice"].with_user(self.joint)) as form:
            form.text = TEXT
            self.assertIn("Dec 27, 2026", form.preview)
            self.assertIn("2月5日休息", form.preview)
            self.assertFalse(form.problem)
            self.assertFalse(form.needs_consent)
            form.text = TEXT.replace("1月2日（周六）", "1月2日（周日）")
            self.assertIn("1月2日(周日)", form.problem)
        self.assertNotIn(2027, self._workdays().official)

    def test_a_title_broken_into_lines_is_read_and_shown(self):
        text = TEXT.replace("关于2027年部分", "\n关于2027年\n部分", 1)
        notice = self._notice(text)
        self.assertEqual(notice.title, "国务院办公厅关于2027年部分节假日安排的通知")
        self.assertIn("34 days added", notice.summary)
        self.assertIn("Saturday", notice.preview)
        self.assertEqual(notice.action_read()["res_id"], notice.id)
        action = notice.action_confirm()
        found = self.Day.search(action["domain"])
        self.assertEqual(len(found), 34)
        self.assertEqual({day.date.year for day in found}, {2026, 2027})

    def test_days_of_all_zones_are_changed_by_the_administrator_alone(self):
        day = self.Day.search([("company_id", "=", False)], limit=1)
        for user, may in ((self.admin, True), (self.manager, False), (self.officer, False)):
            self.assertEqual(day.with_user(user).may_change, may, user.login)
        own = self.Day.with_user(self.manager).create({"date": "2027-02-06", "kind": "work"})
        self.assertTrue(own.may_change)
        self.assertEqual((own.display_name, own.weekday), ("Feb 6, 2027", "Saturday"))

    def test_the_same_notice_twice_changes_nothing(self):
        self._notice().action_confirm()
        before = self.Day.search_count([]), self.Change.search_count([])
        self.assertTrue(self._notice().changes_nothing)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._notice().action_confirm()
        self.assertEqual((self.Day.search_count([]), self.Change.search_count([])), before)

    def test_another_notice_for_the_year_needs_a_tick(self):
        self._notice().action_confirm()
        other = TEXT.replace("2月13日（周六）、", "")
        self.assertTrue(self._notice(other).needs_consent)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._notice(other).action_confirm()
        self._notice(other, consent=True).action_confirm()
        self.assertFalse(self._workdays().is_work(datetime.date(2027, 2, 13)))
        self.assertTrue(self._workdays().is_work(datetime.date(2027, 2, 28)))

    def test_a_corrected_notice_takes_back_the_december_days_of_the_first(self):
        self._notice().action_confirm()
        other = TEXT.replace(
            "2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。2026年12月27日（周日）上班",
            "1月1日（周五）至3日（周日）放假，共3天",
        )
        self._notice(other, consent=True).action_confirm()
        self.assertTrue(self._workdays().is_work(datetime.date(2026, 12, 31)))
        self.assertFalse(self._workdays().is_work(datetime.date(2026, 12, 27)))

    def test_part_of_a_notice_does_not_settle_its_year(self):
        for text, words in (
            (TEXT.split("\n三、", maxsplit=1)[0], "清明节、劳动节、端午节、中秋节、国庆节"),
            (TEXT + TEXT.replace("2027", "2028"), "2027年、2028年"),
            (TEXT.replace("2027", "1990"), "1990年"),
            (TEXT + "10月8日（周五）不放假。", "10月8日"),
        ):
            with self.subTest(words=words), self.assertRaises(UserError) as caught:
                self._notice(text).action_confirm()
            self.assertIn(words, str(caught.exception))
        self.assertNotIn(2027, self._workdays().official)

    def test_the_source_of_another_year_is_refused(self):
        text = TEXT.split("\n", 1)[1]
        for source in ("国务院办公厅关于2028年部分节假日安排的通知", "长" * 201):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._notice(text, year="2027", source=source).action_confirm()

    def test_the_administrator_takes_back_a_wrong_day(self):
        self._notice().action_confirm()
        self.Day.with_user(self.admin).search([("date", "=", "2027-06-09")]).unlink()
        self.assertTrue(self._workdays().is_work(datetime.date(2027, 6, 9)))

    def test_days_of_a_zone_stay_as_they_are(self):
        own = self.Day.with_user(self.manager).create({"date": "2027-02-06", "kind": "work"})
        self._notice().action_confirm()
        self.assertEqual(own.kind, "work")
        self.assertTrue(self.Day._kfz_workdays(self.zone_a).is_work(own.date))

    def test_nobody_else_takes_a_notice_in(self):
        notice = self._notice()
        for user in (self.manager, self.officer, self.official, self.taskforce, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._notice(user=user)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                notice.with_user(user).action_confirm()

    def test_a_text_without_title_needs_year_and_source(self):
        text = TEXT.split("\n", 1)[1]
        for values in (
            {},
            {"year": "2027"},
            {"year": "二七年", "source": "示例"},
            {"year": "2027" + "0" * 5000},
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._notice(text, **values).action_confirm()
        self._notice(text, year="２０２７", source="示例来源").action_confirm()
        self.assertEqual(self.Day.search([("date", "=", "2027-02-06")]).source, "示例来源")
