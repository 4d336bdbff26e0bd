import json
from unittest.mock import patch

from odoo.tests import tagged

from ... import uninstall_hook
from ...models.pipeline.crm_lead_card import CrmLead
from ..common import KfzCase
from . import page_queries

CARDS = "crm_lead_promotion_cards_idx"
TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'kfz_lead_total_%%'"


@tagged("post_install", "-at_install")
class TestBoardCosts(KfzCase):
    """What boards and exports of projects do not do: sort, and compute what nobody asked for."""

    def _plan(self, user, limit):
        """PostgreSQL's plan of a column's first cards, had it to choose between an index and sorting for ever."""
        arch = page_queries.arch_of(self.env, page_queries.BOARD, "kanban")
        domain = [("is_promotion", "=", True), ("stage_id", "=", self.stages["negotiation"].id)]
        leads = self.env["crm.lead"].with_user(user)
        query = leads._search(domain, limit=limit, order=arch.get("default_order"))
        code = query.select()
        self.env.cr.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        self.env.cr.execute("SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off")
        # pylint: disable=sql-injection
        self.env.cr.execute("EXPLAIN (FORMAT JSON) " + code.code, code.params)
        return json.dumps(self.env.cr.fetchone()[0])

    def test_the_first_cards_of_a_column_are_read_in_order_from_their_index(self):
        self._project("negotiation")
        self.env.flush_all()
        for user in (self.officer, self.manager, self.manager_all):
            with self.subTest(user=user.login):
                plan = self._plan(user, 20)
                self.assertIn(CARDS, plan)
                self.assertNotIn("Sort", plan)

    def test_an_export_computes_what_is_missing_only_for_its_column(self):
        leads = (self._project("negotiation") | self._project("lead")).with_user(self.manager)
        columns = ["name", "stage_id", "condition", "expected_revenue", "signed_amount"]
        for name, is_computed in (("signed_date", False), ("gate_missing_text", True)):
            with self.subTest(column=name):
                self.env.invalidate_all()
                compute = CrmLead._compute_gate
                with patch.object(CrmLead, "_compute_gate", autospec=True) as computed:
                    computed.side_effect = compute
                    rows = leads.export_data([*columns, name])["datas"]
                self.assertEqual(len(rows), 2)
                self.assertEqual(computed.called, is_computed)

    def test_cards_that_lack_the_same_say_what_each_says_alone(self):
        leads = self.env["crm.lead"].union(*map(self._project, self.stages))
        leads |= self._project("negotiation") | self._project("lead")
        names = ("next_stage_id", "gate_missing", "gate_missing_count", "gate_missing_text")
        self.env.flush_all()
        self.env.invalidate_all()
        together = leads.read(names)
        self.assertGreater(len({row["gate_missing_text"] for row in together}), 2)
        for lead, row in zip(leads, together, strict=True):
            self.env.invalidate_all()
            self.assertEqual(lead.read(names), [row])

    def test_without_the_addon_nothing_is_counted(self):
        lead = self._project("lead")
        self.env.flush_all()
        uninstall_hook(self.env)
        self.env.cr.execute(TRIGGERS)
        self.assertEqual(self.env.cr.fetchone(), (0,))
        self.env.cr.execute(
            "SELECT to_regclass('kfz_lead_total'), to_regclass('kfz_figure_first'), to_regproc('kfz_figure_first_follow')"
        )
        self.assertEqual(self.env.cr.fetchone(), (None, None, None))
        lead.expected_revenue += 1
        self.env.flush_all()
