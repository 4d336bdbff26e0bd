from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestFormerSteps(KfzCase):
    """Whoever records a visit says what becomes of the next step that is open, and it is never lost silently."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("negotiation", user=cls.officer)

    def _visit(self, user=None, days=0, **values):
        given = {"lead_id": self.project.id, "summary": "示例", "date": self._days_ago(days)}
        return (
            self.env["kfz.interaction"].with_user(user or self.officer).create({**given, **values})
        )

    def _open(self, visit):
        return self.env["mail.activity"].search([("kfz_interaction_id", "=", visit.id)])

    def test_what_was_due_is_done(self):
        former = self._visit(days=5, next_step="示例：送资料", next_step_date=self._days_ago(-3))
        self.assertTrue(self._open(former))
        self._visit(next_step="示例：签约", former_step="done")
        self.assertTrue(former.next_step_done)
        self.assertFalse(self._open(former))
        self.assertEqual(self.project.next_step, "示例：签约")
        self.assertIn("示例：送资料", "".join(self.project.message_ids.mapped("body")))

    def test_what_gives_way_is_replaced_and_stays_so(self):
        former = self._visit(
            self.manager, 5, next_step="示例：送资料", next_step_date=self._days_ago(-3)
        )
        later = self._visit(next_step="示例：签约", former_step="replaced")
        self.assertTrue(former.next_step_replaced)
        self.assertFalse(self._open(former))
        later.next_step_date = self._days_ago(-9)
        self.assertTrue(former.next_step_replaced)
        self.assertEqual(self.project.next_step, "示例：签约")

    def test_what_is_still_to_be_done_stays(self):
        former = self._visit(days=5, next_step="示例：送资料", next_step_date=self._days_ago(-3))
        later = self._visit(next_step="示例：签约", former_step="kept")
        self.assertFalse(former.next_step_done or former.next_step_replaced)
        self.assertTrue(self._open(former))
        later.next_step = "示例：会签"
        self.assertFalse(former.next_step_replaced)

    def test_without_an_answer_it_is_as_before(self):
        former = self._visit(days=5, next_step="示例：送资料")
        self._visit(next_step="示例：签约")
        self.assertTrue(former.next_step_replaced)

    def test_the_form_proposes_an_answer(self):
        Visit = self.env["kfz.interaction"].with_user(self.officer)
        quick = "kfz_investment.kfz_interaction_view_form_quick"
        for days, answer in ((0, "done"), (-9, "replaced")):
            self.project = self._project("negotiation", user=self.officer)
            former = self._visit(
                days=5, next_step="示例：送资料", next_step_date=self._days_ago(days)
            )
            context = {"default_lead_id": self.project.id, "default_company_id": self.zone_a.id}
            form = Form(Visit.with_context(**context), quick)
            form.summary = "示例"
            self.assertFalse(form.former_step)
            form.next_step = "示例：签约"
            self.assertIn("示例：送资料", form.open_step)
            self.assertEqual(form.former_step, answer)
            form.save()
            self.assertTrue(former.next_step_done or former.next_step_replaced)

    def test_a_past_visit_settles_no_later_step_and_the_answer_stays(self):
        newer = self._visit(next_step="示例：送资料", next_step_date=self._days_ago(-3))
        older = self._visit(days=30, next_step="示例：旧事", former_step="done")
        self.assertFalse(newer.next_step_done)
        with self.assertRaises(UserError):
            older.with_user(self.officer).former_step = "replaced"
        with self.assertRaises(ValidationError):
            self._visit(former_step="replaced")
