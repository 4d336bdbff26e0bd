from lxml import etree
from odoo.tests import tagged

from ..trade.trade_common import TradeCase

FORM = "kfz_investment.res_partner_view_form_kfz"


@tagged("post_install", "-at_install")
class TestEnterprisePage(TradeCase):
    """What the page of an enterprise shows: trade, activities, and the zone's history where no other zone reads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.common = cls._enterprise("示例共同企业", company_id=False)

    def _as(self, user, record):
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def _page(self, user):
        view = self.env["res.partner"].with_user(user).get_view(self.env.ref(FORM).id, "form")
        return etree.fromstring(view["arch"])

    def _confirm(self, partner, zone=None, **values):
        record = self.env["kfz.trade.record"].create(
            self._trade_vals(partner_id=partner.id, company_id=(zone or self.zone_a).id, **values)
        )
        record._kfz_set({"state": "confirmed"})
        return record

    def test_trade_is_this_years_confirmed_of_the_users_zone(self):
        this_year = self.today.replace(month=1, day=1)
        last_year = this_year.replace(year=this_year.year - 1)
        self._confirm(self.common, month=this_year, amount=100)
        self._confirm(self.common, month=last_year, amount=1000)
        self._confirm(self.common, self.zone_b, month=this_year, amount=20)
        self.env["kfz.trade.record"].create(
            self._trade_vals(
                partner_id=self.common.id,
                company_id=self.zone_a.id,
                month=this_year,
                mode="0110",
                amount=5,
            )
        )
        for user, total, count in (
            (self.officer, 100, 3),
            (self.customs, 100, 3),
            (self.committee, 100, 3),
            (self.manager_b, 20, 1),
        ):
            with self.subTest(user.login):
                page = self._as(user, self.common)
                self.assertEqual((page.kfz_trade_year, page.kfz_trade_count), (total, count))
                action = page.action_kfz_open_trade()
                self.assertEqual(
                    len(self._as(user, self.env["kfz.trade.record"]).search(action["domain"])),
                    count,
                )

    def test_the_button_is_for_those_who_read_trade(self):
        for user, is_there in ((self.officer, True), (self.customs, True), (self.joint, False)):
            found = self._page(user).xpath("//button[@name='action_kfz_open_trade']")
            self.assertEqual(bool(found), is_there, user.login)

    def test_the_chatter_is_the_officers_and_never_on_a_common_enterprise(self):
        for user, is_there in (
            (self.officer, True),
            (self.manager, True),
            (self.customs, False),
            (self.joint, False),
        ):
            found = self._page(user).xpath("//chatter")
            self.assertEqual(bool(found), is_there, user.login)
        [chatter] = self._page(self.officer).xpath("//chatter")
        self.assertEqual(chatter.get("invisible"), "not id or kfz_is_common_record")

    def test_a_message_is_not_addressed_to_the_enterprise(self):
        self.enterprise.email = "office@example.com"
        suggested = self._as(self.officer, self.enterprise)._message_get_suggested_recipients()
        self.assertNotIn(self.enterprise.id, [each["partner_id"] for each in suggested])
        self.assertFalse([each for each in suggested if "office@" in (each.get("email") or "")])

    def test_activities_on_a_common_enterprise_belong_to_a_contact_of_the_zone(self):
        context = self._as(self.officer, self.common).action_kfz_plan_activity()["context"]
        contact = self.env["res.partner"].browse(context["active_ids"])
        self.assertEqual((contact.parent_id, contact.company_id), (self.common, self.zone_a))
        self.assertEqual(
            self._as(self.officer, self.common).action_kfz_plan_activity()["context"]["active_ids"],
            contact.ids,
            "the same contact again",
        )
        project = self._project("negotiation", partner_id=self.common.id, user=self.officer)
        for record in (contact, project):
            self._as(self.officer, record).activity_schedule(
                "mail.mail_activity_data_todo",
                summary="秘密约见",
                user_id=self.officer.id,
            )
        self.env.invalidate_all()
        mine = self._as(self.officer, self.common)
        self.assertEqual(set(mine.kfz_zone_activity_ids.mapped("summary")), {"秘密约见"})
        self.assertEqual(len(mine.kfz_zone_activity_ids), 2)
        self.env.invalidate_all()
        self.assertFalse(self._as(self.manager_b, self.common).kfz_zone_activity_ids)
        own = self._as(self.officer, self.enterprise).action_kfz_plan_activity()["context"]
        self.assertEqual(own["active_ids"], self.enterprise.ids)
