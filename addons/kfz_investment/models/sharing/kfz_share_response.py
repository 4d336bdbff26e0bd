from odoo import fields, models

KINDS = [
    ("interested", "Interested"),
    ("declined", "Declined"),
    ("co_promote", "Promote together"),
    ("transfer_request", "Transfer requested"),
]


class KfzShareResponse(models.Model):
    """A recipient zone's answer to a sheet, between the two zones: other recipients do not see it. Answers are kept."""

    _name = "kfz.share.response"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Answer to a shared project"
    _order = "id desc"
    _rec_name = "kind"

    sheet_id = fields.Many2one(
        "kfz.shared.project", "Shared project", required=True, index=True, ondelete="restrict"
    )
    zone_id = fields.Many2one(
        "res.company",
        "Shared by",
        required=True,
        index=True,
        help="The zone that was answered; it stays the same after a transfer.",
    )
    company_id = fields.Many2one("res.company", "Answered by", required=True, index=True)
    kind = fields.Selection(KINDS, "Answer", required=True)
    note = fields.Char()
    user_id = fields.Many2one("res.users", "Answering person", required=True)
    date = fields.Datetime("Answered on", required=True, default=fields.Datetime.now)

    def action_accept(self):
        """Accept a transfer request."""
        self.ensure_one()
        return self.sheet_id.action_accept_transfer(self.id)

    def _kfz_page(self):
        """Hook: (action, name) of the page on which the answer is decided, if it is not the pool."""
        return

    def _kfz_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]
