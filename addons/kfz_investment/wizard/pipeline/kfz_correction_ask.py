from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.base.documents import Documents

#: {field of the record: field of the wizard} where the names differ; the date on which it happened
DATES = {
    "kfz.agreement": "signed_on",
    "kfz.capital.record": "received_on",
    "kfz.milestone": "effective_date",
}
#: what is done with each kind of record
ACTS = {
    "kfz.agreement": ("correct", "terminate"),
    "kfz.capital.record": ("correct", "withdraw"),
    "kfz.milestone": ("reverse",),
    "crm.lead": ("correct",),
}
#: fields of the wizard that it shares with the records
SHARED = (
    "kind",
    "number",
    "amount",
    "currency_id",
    "registered_on",
    "ground",
    "project_company_ids",
    "attachment_ids",
    "partner_id",
    "area_id",
)


def _filled(name):
    """How a field starts with the record's value.

    Computed with the user's rights: as superuser, it would show a hidden record. Each has a method of its own: Odoo
    leaves all fields of one method empty as soon as one of them is given.
    """

    @api.depends("agreement_id", "capital_id", "milestone_id", "lead_id")
    def compute(wizards):
        for wizard in wizards:
            record = wizard._kfz_record()
            source = DATES.get(record._name) if name == "date" else name
            wizard[name] = record[source] if source in record._fields else False

    return {"compute": compute, "store": True, "readonly": False, "compute_sudo": False}


class KfzCorrectionAsk(models.TransientModel):
    """Correct, terminate, withdraw or reverse what counts: the right values and the reason.

    One of the four records is set; the wizard starts with its values. Who may do it is checked by the record's methods.
    """

    _name = "kfz.correction.ask"
    _description = "Correct what counts"

    act = fields.Selection(
        [
            ("correct", "Correct"),
            ("terminate", "Terminate"),
            ("withdraw", "Withdraw"),
            ("reverse", "Reverse recognition"),
        ],
        "What to do",
        required=True,
        default="correct",
    )
    agreement_id = fields.Many2one("kfz.agreement", "Agreement")
    capital_id = fields.Many2one("kfz.capital.record", "Capital in place")
    milestone_id = fields.Many2one("kfz.milestone", "Milestone")
    lead_id = fields.Many2one("crm.lead", "Project")
    record_words = fields.Char("Record", compute="_compute_record_words")
    is_manager = fields.Boolean(compute="_compute_is_manager")
    is_replaced = fields.Boolean(
        "Recognise the right one instead",
        default=True,
        help="Without it, move the project back first: its stage asks for the milestone.",
    )
    reason = fields.Char(required=True)
    # what may be changed; it starts with the record's values
    date = fields.Date(**_filled("date"))
    kind = fields.Selection("_selection_kind", **_filled("kind"))
    number = fields.Char("Agreement number", **_filled("number"))
    amount = fields.Monetary(**_filled("amount"))
    currency_id = fields.Many2one("res.currency", **_filled("currency_id"))
    project_company_ids = fields.Many2many(
        "res.partner",
        "kfz_correction_ask_company_rel",
        "wizard_id",
        "partner_id",
        "Project companies",
        domain="[('is_enterprise', '=', True), ('company_id', 'in', [False, zone_id])]",
        context={"active_test": False},
        **_filled("project_company_ids"),
    )
    zone_id = fields.Many2one("res.company", compute="_compute_place")
    investor_id = fields.Many2one(
        "res.partner", compute="_compute_place", help="Offered first as project company."
    )
    is_landing = fields.Boolean(compute="_compute_place")
    registered_on = fields.Date("Registered on", **_filled("registered_on"))
    ground = fields.Selection("_selection_ground", **_filled("ground"))
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_correction_ask_attachment_rel",
        "wizard_id",
        "attachment_id",
        "Documents",
        **_filled("attachment_ids"),
    )

    partner_id = fields.Many2one(
        "res.partner", "Enterprise", domain=[("is_enterprise", "=", True)], **_filled("partner_id")
    )
    area_id = fields.Many2one("kfz.area", "Area", **_filled("area_id"))

    @api.model
    def _selection_kind(self):
        return self.env["kfz.agreement"]._fields["kind"]._description_selection(self.env)

    @api.model
    def _selection_ground(self):
        return self.env["kfz.milestone"]._fields["ground"]._description_selection(self.env)

    @api.depends("agreement_id", "capital_id", "milestone_id", "lead_id")
    @api.depends_context("lang")
    def _compute_record_words(self):
        for wizard in self:
            record = wizard._kfz_record()
            wizard.record_words = record._kfz_words() if record else False

    @api.depends("agreement_id", "capital_id", "milestone_id", "lead_id")
    def _compute_place(self):
        for wizard in self:
            wizard.zone_id = wizard._kfz_record().company_id
            wizard.investor_id = wizard.milestone_id.lead_id.partner_id
            wizard.is_landing = wizard.milestone_id.milestone == "landed"

    @api.depends_context("uid")
    def _compute_is_manager(self):
        self.is_manager = self.env.user.has_group("kfz_investment.group_kfz_manager")

    @api.model
    def _kfz_title(self, act):
        """Title of the dialog."""
        return dict(self._fields["act"]._description_selection(self.env))[act]

    def _kfz_record(self):
        """The record to change, an empty one when none is set."""
        return self.agreement_id or self.capital_id or self.milestone_id or self.lead_id

    def action_apply(self):
        """Hand the reason and what differs to the record's method."""
        self.ensure_one()
        record = self._kfz_record()
        if not record or self.act not in ACTS[record._name]:
            raise UserError(
                self.env._("Open this window by the button on the record that you want to change.")
            )
        if self.act == "terminate":
            record._kfz_terminate(self.reason)
        elif self.act == "withdraw":
            record._kfz_withdraw(self.reason)
        elif self.act == "reverse":
            record._kfz_reverse(self.reason, self._kfz_changed() if self.is_replaced else None)
        else:
            record._kfz_correct(self._kfz_changed(), self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _kfz_changed(self):
        """The values that differ from those of the record."""
        record, changed = self._kfz_record(), {}
        for name in ("date", *SHARED):
            target = DATES.get(record._name) if name == "date" else name
            if target in record._fields and self[name] != record[target]:
                field = self._fields[name]
                if record._fields[target].required and not self[name] and field.type != "monetary":
                    raise UserError(
                        self.env._(
                            "“%(field)s” is needed: enter the right value.",
                            field=record._fields[target]._description_string(self.env),
                        )
                    )
                value = self[name].id if field.type == "many2one" else self[name]
                changed[target] = [(6, 0, self[name].ids)] if field.type == "many2many" else value
        return changed
