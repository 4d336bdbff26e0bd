from odoo import fields, models


class KfzDirectoryRefuse(models.TransientModel):
    """Refuse proposals to change the common directory, one or many, with a reason."""

    _name = "kfz.directory.refuse"
    _description = "Refuse proposals"

    proposal_ids = fields.Many2many("kfz.directory.proposal", string="Proposals", required=True)
    note = fields.Char("Reason", required=True, help="The proposing zone reads it.")

    def action_refuse(self):
        """Refuse them; the model's method checks who and when."""
        self.ensure_one()
        self.proposal_ids.action_refuse(self.note)
        return {"type": "ir.actions.act_window_close"}
