from odoo import api, fields, models
from odoo.exceptions import AccessError


class KfzBenefitSplitLine(models.Model):
    """A zone's part in a benefit split."""

    _name = "kfz.benefit.split.line"
    _description = "Zone of a benefit split"
    _order = "id"
    _rec_name = "company_id"
    _kfz_names_other_zones = True

    split_id = fields.Many2one("kfz.benefit.split", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    percentage = fields.Float("Share (%)", digits=(7, 4))
    is_agreed = fields.Boolean("Agreed", readonly=True, copy=False)
    credited = fields.Monetary(
        compute="_compute_credited",
        help="The amount credited so far; before the split is agreed, calculated from the figure on the sheet.",
    )
    currency_id = fields.Many2one("res.currency", related="split_id.currency_id")

    _once = models.Constraint(
        "UNIQUE(split_id, company_id)", "A zone can appear only once in a benefit split."
    )

    @api.depends("split_id.total", "split_id.mode", "percentage")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_credited(self):
        credits = self.split_id._kfz_credits()
        for line in self:
            credit = credits.get(line.split_id)
            line.credited = float(credit.by_zone.get(line.company_id.id, 0)) if credit else 0

    @api.model_create_multi
    def create(self, vals_list):
        # before the line makes its zone a party of the split
        self.env["kfz.benefit.split"].browse({vals["split_id"] for vals in vals_list}).check_access(
            "write"
        )
        lines = super().create([{**vals, "is_agreed": False} for vals in vals_list])
        lines._kfz_take_back()
        return lines

    def write(self, vals):
        if ("is_agreed" in vals or "split_id" in vals) and not self.env.su:
            raise AccessError(self.env._("Use the button to agree for a zone."))
        if "company_id" in vals and any(line.company_id.id != vals["company_id"] for line in self):
            self.split_id._kfz_check_zones_leave()
        result = super().write(vals)
        if "is_agreed" not in vals:
            self._kfz_take_back()
        return result

    def unlink(self):
        self.split_id._kfz_check_zones_leave()
        self._kfz_take_back()
        return super().unlink()

    def _kfz_take_back(self):
        """A changed line changes the rule, which no zone has agreed to yet."""
        self.split_id._kfz_check_credited()
        # sudo: users cannot write agreement directly; a change revokes it
        self.sudo().split_id.line_ids.is_agreed = False
