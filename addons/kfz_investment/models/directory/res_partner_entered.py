from odoo import api, models


class Entered:
    """Put into the context, as ``kfz_entered``, by server code alone: no client can send an object. Holds the rows of
    `_create()` until they are checked."""

    def __init__(self, rows):
        self.rows = rows


class ResPartner(models.Model):
    """What hangs on an enterprise follows its name and code; on one that is being entered nothing hangs that does not know them."""

    _inherit = "res.partner"

    @api.model
    def _create(self, data_list):
        entered = Entered(data_list)
        created = super(ResPartner, self.with_context(kfz_entered=entered))._create(data_list)
        # what comes after this, such as inverse fields, changes records that are there
        entered.rows = ()
        for data in data_list:
            data["record"] = data["record"].with_env(self.env)
        return created.with_env(self.env)

    def _kfz_known_before(self):
        """These without those whose creation is being checked."""
        entered = self.env.context.get("kfz_entered")
        if not isinstance(entered, Entered):
            return self
        new = {data["record"].id for data in entered.rows if "record" in data}
        return self.filtered(lambda partner: partner.id not in new)
