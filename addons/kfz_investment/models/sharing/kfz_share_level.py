from odoo import api, fields, models


class KfzShareLevel(models.Model):
    """The values that a sheet of the joint pool carries (design §7). Three levels come with the addon; zones can add more."""

    _name = "kfz.share.level"
    _description = "Share level"
    _order = "sequence, id"

    name = fields.Char("Share level", required=True, translate=True)
    code = fields.Char(help="Short code by which other zones' servers identify the level.")
    sequence = fields.Integer(default=10)
    value_ids = fields.Many2many("kfz.share.value", string="Values included", required=True)
    company_id = fields.Many2one(
        "res.company", "Zone", index="btree_not_null", help="Empty: every zone."
    )
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex(
        "(code) WHERE code IS NOT NULL", "Another share level has this code."
    )

    def write(self, vals):
        """Published sheets follow their level when it changes."""
        result = super().write(vals)
        if "value_ids" in vals:
            # sudo: a level that a zone may change is also followed by sheets of colleagues
            self.env["kfz.share"].sudo().search(
                [("level_id", "in", self.ids), ("state", "=", "published")]
            )._kfz_sync()
        return result

    def _kfz_codes(self):
        """The codes of the values that the level carries."""
        # sudo: the vocabulary is the same for everybody
        return frozenset(self.sudo().value_ids.mapped("code"))

    @api.model
    def _kfz_summary(self):
        return self.env.ref("kfz_investment.share_level_summary")
