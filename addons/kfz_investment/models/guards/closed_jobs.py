from odoo import models
from odoo.exceptions import AccessError


class Schedule:
    """Put into the context, as ``kfz_schedule``, by the scheduler alone: no client can send an object."""


class IrCron(models.Model):
    """Jobs that run by themselves, as the user of the job, which an administrator chooses."""

    _inherit = "ir.cron"

    def _callback(self, cron_name, server_action_id):
        job = self.with_context(kfz_schedule=Schedule())
        return super(IrCron, job)._callback(cron_name, server_action_id)


class IrActionsServer(models.Model):
    """Scheduled jobs belong to the system: core lets whoever may write to a job's model run it, whenever they like.

    Of abstract models that is everybody, users of the portal included.
    """

    _inherit = "ir.actions.server"

    def run(self):
        """As in core.

        :raise AccessError: for a scheduled job, unless the system or an administrator starts it
        """
        # sudo: what kind of action it is; users read no server actions
        if "ir_cron" in self.sudo().mapped("usage") and not self._kfz_may_run_jobs():
            raise AccessError(
                self.env._(
                    "This job runs by itself, on its schedule. Ask the administrator if it must run now."
                )
            )
        return super().run()

    def _kfz_may_run_jobs(self):
        return (
            self.env.su
            or self.env.user._is_system()
            or isinstance(self.env.context.get("kfz_schedule"), Schedule)
        )
