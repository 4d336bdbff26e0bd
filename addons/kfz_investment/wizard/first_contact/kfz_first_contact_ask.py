from odoo import fields, models


class KfzFirstContactAsk(models.TransientModel):
    """Check first contact with an enterprise that is entered by hand."""

    _name = "kfz.first.contact.ask"
    _description = "Check first contact"

    name = fields.Char(
        "Enterprise", help="Place and legal form may differ: names are compared without them."
    )
    uscc = fields.Char(
        "Unified social credit code", help="18 characters; the most reliable way to check."
    )

    def action_check(self):
        """Ask the other zones and show the answer."""
        self.ensure_one()
        check = self.env["kfz.first.contact.check"]._kfz_ask_by_hand(
            self.env.company, self.name, self.uscc
        )
        return check._kfz_open_answer()
