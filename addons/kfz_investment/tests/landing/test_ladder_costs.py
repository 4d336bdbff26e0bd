from odoo.tests import tagged

from .ladder_common import LadderCase

FEW, MANY = 4, 40


@tagged("post_install", "-at_install")
class TestLadderCosts(LadderCase):
    """A list of steps costs the same for forty projects as for four."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = cls._official("示例科室", is_unit=True)
        for number in range(MANY):
            lead = cls._project("signed", user=cls.officer, name=f"示例项目{number}")
            step = cls._step(lead, days=number, unit_id=cls.unit.id)
            step._kfz_move(cls._in_days(number + 3), "示例")
        cls.steps = cls.env["kfz.ladder.step"].search([("unit_id", "=", cls.unit.id)])
        cls.env.flush_all()

    def _queries(self, steps):
        view = self.env.ref("kfz_investment.kfz_ladder_step_view_list")
        Steps = self.env["kfz.ladder.step"].with_user(self.officer)
        names = Steps.get_view(view.id, "list")["models"]["kfz.ladder.step"]
        specification = {
            name: {"fields": {"display_name": {}}} if Steps._fields[name].relational else {}
            for name in names
            if Steps._fields[name].type not in ("one2many", "many2many")
        }
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        Steps.web_search_read([("id", "in", steps.ids)], specification)
        return self.env.cr.sql_log_count - before

    def test_forty_steps_cost_no_more_queries_than_four(self):
        self._queries(self.steps[:FEW])
        self.assertEqual(self._queries(self.steps), self._queries(self.steps[:FEW]))
