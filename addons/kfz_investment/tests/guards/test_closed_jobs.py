from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..door_common import DoorCase


@tagged("post_install", "-at_install")
class TestClosedJobs(DoorCase):
    """Jobs that run by themselves are run by the schedule, the system and administrators."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.jobs = cls.env["ir.cron"].with_context(active_test=False).search([])
        model = cls.env["ir.model"]._get_id("kfz.setup.step")
        # jobs that anybody's rights would do for
        cls.job = cls.env["ir.cron"].create(
            {
                "name": "示例",
                "model_id": cls.env["ir.model"]._get_id("kfz.backup"),
                "state": "code",
                "code": "env['ir.config_parameter'].sudo().set_param('kfz.示例', env.user.login)",
            }
        )
        cls.common = cls.env["ir.actions.server"].create(
            {"name": "示例", "model_id": model, "state": "code", "code": "action = {}"}
        )

    def _ran_as(self):
        self.env.invalidate_all()
        return self.env["ir.config_parameter"].get_param("kfz.示例")

    @mute_logger("odoo.http")
    def test_no_client_runs_a_job(self):
        actions = (self.jobs | self.job).ir_actions_server_id
        self.assertGreater(len(actions), 15)
        abstract = {"active_model": "kfz.backup", "active_id": 1, "active_ids": [1]}
        keys = {"kfz_schedule": {"x": 1}, "cron_id": self.job.id, "usage": "code"}
        for user in self.callers:
            post = self._session(user)
            # each for who has the least and for who has a role; for the others the last one
            for action in actions if user in self.officer | self.portal else actions[-1:]:
                with self.subTest(user=user.login, action=action.name):
                    door = (post, "ir.actions.server", "run", [action.ids])
                    self._assert_refused(*door)
            self._assert_refused(*door, context={**abstract, **keys})
            job = (post, "ir.actions.server", "run", [self.job.ir_actions_server_id.ids])
            self._assert_refused(*job, context={**abstract, **keys})
            # together with one that anybody may run
            both = (self.common | self.job.ir_actions_server_id).ids
            self._assert_refused(post, "ir.actions.server", "run", [both])
        self.assertFalse(self._ran_as())

    @mute_logger("odoo.http")
    def test_other_ways_to_a_job_are_closed(self):
        from ..isolation.noninterference import Refused

        action = self.job.ir_actions_server_id
        for user in self.callers:
            post = self._session(user)
            self._assert_refused(post, "ir.cron", "method_direct_trigger", [self.job.ids])
            self._assert_refused(post, "ir.cron", "_trigger", [self.job.ids])
            self._assert_refused(post, "ir.cron", "_callback", [self.job.ids, "x", action.id])
            self._assert_refused(post, "ir.cron.trigger", "create", [{"cron_id": self.job.id}])
            for route, params in (
                ("/web/action/run", {"action_id": action.id}),
                ("/web/action/run", {"action_id": action.id, "context": {"kfz_schedule": [1]}}),
            ):
                with self.assertRaises(Refused) as raised:
                    post(route, params)
                self.assertEqual(raised.exception.name, "odoo.exceptions.AccessError")
        self.assertFalse(self._ran_as())

    def test_administrators_and_the_schedule_run_jobs(self):
        admin = self.env.ref("base.user_admin")
        action = self.job.ir_actions_server_id
        action.with_user(admin).sudo(False).run()
        self.assertEqual(self._ran_as(), admin.login)
        # an administrator has chosen as whom it runs
        job = self.job.with_user(self.employee).sudo(False)
        with patch.object(self.cr, "commit"), patch.object(self.cr, "rollback"):
            job._callback("示例", action.id)
        self.assertEqual(self._ran_as(), self.employee.login)

    def test_other_actions_run_as_in_core(self):
        self.assertFalse(self.common.usage == "ir_cron")
        self.common.with_user(self.env.ref("base.user_admin")).sudo(False).run()
