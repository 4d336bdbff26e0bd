from odoo import api, models


class KfzAssignment(models.Model):
    """Who confirms a promise, and with whom an issue lies, follows the assignments of its project."""

    _inherit = "kfz.assignment"

    @api.model_create_multi
    def create(self, vals_list):
        assignments = super().create(vals_list)
        assignments.lead_id._kfz_due_again()
        return assignments

    def write(self, vals):
        result = super().write(vals)
        if {"official_id", "role", "date_from", "date_to"} & vals.keys():
            self.lead_id._kfz_due_again()
        return result

    def unlink(self):
        leads = self.lead_id
        result = super().unlink()
        leads.exists()._kfz_due_again()
        return result
