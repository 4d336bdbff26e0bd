from unittest.mock import patch

from odoo.tests import tagged

from .light_common import LightCase

FEW, MANY = 2, 20


@tagged("post_install", "-at_install")
class TestLightCosts(LightCase):
    """A batch costs the same however many projects it has, and a save at most three queries more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._on("step_late")
        cls.leads = cls.env["crm.lead"].union(
            *(
                cls._project("signed", user=cls.officer, name=f"示例项目{number}")
                for number in range(MANY)
            )
        )
        cls.env.cr.flush()

    def setUp(self):
        super().setUp()
        # rules, working days and the zone are read once, whatever is asked
        self._step(-3, self.leads[-1])
        self.leads[-1]._kfz_light_again()
        self.env.cr.flush()

    def _queries(self, act):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_a_batch_costs_the_same_however_many_it_has(self):
        few = self._queries(self.leads[:FEW]._kfz_light_again)
        self.assertEqual(self._queries(self.leads._kfz_light_again), few)
        self.assertLessEqual(few, 1, "nothing changed: the facts alone")

    def test_a_batch_of_turning_lights_costs_the_same(self):
        for lead in self.leads[: FEW * 8]:
            self._step(-3, lead)
        few = self._queries(self.leads[:FEW]._kfz_light_again)
        many = self._queries(self.leads[FEW : FEW * 8]._kfz_light_again)
        self.assertEqual(many, few)

    def test_a_save_costs_at_most_three_queries_more(self):
        lead = self.leads[0].with_user(self.officer)
        self._step(-3, lead)
        self.env.flush_all()
        cost = self._queries(self.env.cr.flush)
        self.assertEqual(lead.light, "amber")
        self.assertLessEqual(cost, 3)

    def test_a_second_edit_of_a_day_costs_nothing(self):
        lead = self.leads[0].with_user(self.officer)
        lead.next_step = "示例：电话回访"
        self.env.cr.flush()
        self.assertEqual(self.leads[0].light_edit_on, self.today)
        lead.next_step = "示例：再次回访"
        # sheets of shared projects ask on their own
        with patch.object(type(lead), "_kfz_light_again") as again:
            self.env.cr.flush()
        again.assert_not_called()
