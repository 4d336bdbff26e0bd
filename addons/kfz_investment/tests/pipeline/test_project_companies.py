from unittest.mock import patch

from odoo.tests import tagged

from .acts_common import ActsCase


@tagged("post_install", "-at_install")
class TestProjectCompanies(ActsCase):
    """The project companies are records of the landing, fixed with it."""

    def _told(self):
        """Whom the landing tells that its companies changed: a list of projects, filled inside."""
        told = []
        lead_class = self.registry["crm.lead"]
        self.enterContext(
            patch.object(
                lead_class, "_kfz_project_companies_changed", lambda leads: told.append(leads)
            )
        )
        return told

    def test_rooms_above_are_told_when_a_landing_changes(self):
        told = self._told()
        project = self._project("signed", user=self.officer)
        landing = self._landing(project, self.officer).with_user(self.manager)
        self.assertFalse([lead for leads in told for lead in leads])
        landing.action_recognise()
        self.assertEqual(told.pop(), project)
        landing._kfz_reverse("示例理由", {"effective_date": self._days_ago(4)})
        self.assertEqual(told.pop(), project)
        imported = self._project("landed")
        self.assertIn(imported, told)
