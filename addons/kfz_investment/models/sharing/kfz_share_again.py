from odoo import api, models

from ...domain import calendar


class KfzShare(models.Model):
    """Shares that ended by a clock that was ahead come back: a share is over when its last day has passed, not before."""

    _inherit = "kfz.share"

    @api.model
    def _kfz_come_back(self):
        """Publish again, on the same sheets, what has expired although its last day has not passed. Run by the nightly job.

        Recipients with whom the project was shared anew meanwhile are left to that share; a project that was transferred has
        another sheet.
        """
        ended = self.search([("state", "=", "expired"), ("date_end", ">=", calendar.today())])
        for share in ended:
            others = self.search([("lead_id", "=", share.lead_id.id), ("id", "!=", share.id)])
            running = others.filtered(lambda other: other.state == "published")
            left = share.recipient_ids - running.recipient_ids
            if left and "transferred" not in others.mapped("state"):
                share._kfz_publish_again(left)

    def _kfz_publish_again(self, recipients):
        """The sheet carries the project's values of today; its revisions go on."""
        self._kfz_sheets().write({**self._kfz_frame(), "state": "published"})
        # sudo: users cannot write the state directly; the nightly job runs as the system. The sheet follows, recipients are told
        self.sudo().write({"state": "published", "recipient_ids": recipients})
        self._kfz_sync_documents()
