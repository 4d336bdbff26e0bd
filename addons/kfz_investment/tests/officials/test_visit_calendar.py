import datetime

from lxml import etree
from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..pipeline.follow_up_common import FollowUpCase


@tagged("post_install", "-at_install")
class TestVisitCalendar(FollowUpCase):
    """What the calendar of visits asks for: visits, steps due and meetings, each with the rights of who looks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._project("negotiation", user=cls.officer, name="示例无挂点")
        cls.leads = cls.project | cls.other
        visits = cls.env["kfz.interaction"].with_user(cls.officer)
        events = cls.env["calendar.event"].with_user(cls.officer).with_context(dont_notify=True)
        for lead in cls.leads:
            visits.create(
                {
                    "lead_id": lead.id,
                    "summary": "示例洽谈",
                    "next_step": "示例：回访",
                    "next_step_date": cls._in_days(3),
                }
            )
            start = Datetime.now() + datetime.timedelta(days=2)
            events.create(
                {
                    "name": "示例会议",
                    "start": start,
                    "stop": start + datetime.timedelta(hours=1),
                    "opportunity_id": lead.id,
                    "partner_ids": [(6, 0, cls.officer.partner_id.ids)],
                }
            )

    def _seen(self, user):
        """The projects of the visits, of the steps and of the meetings that the calendar shows to a user."""
        days = [("date", ">=", self._days_ago(1)), ("date", "<=", self.today)]
        steps = [("next_step_date", ">=", self.today), ("next_step_date", "<=", self._in_days(9))]
        visits = self.env["kfz.interaction"].with_user(user)
        meetings = (
            self.env["calendar.event"]
            .with_user(user)
            .search([("opportunity_id.is_promotion", "=", True)])
        )
        found = (
            visits.search(days).lead_id,
            visits.search(steps).lead_id,
            meetings.opportunity_id,
        )
        return [self.leads & leads.with_env(self.env) for leads in found]

    def test_officers_see_all_of_the_zone(self):
        self.assertEqual(self._seen(self.manager), [self.leads] * 3)

    def test_a_lead_official_sees_those_of_his_projects(self):
        self.assertEqual(self._seen(self.official), [self.project] * 3)

    def test_another_zone_sees_nothing(self):
        self.assertEqual(self._seen(self.manager_b), [self.env["crm.lead"]] * 3)

    def test_my_week_holds_what_i_did_and_what_i_have_to_do(self):
        arch = etree.fromstring(self.env.ref("kfz_investment.kfz_interaction_view_search").arch)
        [node] = arch.xpath("//filter[@name='my_week']")
        visits = self.env["kfz.interaction"].with_user(self.officer)
        domain = node.get("domain")
        uid = self.officer.id
        # the domain is a literal but for the user
        found = visits.search(safe_eval(domain, {"uid": uid}))
        self.assertEqual(self.leads & found.lead_id.with_env(self.env), self.leads)
        nobody = visits.search(safe_eval(domain, {"uid": 0}))
        self.assertFalse(self.leads & nobody.lead_id.with_env(self.env))

    def test_the_visits_page_offers_the_calendar(self):
        action = self.env.ref("kfz_investment.kfz_interaction_action")
        self.assertIn("calendar", action.view_mode.split(","))
        view = self.env["kfz.interaction"].with_user(self.official).get_view(view_type="calendar")
        self.assertEqual(etree.fromstring(view["arch"]).get("js_class"), "kfz_visit_calendar")
