from odoo.modules.module import load_script
from odoo.tests import tagged

from ..common import KfzCase
from . import page_queries

PRE = "kfz_investment/migrations/19.0.1.5.0/pre-owed.py"
POST = "kfz_investment/migrations/19.0.1.5.0/post-owed.py"
FEW, MANY = 2, 5
SHOWN = ("owed_text", "owed_until", "owed_count", "gate_missing_text")


@tagged("post_install", "-at_install")
class TestOwedPages(KfzCase):
    """Pages of projects that owe evidence cost the same whatever their number; an update counts what is owed already."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.few = cls._owing(FEW)

    @classmethod
    def _owing(cls, count):
        leads = cls.env["crm.lead"]
        for _number in range(count):
            leads |= cls._project(
                "signed",
                user=cls.officer,
                agreement_ids=[(0, 0, cls._agreement_values(attachment_ids=[]))],
                gate_override_ids=[
                    (0, 0, {"stage_id": cls.stages["signed"].id, "reason": "示例"}),
                ],
            )
        return leads

    def _cost(self, page, *arguments):
        env = self.env(user=self.officer, context={"allowed_company_ids": self.zone_a.ids})
        return page_queries.cost(env, page, *arguments)

    def _costs(self, leads):
        domain = [("id", "in", leads.ids)]

        def save(env):
            site = leads[0].site_need or ""
            page_queries.save_rows(env, leads, {"site_need": f"{site}."})

        self._cost(page_queries.board, domain)  # the first page of all asks for more
        return {
            "board": self._cost(page_queries.board, domain),
            "list": self._cost(page_queries.project_list, domain, SHOWN),
            "panels": self._cost(lambda env: leads.with_env(env).mapped("gate_owed")),
            "save of rows": self._cost(save),
        }

    def test_five_that_owe_cost_what_two_cost(self):
        many = self.few | self._owing(MANY - FEW)
        self.assertEqual(set(many.mapped("owed_count")), {1})
        self.assertEqual(self._costs(many), self._costs(self.few))

    def test_the_update_gives_each_override_a_date_and_counts_what_is_owed(self):
        dated, undated = self.few
        self.env.flush_all()
        self.cr.execute("ALTER TABLE kfz_gate_override ALTER COLUMN valid_until DROP NOT NULL")
        self.cr.execute(
            "UPDATE kfz_gate_override SET valid_until = NULL WHERE lead_id = %s", [undated.id]
        )
        self.cr.execute(
            "ALTER TABLE crm_lead DROP COLUMN owed_count, DROP COLUMN owed_until, DROP COLUMN owed_checks"
        )
        self.env.invalidate_all()
        with self.assertLogs("kfz_pre_owed", "WARNING"):
            load_script(PRE, "kfz_pre_owed").migrate(self.cr, "19.0.1.4.0")
        self.env.invalidate_all()
        for _time in range(2):
            load_script(POST, "kfz_post_owed").migrate(self.cr, "19.0.1.4.0")
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual((dated | undated).mapped("owed_count"), [1, 1])
            self.assertEqual(dated.owed_until, self._days_ago(-30))
            self.assertEqual(undated.owed_until, self._days_ago(-90))
