import datetime

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestCalendarChanges(KfzCase):
    """Days that somebody enters, changes or deletes stay so, and say who did it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(cls.env, "kfz_calendar_admin", groups="base.group_system")
        cls.Day = cls.env["kfz.calendar.day"]
        cls.Change = cls.env["kfz.calendar.change"]

    def _day(self, text):
        return self.Day.search([("date", "=", text), ("company_id", "=", False)])

    def _update(self):
        """What each update of the addon calls."""
        self.Day._kfz_enter_shipped()

    def _last(self, count=1):
        return self.Change.search([], limit=count)

    # what comes with the product

    def test_an_update_leaves_what_was_corrected_by_hand(self):
        self._day("2026-10-01").with_user(self.admin).write({"kind": "work", "source": "示例更正"})
        self._day("2025-10-01").unlink()
        again = {"date": "2025-10-02", "kind": "work", "name": "示例：重新填写"}
        self._day("2025-10-02").unlink()
        self.Day.create(again)
        before = self.Day.search_count([])
        self._update()
        self.assertEqual(self._day("2026-10-01").kind, "work")
        self.assertEqual(self._day("2026-10-01").source, "示例更正")
        self.assertFalse(self._day("2025-10-01"))
        self.assertEqual(self._day("2025-10-02").kind, "work")
        self.assertEqual(self.Day.search_count([]), before)

    def test_no_update_removes_shipped_days(self):
        """Core deletes what a data file no longer has, unless it is kept by hand."""
        data = self.env["ir.model.data"].search([("model", "=", "kfz.calendar.day")])
        self.assertGreater(len(data), 80)
        data.noupdate = False
        self._update()
        self.assertEqual(set(data.mapped("noupdate")), {True})

    def test_a_year_that_is_missing_is_entered_around_what_somebody_entered_ahead(self):
        self.Day.search([("date", ">=", "2024-01-01"), ("date", "<=", "2024-12-31")]).unlink()
        ahead = self.Day.create({"date": "2024-10-01", "kind": "work"})
        self._update()
        self.assertEqual(ahead.kind, "work")
        self.assertEqual(len(self._day("2024-10-01")), 1)
        self.assertEqual(self._day("2024-10-02").kind, "off")
        self.assertEqual(
            self.env.ref("kfz_investment.calendar_day_20241002"), self._day("2024-10-02")
        )
        self.assertFalse(self.env.ref("kfz_investment.calendar_day_20241001", False))

    # what is done by hand

    def test_a_common_day_says_who_changed_it_from_what_to_what(self):
        day = self.Day.with_user(self.admin).create({"date": "2027-01-04", "name": "示例节日"})
        day.write({"kind": "work", "state": "official"})
        changed, added = self._last(2)
        self.assertEqual((added.user_id, added.added, added.before), (self.admin, 1, False))
        self.assertEqual(added.after, "Jan 4, 2027 · Day off · Provisional · 示例节日")
        self.assertEqual((changed.changed, changed.before), (1, added.after))
        self.assertEqual(changed.after, "Jan 4, 2027 · Working day · By official notice · 示例节日")
        self.assertEqual((str(changed.date), changed.year), ("2027-01-04", "2027"))
        self.assertFalse(changed.company_id)

    def test_a_day_that_is_deleted_stays_on_record(self):
        day = self.Day.with_user(self.manager).create({"date": "2026-04-13", "name": "示例节日"})
        day.unlink()
        entry = self._last()
        self.assertEqual((entry.removed, entry.after, entry.user_id), (1, False, self.manager))
        self.assertIn("示例节日", entry.before)
        self.assertEqual(entry.company_id, self.zone_a)
        with self.assertRaises(UserError):
            entry.before = "示例"

    def test_what_changes_nothing_leaves_no_row(self):
        day = self.Day.with_user(self.manager).create({"date": "2026-04-13", "kind": "off"})
        before = self.Change.search_count([])
        day.write({"kind": "off"})
        self.assertEqual(self.Change.search_count([]), before)

    def test_the_system_leaves_no_row(self):
        before = self.Change.search_count([])
        self.Day.create({"date": "2027-01-04"}).write({"kind": "work"})
        self._day("2027-01-04").unlink()
        self.assertEqual(self.Change.search_count([]), before)

    def test_a_zone_reads_changes_of_its_own_days_and_of_common_ones(self):
        self.Day.with_user(self.manager).create({"date": "2026-04-13", "name": "秘密节日"})
        own = self._last()
        self.Day.with_user(self.admin).create({"date": "2027-01-04"})
        common = self._last()
        for user, seen in (
            (self.manager, own | common),
            (self.manager_b, common),
            (self.joint, common),
        ):
            with self.subTest(user=user.login):
                found = self.Change.with_user(user).search([("id", "in", (own | common).ids)])
                self.assertEqual(found, seen)

    def test_a_day_that_goes_to_another_zone_says_in_each_what_is_its_own(self):
        admin = self.admin
        admin.company_ids |= self.zone_a | self.zone_b
        zones = (self.zone_a | self.zone_b).ids
        days = self.Day.with_user(admin).with_context(allowed_company_ids=zones)
        day = days.create({"date": "2026-04-13", "company_id": self.zone_a.id, "name": "秘密节日"})
        day.write({"company_id": self.zone_b.id, "name": "示例节日"})
        there, here = self._last(2)
        self.assertEqual((here.company_id, here.removed, here.after), (self.zone_a, 1, False))
        self.assertEqual((there.company_id, there.added, there.before), (self.zone_b, 1, False))
        self.assertNotIn("秘密", there.after)

    # where the administrator finds it

    def test_the_administrator_has_entries_for_the_calendar_and_for_a_notice(self):
        menus = self.env["ir.ui.menu"].with_user(self.admin).load_web_menus(False)
        settings = menus[self.env.ref("base.menu_administration").id]
        actions = [menus[child]["actionID"] for child in settings["children"]]
        for name in ("kfz_calendar_day_action", "kfz_holiday_notice_action"):
            self.assertIn(self.env.ref(f"kfz_investment.{name}").id, actions)
        theirs = self.env["ir.ui.menu"].with_user(self.manager)._visible_menu_ids(False)
        self.assertNotIn(self.env.ref("kfz_investment.menu_kfz_system_calendar").id, theirs)

    def test_what_the_administrator_opens_there_can_be_used(self):
        self.assertTrue(self.Day.with_user(self.admin).get_views([(False, "list")]))
        day = self._day("2026-10-01").with_user(self.admin)
        day.kind = "work"
        self.assertTrue(self.Day._kfz_workdays().is_work(datetime.date(2026, 10, 1)))
