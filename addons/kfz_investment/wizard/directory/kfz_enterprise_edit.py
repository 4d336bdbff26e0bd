from odoo import fields, models
from odoo.fields import Command


class KfzEnterpriseEdit(models.TransientModel):
    """Change several enterprises of the own zone at once; empty fields stay as they are."""

    _name = "kfz.enterprise.edit"
    _description = "Edit selected enterprises"
    _inherit = ["kfz.edit.many.mixin"]
    _kfz_many = "enterprise_ids"

    enterprise_ids = fields.Many2many(
        "res.partner", string="Enterprises", required=True, context={"active_test": False}
    )
    group_id = fields.Many2one("res.partner", "Group", domain=[("is_enterprise", "=", True)])
    industry_id = fields.Many2one(
        "res.partner.industry", "Industry", domain=[("classification", "=", "gbt4754")]
    )
    recognition_ids = fields.Many2many("kfz.recognition", string="Recognitions to add")

    def _kfz_wants(self):
        return bool(self.group_id or self.industry_id or self.recognition_ids)

    def _kfz_checked(self):
        return super()._kfz_checked().filtered("is_enterprise")

    def _kfz_change(self, enterprise):
        enterprise.check_access("write")
        values = {
            name: self[name].id
            for name in ("group_id", "industry_id")
            if self[name] and self[name] != enterprise[name]
        }
        if added := self.recognition_ids - enterprise.recognition_ids:
            values["recognition_ids"] = [Command.link(each.id) for each in added]
        if values:
            enterprise.write(values)
