from lxml import etree
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..door_common import DoorCase
from ..isolation.noninterference import Refused

SETTINGS = "kfz.zone.settings"


@tagged("post_install", "-at_install")
class TestZoneSettings(DoorCase):
    """A zone's managers set what is the zone's own, within bounds, and each change is kept."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Change = cls.env["kfz.zone.setting.change"]

    def _page(self, **values):
        page = self.env[SETTINGS].with_user(self.manager).create({})
        page.write(values)
        return page

    def test_a_manager_sets_the_threshold_of_the_zone(self):
        project = self._project("lead", expected_revenue=60_000_000)
        self.assertFalse(project.is_major)
        page = self._page(major_threshold=50_000_000, return_days=0, first_contact_desk="示例处")
        page.action_save()
        self.assertTrue(project.is_major)
        self.assertEqual(self.zone_a.kfz_return_days, 0)
        self.assertEqual(self.zone_a.kfz_first_contact_desk, "示例处")
        with self.assertRaises(AccessError):
            self.zone_a.with_user(self.manager).write({"kfz_return_days": 90})

    def test_each_change_is_kept_with_its_author(self):
        self._page(major_threshold=50_000_000, person_intermediaries=True).action_save()
        changes = self.Change.with_user(self.manager).search([]).with_context(lang="zh_CN")
        self.assertEqual(
            sorted((c.setting, c.old_text, c.new_text, c.user_id) for c in changes),
            [
                ("kfz_major_threshold", "CNY 100 million", "CNY 50 million", self.manager),
                ("kfz_person_intermediaries", "no", "yes", self.manager),
            ],
        )
        self.assertTrue(all(changes.mapped("label")))
        # the administrator's way leaves the same trace, and saving without a change leaves none
        self.zone_b.kfz_first_contact_daily = 7
        self.zone_b.kfz_first_contact_daily = 7
        theirs = self.Change.with_user(self.manager_b).search([])
        self.assertEqual(theirs.mapped("setting"), ["kfz_first_contact_daily"])
        for change in (lambda: changes.write({"new_text": ""}), changes.unlink):
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(AccessError):
            changes.with_user(self.officer).read(["new_text"])

    def test_an_amount_that_only_its_digits_tell_apart_is_kept_to_the_cent(self):
        """A project of exactly 100 million is major below this threshold, and not above it."""
        self.zone_a.kfz_major_threshold = 100_000_000.01
        change = self.Change.search([("setting", "=", "kfz_major_threshold")], limit=1)
        self.assertEqual(change.old_text, "CNY 100 million")
        self.assertIn("100,000,000.01", change.new_text or "")

    def test_each_setting_that_companies_have_is_kept(self):
        """Of every room: whoever adds a setting of zones need not remember the history."""
        fields = self.env["res.company"]._fields
        settings = {name for name in fields if name.startswith("kfz_") and fields[name].groups}
        self.assertEqual(set(self.env["res.company"]._kfz_setting_names()), settings)
        self.zone_a.kfz_companies_from = "2026-03-05"
        self.zone_a.kfz_companies_from = False
        changes = self.Change.search([("setting", "=", "kfz_companies_from")], order="id")
        texts = changes.mapped(lambda change: (change.old_text or "", change.new_text or ""))
        self.assertEqual(texts[-2:], [("", "2026-03-05"), ("2026-03-05", "")])

    def test_no_one_is_named_whom_the_user_does_not_read(self):
        """Portal users of other zones, the public user; colleagues of other zones are known by name, as in core."""
        stranger = new_test_user(
            self.env, login="kfz_portal_b", name="示例外区经办人", groups="base.group_portal"
        )
        for person in (
            stranger.id,
            1,
            999_999_999,
            str(stranger.id),
            self.env.ref("base.public_user").id,
            self.manager_b.id,
        ):
            with self.subTest(person=person), self.assertRaises(UserError) as caught:
                self._page(referral_user_id=person)
            self.assertNotIn(stranger.name, str(caught.exception))
        with self.assertRaises(AccessError) as caught:
            stranger.with_user(self.manager).sudo()._kfz_check_works_in(self.zone_a)
        self.assertNotIn(stranger.name, str(caught.exception))

    def test_the_company_does_not_say_who_changed_its_settings(self):
        """All zones read companies."""
        trace = ["write_uid", "write_date"]
        self.zone_a.flush_recordset()
        self.cr.execute("UPDATE res_company SET write_date = '2026-01-01', write_uid = 1")
        self.env.invalidate_all()
        before = self.zone_a.with_user(self.manager_b).read(trace)
        self._page(return_days=77).action_save()
        self.assertEqual(self.zone_a.kfz_return_days, 77)
        self.env.invalidate_all()
        self.assertEqual(self.zone_a.with_user(self.manager_b).read(trace), before)

    def test_what_is_not_sent_stays_the_zone_s(self):
        self.zone_a.write({"kfz_person_intermediaries": True, "kfz_first_contact_desk": "示例处"})
        self.zone_a.kfz_referral_user_id = self.officer
        Page = self.env[SETTINGS].with_user(self.manager)
        page = Page.with_context(default_referral_days=77).create({"return_days": 31})
        self.assertEqual(page.major_threshold, self.zone_a.kfz_major_threshold)
        page.action_save()
        page = Page.browse(Page.browse().web_save({"referral_days": 99}, {"id": {}})[0]["id"])
        self.assertEqual(page.return_days, 31)
        page.action_save()
        changes = self.Change.search([("user_id", "=", self.manager.id)])
        self.assertEqual(
            sorted(changes.mapped("setting")), ["kfz_referral_days", "kfz_return_days"]
        )
        self.assertTrue(self.zone_a.kfz_person_intermediaries)
        self.assertEqual(self.zone_a.kfz_referral_user_id, self.officer)

    def test_values_out_of_bounds_are_refused_with_the_bounds(self):
        for values, sentence in (
            ({"major_threshold": 5}, "CNY 1 million and CNY 100 billion"),
            ({"account_wait_days": 1}, "is 1; a zone sets between 3 and 60"),
            ({"major_threshold": 999_999.99}, "999,999.99"),
            ({"return_days": 7}, "between 30 and 1095"),
            ({"referral_days": 0}, "between 30 and 1095"),
            ({"first_contact_warn_days": -1}, "between 0 and 90"),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, sentence):
                self._page(**values).action_save()
        self.assertFalse(self.Change.search([]))

    def test_what_the_administrator_set_out_of_bounds_stays(self):
        self.zone_a.kfz_account_wait_days = 0
        self._page(return_days=90).action_save()
        self.assertEqual(self.zone_a.kfz_account_wait_days, 0)

    def test_referrals_go_to_who_works_on_them_here(self):
        self._page(referral_user_id=self.officer.id).action_save()
        self.assertEqual(self.zone_a.kfz_referral_user_id, self.officer)
        for other in (self.employee, self.manager_b):
            with self.subTest(other=other.login), self.assertRaises(UserError):
                self._page(referral_user_id=other.id).action_save()

    def test_what_the_zones_agreed_is_only_shown(self):
        page = self._page()
        self.assertEqual(page.days, 180)
        self.zone_a.kfz_companies_from = "2026-03-05"
        self.assertEqual(str(page.companies_from), "2026-03-05")
        for values in ({"days": 5}, {"companies_from": False}):
            with self.subTest(values=values), self.assertRaises(AccessError), self.cr.savepoint():
                page.write(values)

    @mute_logger("odoo.http")
    def test_the_settings_of_another_zone_do_not_open(self):
        self.zone_a.write({"kfz_first_contact_desk": "秘密处", "kfz_first_contact_daily": 4711})
        spec = {"first_contact_desk": {}, "major_threshold": {}, "daily": {}}
        post = self._session(self.manager_b)
        self._assert_refused(post, SETTINGS, "create", [{"company_id": self.zone_a.id}])
        # a default of the context is not heard: the user's own zone opens
        context = {"default_company_id": self.zone_a.id}
        made = self._call(post, SETTINGS, "create", [{}], context=context)
        self.assertEqual(self.env[SETTINGS].browse(made).company_id, self.zone_b)
        for values, given in (({"company_id": self.zone_a.id}, {}), ({}, context)):
            for changed in ([], ["company_id"]):
                args = [[], values, changed, {"company_id": {}, **spec}]
                try:
                    answer = str(self._call(post, SETTINGS, "onchange", args, context=given))
                except Refused:
                    continue
                self.assertNotIn("秘密", answer)
                self.assertNotIn("4711", answer)
        own = self._call(post, SETTINGS, "create", [{}])
        self._assert_refused(post, SETTINGS, "write", [own, {"company_id": self.zone_a.id}])

    def test_officers_do_not_open_them(self):
        theirs = self.env[SETTINGS].with_user(self.officer)
        for way in (
            lambda: theirs.create({}),
            lambda: theirs.default_get(["first_contact_desk", "return_days"]),
        ):
            with self.assertRaises(AccessError):
                way()

    def test_every_setting_of_a_zone_is_on_a_form(
        self,
    ):
        Company = self.env["res.company"]
        form = etree.fromstring(Company.get_view(view_type="form")["arch"])
        shown = set(form.xpath("//field/@name"))
        settings = {
            name
            for name, field in Company._fields.items()
            if name.startswith("kfz_") and field.type != "one2many" and not field.compute
        }
        self.assertIn("kfz_return_days", settings)
        self.assertFalse(settings - shown)
        page = etree.fromstring(
            self.env[SETTINGS].with_user(self.manager).get_view(view_type="form")["arch"]
        )
        self.assertFalse(
            set(self.env[SETTINGS]._kfz_value_names()) - set(page.xpath("//field/@name"))
        )
