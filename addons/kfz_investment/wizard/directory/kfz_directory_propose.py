from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.directory.proposal_values import IDENTITY, is_same, plain_of, to_write

#: the wizard's own name of a field, turned around; ``active`` would hide the wizard
ARCHIVED = "is_archived"


class Undo(Exception):
    """Raised to take back a change that was only tried."""


def _filled(name):
    """How a field starts with the record's value; computed with the user's rights, each by a method of its own."""

    @api.depends("partner_id")
    def compute(wizards):
        for wizard in wizards:
            wizard[name] = wizard.partner_id[name]

    return {"compute": compute, "store": True, "readonly": False, "compute_sudo": False}


class KfzDirectoryPropose(models.TransientModel):
    """Propose to change what all zones read of a common record; it starts with the present values.

    Only what differs becomes a proposal. Who may propose, and whether a keeper changes at once, is the model's to say.
    """

    _name = "kfz.directory.propose"
    _description = "Propose a change of a common record"

    partner_id = fields.Many2one("res.partner", "Common record", required=True, ondelete="cascade")
    is_direct = fields.Boolean(compute="_compute_is_direct")
    reason = fields.Char(required=True, help="Read by the keeper of the directory, who decides.")
    name = fields.Char("Enterprise name", **_filled("name"))
    vat = fields.Char("Unified social credit code", **_filled("vat"))
    industry_id = fields.Many2one("res.partner.industry", "Industry", **_filled("industry_id"))
    ownership = fields.Selection("_selection_ownership", "Ownership", **_filled("ownership"))
    established_date = fields.Date("Established on", **_filled("established_date"))
    kfz_currency_id = fields.Many2one(
        "res.currency", "Capital currency", **_filled("kfz_currency_id")
    )
    registered_capital = fields.Monetary(
        "Registered capital", currency_field="kfz_currency_id", **_filled("registered_capital")
    )
    paid_in_capital = fields.Monetary(
        "Paid-in capital", currency_field="kfz_currency_id", **_filled("paid_in_capital")
    )
    country_id = fields.Many2one("res.country", "Country", **_filled("country_id"))
    state_id = fields.Many2one("res.country.state", "Province", **_filled("state_id"))
    city = fields.Char("City", **_filled("city"))
    street = fields.Char("Street and number", **_filled("street"))
    website = fields.Char("Website", **_filled("website"))
    business_scope = fields.Text("Business scope", **_filled("business_scope"))
    recognition_ids = fields.Many2many(
        "kfz.recognition",
        "kfz_directory_propose_recognition_rel",
        "wizard_id",
        "recognition_id",
        "Recognitions",
        **_filled("recognition_ids"),
    )
    is_intermediary = fields.Boolean("Intermediary", **_filled("is_intermediary"))
    group_id = fields.Many2one(
        "res.partner",
        "Group",
        domain="[('is_enterprise', '=', True), ('company_id', '=', False), ('id', '!=', partner_id)]",
        **_filled("group_id"),
    )
    is_archived = fields.Boolean(
        "Archive",
        compute="_compute_is_archived",
        store=True,
        readonly=False,
        compute_sudo=False,
        help="The record is no longer found in the directory; what uses it stays.",
    )

    @api.model
    def _selection_ownership(self):
        return self.env["res.partner"]._fields["ownership"]._description_selection(self.env)

    @api.depends("partner_id")
    def _compute_is_archived(self):
        for wizard in self:
            wizard.is_archived = bool(wizard.partner_id) and not wizard.partner_id.active

    @api.depends_context("uid")
    def _compute_is_direct(self):
        self.is_direct = self.env["kfz.directory.proposal"]._kfz_is_direct()

    def action_propose(self):
        """Propose what differs from the record; a keeper of the directory who works for no zone changes it at once.

        :raises UserError: when nothing differs, or when the record could not be saved so
        """
        self.ensure_one()
        partner = self.partner_id
        partner.check_access("read")
        partner._kfz_check_in_directory()
        values = self._kfz_changed()
        if not values:
            raise UserError(
                self.env._("Nothing differs from the directory: change a value before you propose.")
            )
        Proposal = self.env["kfz.directory.proposal"]
        Proposal._kfz_is_direct()
        Proposal._kfz_check_wanted([(partner, values)])
        self._kfz_try(partner, values)
        if not Proposal._kfz_propose([(partner, values)], self.reason):
            raise UserError(
                self.env._(
                    "Your zone has already proposed exactly this; the keeper has not decided yet."
                )
            )
        return {"type": "ir.actions.act_window_close"}

    def _kfz_changed(self):
        """{field: plain value} of what differs from the record."""
        now = self.partner_id._kfz_identity()
        wanted = {
            name: (not self.is_archived) if name == "active" else plain_of(self, name)
            for name in IDENTITY
        }
        return {name: value for name, value in wanted.items() if not is_same(now[name], value)}

    @api.model
    def _kfz_try(self, partner, values):
        """Save the values and take them back, so that what the keeper could not save is not proposed.

        :raises UserError: what a user would read who saved them
        """
        fields_of = partner._fields
        # whether somebody signs in with it, which prevents archiving, is not for another zone to learn
        values = {name: value for name, value in values.items() if name != "active"}
        try:
            with self.env.cr.savepoint():
                # sudo: the user proposes, and may not write; only the answer stays. The system may be silent.
                partner._kfz_as_system().with_context(tracking_disable=True).write(
                    {name: to_write(fields_of[name], value) for name, value in values.items()}
                )
                self.env.flush_all()
                raise Undo
        except Undo:
            self.env.invalidate_all(flush=False)
