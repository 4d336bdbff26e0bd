from odoo import fields, models


class KfzSharedProject(models.Model):
    """The benefit splits on a sheet."""

    _inherit = "kfz.shared.project"

    split_ids = fields.One2many(
        "kfz.benefit.split", "sheet_id", "Benefit splits", groups="kfz_investment.group_kfz_officer"
    )

    def _drop_strangers(self, zones):
        """Also drop splits that were only proposed with another zone; an agreed one stays in force."""
        super()._drop_strangers(zones)
        self.split_ids.filtered(
            lambda split: split.party_ids - zones and not split.is_settled
        ).unlink()
