from odoo.tests import Form, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestCondition(KfzCase):
    """What ends with a project that is terminated."""

    def _terminate(self, project, **answers):
        """The window behind “Condition”, filled in by the officer."""
        reason = self.env["crm.lost.reason"].search([("code", "!=", False)], limit=1)
        window = self.env["kfz.lead.condition"].with_user(self.officer)
        form = Form(window.with_context(default_lead_ids=project.ids))
        form.condition = "terminated"
        form.lost_reason_id = reason
        form.reason = "示例：企业撤资"
        for name, value in answers.items():
            setattr(form, name, value)
        form.save().action_apply()
        self.assertEqual(project.condition, "terminated")

    def test_a_terminated_project_ends_its_agreements_with_the_reason(self):
        project = self._project("signed", user=self.officer)
        signed_on = project.signed_date
        self._terminate(project)
        self.assertEqual(project.agreement_ids.mapped("state"), ["terminated"])
        [row] = project.correction_ids
        self.assertEqual(row.act, "terminate")
        self.assertIn("示例：企业撤资", row.reason)
        self.assertEqual(project.signed_date, signed_on)

    def test_agreements_that_go_on_are_left(self):
        project = self._project("signed", user=self.officer)
        self._terminate(project, ends_agreements=False)
        self.assertEqual(project.agreement_ids.mapped("state"), ["in_force"])
        self.assertFalse(project.correction_ids)
