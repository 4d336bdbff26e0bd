from odoo import api, models
from odoo.fields import Domain

QUEUE = "kfz_investment.shares"


class KfzShare(models.Model):
    """Sheets follow their projects once per transaction, all changed ones together."""

    _inherit = "kfz.share"

    @api.model
    def _kfz_queue(self, path, ids):
        """Remember that records changed, on which shares depend by a path; costs no query."""
        if not ids:
            return
        precommit = self.env.cr.precommit
        if QUEUE not in precommit.data:
            precommit.data[QUEUE] = {}
            # sudo: a sheet follows its project whoever changes it
            precommit.add(self.sudo()._kfz_run_queue)
        precommit.data[QUEUE].setdefault(path, set()).update(ids)

    def _kfz_run_queue(self):
        queue = self.env.cr.precommit.data.pop(QUEUE, {})
        changed = Domain.OR(Domain(path, "in", list(ids)) for path, ids in queue.items())
        self.search(changed & Domain("state", "=", "published"))._kfz_sync()
