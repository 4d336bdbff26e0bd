import datetime

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import KfzCase, request_of


@tagged("post_install", "-at_install")
class TestVisitPeople(KfzCase):
    """Who met whom, what came of it, and which share of the visits a principal leader led."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project("negotiation", user=cls.officer)
        cls.first = cls._official("示例一把手", rank="principal")
        cls.other = cls._official("示例科员", rank="staff")
        cls.contact = cls.env["res.partner"].create(
            {
                "name": "示例联系人",
                "parent_id": cls.lead.partner_id.id,
                "company_id": cls.zone_a.id,
            }
        )

    def _visit(self, user=None, **values):
        return (
            self.env["kfz.interaction"]
            .with_user(user or self.officer)
            .create({"lead_id": self.lead.id, "summary": "示例", **values})
        )

    def test_a_visit_with_a_principal_leader_is_led_by_one_unless_somebody_says_otherwise(self):
        led = self._visit(official_ids=[(6, 0, (self.first | self.other).ids)])
        plain = self._visit(official_ids=[(6, 0, self.other.ids)])
        said = self._visit(official_ids=[(6, 0, self.first.ids)], is_leader_led=False)
        self.assertEqual(
            [led.is_leader_led, plain.is_leader_led, said.is_leader_led], [True, False, False]
        )
        said.is_leader_led = True
        self.assertTrue(said.is_leader_led)
        plain.official_ids |= self.first
        self.assertTrue(plain.is_leader_led)

    def test_a_later_promotion_changes_no_earlier_visit(self):
        visit = self._visit(official_ids=[(6, 0, self.other.ids)])
        self.other.rank = "principal"
        self.env.flush_all()
        self.assertFalse(visit.is_leader_led)
        self.assertTrue(self._visit(official_ids=[(6, 0, self.other.ids)]).is_leader_led)

    def test_the_project_of_a_visit_is_one_of_its_enterprise(self):
        visit, other = self._visit(), self._enterprise("示例另一公司")
        with Form(visit.with_user(self.officer)) as form:
            form.partner_id = other
            with self.assertRaisesRegex(ValidationError, "another enterprise's"):
                form.save()
            form.partner_id = self.lead.partner_id
        theirs = self._project("negotiation", user=self.officer, partner_id=other.id)
        env = self.env(user=self.officer.id, context={}, su=False)
        for values in (
            {"partner_id": other.id},
            {"partner_id": self.lead.partner_id.id, "lead_id": theirs.id},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                request_of(env, "kfz.interaction", "write", [visit.ids, values], {})
        with self.assertRaisesRegex(ValidationError, "another enterprise's"):
            self._visit(partner_id=other.id)
        alone = self._visit(lead_id=False, partner_id=other.id)
        alone.partner_id = self.lead.partner_id
        self.assertEqual(alone.partner_id, self.lead.partner_id)

    def test_a_project_that_gets_another_enterprise_keeps_its_visits(self):
        visit, before = self._visit(), self.lead.partner_id
        self.lead.partner_id = self._enterprise("示例另一公司")
        visit.summary = "示例二"
        self.env.flush_all()
        self.assertEqual(visit.partner_id, before)

    def test_the_other_side_are_contacts_of_the_enterprise(self):
        visit = self._visit(contact_ids=[(6, 0, self.contact.ids)])
        self.assertEqual(visit.contact_ids, self.contact)
        stranger = self.contact.copy(
            {"name": "示例他人", "parent_id": self._enterprise("示例另一公司").id}
        )
        with self.assertRaisesRegex(ValidationError, stranger.name):
            visit.contact_ids |= stranger
        with self.assertRaises(ValidationError):
            self._visit(contact_ids=[(6, 0, self.lead.partner_id.ids)])

    def test_no_contact_of_another_zone_was_there(self):
        common = self._enterprise("示例名录公司", company_id=False)
        theirs = self.contact.copy({"parent_id": common.id, "company_id": self.zone_b.id})
        for user in (self.officer, self.env.user):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.env["kfz.interaction"].with_user(user).create(
                    {
                        "partner_id": common.id,
                        "company_id": self.zone_a.id,
                        "summary": "示例",
                        "contact_ids": [(6, 0, theirs.ids)],
                    }
                )

    def test_the_timeline_says_who_led_and_what_came_of_it(self):
        self._visit(
            official_ids=[(6, 0, self.first.ids)], result="agreed", kind="wechat", summary="示例甲"
        )
        rows = self.lead.with_user(self.officer).action_timeline()["rows"]
        [row] = [row for row in rows if row["detail"] == "示例甲"]
        self.assertEqual(row["title"], "WeChat · Led by a principal leader · Agreement reached")

    def test_counts_per_month_and_the_share_are_sum_by_sum(self):
        enterprise = self._enterprise("示例计数公司")
        days = [datetime.date(2025, 1, 7), datetime.date(2025, 1, 9), datetime.date(2025, 1, 9)]
        led = [True, False, False, True]
        self.env["kfz.interaction"].create(
            [
                {
                    "partner_id": enterprise.id,
                    "company_id": self.zone_a.id,
                    "date": day,
                    "summary": "示例",
                    "is_leader_led": is_led,
                }
                for day, is_led in zip([*days, datetime.date(2025, 2, 3)], led, strict=True)
            ]
        )
        measures = ["visit_count:sum", "leader_led_count:sum", "leader_led_share:avg"]
        Visit, domain = (
            self.env["kfz.interaction"].with_user(self.officer),
            [("partner_id", "=", enterprise.id)],
        )
        by_month = Visit.formatted_read_group(domain, ["date:month"], measures)
        self.assertEqual(
            [[row[name] for name in measures] for row in by_month], [[3, 1, 1 / 3], [1, 1, 1.0]]
        )
        [total] = Visit.formatted_read_group(domain, [], measures)
        self.assertEqual([total[name] for name in measures], [4, 2, 0.5])
        shown = Visit.fields_get(["leader_led_share", "visit_count"], ["aggregator"])
        self.assertEqual(shown["leader_led_share"]["aggregator"], "avg")

    def test_a_message_keeps_a_first_contact_alive_and_opens_none(self):
        rules = {rule.kind: rule for rule in self.env["kfz.first.contact.kind"]._kfz_rules()}
        for kind in ("call", "wechat", "mail"):
            self.assertEqual((rules[kind].opens, rules[kind].renews), (False, True), kind)
