from odoo import api, fields, models


class KfzFirstContactAskTogether(models.TransientModel):
    """Ask a zone that holds a first-contact claim for joint promotion."""

    _name = "kfz.first.contact.ask.together"
    _description = "Request joint promotion"

    check_id = fields.Many2one("kfz.first.contact.check", "Check", required=True)
    name = fields.Char(related="check_id.name", string="Enterprise")
    notice_text = fields.Text(related="check_id.notice_text")
    possible_ids = fields.Many2many("res.company", compute="_compute_possible_ids")
    holder_id = fields.Many2one(
        "res.company",
        "Zone to ask",
        required=True,
        compute="_compute_holder_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('id', 'in', possible_ids)]",
    )
    note = fields.Text(
        "Message",
        help="Visible to the zone you ask, together with the name you checked and your contact desk.",
    )

    @api.depends("check_id")
    def _compute_possible_ids(self):
        for wizard in self:
            wizard.possible_ids = wizard.check_id.holder_ids

    @api.depends("check_id")
    def _compute_holder_id(self):
        for wizard in self:
            wizard.holder_id = wizard.check_id.holder_ids[:1]

    def action_send(self):
        """Send the request and show it."""
        self.ensure_one()
        request = self.env["kfz.first.contact.request"]._kfz_send(
            self.check_id, self.holder_id, self.note
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("First-contact request"),
            "res_model": request._name,
            "res_id": request.id,
            "views": [(False, "form")],
            "target": "current",
        }
