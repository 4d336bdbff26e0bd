from itertools import pairwise
from unittest.mock import patch

from odoo.tests import tagged

from ...models.lights.crm_lead_light_run import BATCH, COLUMNS, TURNS
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

    def test_what_the_evaluation_writes_has_no_index_and_room_on_its_page(self):
        self.env.cr.execute(
            """SELECT DISTINCT a.attname FROM pg_index i
                 JOIN pg_depend d ON d.objid = i.indexrelid AND d.refobjid = i.indrelid AND d.classid = 'pg_class'::regclass
                 JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = d.refobjsubid
                WHERE i.indrelid = 'crm_lead'::regclass"""
        )
        indexed = {name for (name,) in self.env.cr.fetchall()}
        self.assertIn("stage_id", indexed)
        self.assertFalse(indexed & set(COLUMNS))
        self.env.cr.execute("SELECT reloptions FROM pg_class WHERE oid = 'crm_lead'::regclass")
        self.assertIn("fillfactor=70", self.env.cr.fetchone()[0])

    def test_neighbours_are_written_in_turns_and_everybody_once(self):
        due = list(range(2 * BATCH * TURNS + 7))
        batches = list(self.env["crm.lead"]._kfz_light_batches(due))
        self.assertEqual(sorted(ident for batch in batches for ident in batch), due)
        self.assertLessEqual(max(map(len, batches)), BATCH)
        for batch in batches:
            for one, other in pairwise(batch):
                self.assertEqual(other - one, TURNS)
