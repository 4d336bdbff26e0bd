from odoo import api, fields, models
from odoo.exceptions import UserError

from .table_guard import merging


class KfzOfProjectMixin(models.AbstractModel):
    """A record that belongs to one project for good, and to the project's zone."""

    _name = "kfz.of.project.mixin"
    _inherit = ["kfz.zone.mixin"]
    _description = "Record of a project"
    _check_company_auto = True

    lead_id = fields.Many2one(
        "crm.lead",
        "Project",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain=[("is_promotion", "=", True)],
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True, readonly=True)

    @api.onchange("lead_id")
    def _onchange_lead_zone(self):
        """What may be chosen on a form is of the project's zone, before anything is saved."""
        for record in self.filtered("lead_id"):
            record.company_id = record.lead_id.company_id

    @api.model_create_multi
    def create(self, vals_list):
        # a project keeps its zone for life, so what belongs to it takes it once
        for vals in vals_list:
            if vals.get("lead_id"):
                # sudo: the zone of a project is written here, not shown; access to the project is checked below
                vals["company_id"] = (
                    self.env["crm.lead"].sudo().browse(vals["lead_id"]).company_id.id
                )
        return super().create(vals_list)

    def write(self, vals):
        if "lead_id" in vals and any(
            record.lead_id and record.lead_id.id != vals["lead_id"] for record in self
        ):
            raise UserError(
                self.env._("This record belongs to its project and cannot be moved to another.")
            )
        return super().write(vals)

    def _kfz_move_to(self, lead):
        """Move the records to the project into which theirs is merged, without checking the project that they leave."""
        if gone := (self.lead_id - lead).ids:
            with merging(self.env.cr, "crm_lead", gone, lead.id):
                super().write({"lead_id": lead.id})  # pylint: disable=super-method-mismatch
                self.flush_recordset(["lead_id"])
