from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar
from ..base.documents import Documents
from ..base.ledger_seal import Seal
from ..base.period_words import day_text
from ..base.table_guard import TableGuard


class KfzAgreement(models.Model):
    """An investment agreement of a project. Formal ones in force make the project signed (design §4).

    ``amount`` is in the agreement's currency; ``amount_cny`` in yuan at the rate of ``signed_on``.
    """

    _name = "kfz.agreement"
    _description = "Investment agreement"
    _inherit = ["kfz.settled.mixin", "kfz.money.mixin"]
    _order = "signed_on, id"
    _rec_name = "number"
    _money_date = "signed_on"
    _kfz_seal = Seal(
        (
            "lead_id",
            "company_id",
            "kind",
            "number",
            "signed_on",
            "amount",
            "currency_id",
            "amount_cny",
            "state",
        ),
        chain="lead_id",
        when="t.state <> 'draft'",
    )
    _kfz_table_guards = (
        TableGuard(
            when="OLD.state <> 'draft'",
            may_change={
                **dict.fromkeys(
                    ("kind", "number", "signed_on", "amount", "currency_id", "amount_cny"),
                    "a correction",
                ),
                "state": "a termination",
                "note": "officers, by hand",
            },
        ),
        TableGuard(when="OLD.state <> 'draft' AND NEW.state = 'draft'", on="UPDATE"),
        TableGuard(when="OLD.state = 'terminated' AND NEW.state <> 'terminated'", on="UPDATE"),
    )

    kind = fields.Selection(
        [
            ("framework", "Framework agreement"),
            ("formal", "Formal agreement"),
            ("supplementary", "Supplementary agreement"),
        ],
        required=True,
        default="formal",
    )
    number = fields.Char("Agreement number")
    signed_on = fields.Date("Signed on", required=True, default=lambda self: calendar.today())
    amount = fields.Monetary(
        "Agreed amount", help="Agreed investment; for a supplementary agreement its increase."
    )
    state = fields.Selection(
        [("draft", "Draft"), ("in_force", "In force"), ("terminated", "Terminated")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_agreement_attachment_rel",
        "agreement_id",
        "attachment_id",
        "Agreement document",
    )
    note = fields.Char()

    # serves the sum of agreements by project in signed_amount and the figures ledger
    _lead_state_idx = models.Index("(lead_id, state)")

    @api.constrains("signed_on", "amount", "kind", "state")
    def _check_agreement(self):
        today = calendar.today()
        for agreement in self:
            if agreement.signed_on > today and agreement.state != "draft":
                raise ValidationError(
                    self.env._(
                        "An agreement in force cannot be signed in the future (%(date)s). Keep it as a draft until then.",
                        date=day_text(self.env, agreement.signed_on),
                    )
                )
            if agreement.amount < 0 and agreement.kind != "supplementary":
                raise ValidationError(
                    self.env._(
                        "The amount of an agreement cannot be negative; only a supplementary agreement can lower it."
                    )
                )
