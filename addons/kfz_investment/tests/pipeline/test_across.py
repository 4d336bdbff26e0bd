from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestAcross(KfzCase):
    """Lists across projects lead to the projects, and say whose they are where one may not open them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.signed = cls._project("signed", user=cls.officer)

    def test_a_row_leads_to_its_project_or_says_whose_it_is(self):
        for lines in ("agreement_ids", "assignment_ids", "interaction_ids"):
            line = self.signed[lines][:1]
            for user in (self.officer, self.manager):
                with self.subTest(lines=lines, user=user.login):
                    action = line.with_user(user).action_open_project()
                    self.assertEqual(
                        (action["res_model"], action["res_id"]), ("crm.lead", self.signed.id)
                    )
            action = line.with_user(self.officer2).action_open_project()
            self.assertEqual(action["tag"], "display_notification", lines)
