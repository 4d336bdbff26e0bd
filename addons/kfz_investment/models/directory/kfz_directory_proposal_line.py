from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar, directory_values
from ...domain.money import format_exact
from ..base.lists import comma
from .proposal_values import IDENTITY, is_same, to_write


class KfzDirectoryProposalLine(models.Model):
    """One field of a common record that a proposal would change."""

    _name = "kfz.directory.proposal.line"
    _description = "Change in a proposal to the common directory"
    _order = "proposal_id desc, id"

    proposal_id = fields.Many2one(
        "kfz.directory.proposal",
        "Proposal",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="proposal_id.company_id", string="Proposing zone", store=True, index=True
    )
    name = fields.Selection("_selection_name", "Field", required=True, readonly=True)
    old_value = fields.Json("Value when proposed, as data", readonly=True)
    new_value = fields.Json("Proposed value, as data", readonly=True)
    replaced_value = fields.Json(
        "Replaced value, as data",
        readonly=True,
        help="What the acceptance replaced: undo puts it back.",
    )
    old_text = fields.Char("When proposed", compute="_compute_texts")
    new_text = fields.Char("Proposed value", compute="_compute_texts")
    present_text = fields.Char("Now", compute="_compute_texts")
    is_stale = fields.Boolean(
        "Changed since",
        compute="_compute_texts",
        help="Whether the record has changed since the proposal was made.",
    )

    @api.model
    def _selection_name(self):
        Partner = self.env["res.partner"]
        return [(name, Partner._fields[name]._description_string(self.env)) for name in IDENTITY]

    @api.depends("name", "old_value", "new_value", "proposal_id.partner_id", "proposal_id.state")
    @api.depends_context("lang")
    def _compute_texts(self):
        for line in self:
            line.old_text = line._kfz_text(line.old_value)
            line.new_text = line._kfz_text(line.new_value)
            line.present_text = line._kfz_text(line._kfz_present())
            line.is_stale = line.proposal_id.state == "proposed" and bool(line._kfz_stale())

    @api.depends("name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line._kfz_labels()

    def _kfz_labels(self):
        """The names of the fields, in the user's language."""
        labels = dict(self._fields["name"]._description_selection(self.env))
        return comma(self.env).join(labels.get(line.name, line.name) for line in self)

    @api.model
    def _kfz_check_plausible(self, values):
        """:raises UserError: names the field whose value no enterprise has"""
        today = fields.Date.to_string(calendar.today())
        for name, value in values.items():
            field = self.env["res.partner"]._fields[name]
            known = field.get_values(self.env) if field.type == "selection" and value else [value]
            if value not in known or not directory_values.is_plausible(name, value, today):
                raise UserError(
                    self.env._(
                        "“%(value)s” is no plausible value for “%(field)s”: correct it and propose again.",
                        value=str(value)[:80],
                        field=field._description_string(self.env),
                    )
                )

    def _kfz_new_values(self):
        """{field: proposed plain value}."""
        return {line.name: line.new_value for line in self}

    def _kfz_present(self):
        """The plain value that the record has now; None when it is common no more, and so not for all to read."""
        # sudo: identity of a common record, which all zones read; the office has no right to persons among them
        partner = self.proposal_id.partner_id.sudo()
        if not partner._kfz_is_in_directory():
            return None
        return partner._kfz_identity()[self.name]

    def _kfz_stale(self):
        """The lines whose field has another value now than when the change was proposed."""
        return self.filtered(lambda line: not is_same(line._kfz_present(), line.old_value))

    def _kfz_vals(self, name):
        """Values for ``write``: those that a field of the lines holds (``new_value`` or ``replaced_value``)."""
        Partner = self.env["res.partner"]
        return {line.name: to_write(Partner._fields[line.name], line[name]) for line in self}

    def _kfz_text(self, value):
        """A plain value in words."""
        field = self.env["res.partner"]._fields[self.name]
        if value in (None, False, "", []) and field.type != "boolean":
            return ""
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.relational:
            ids = value if isinstance(value, list) else [value]
            # sudo: names of common words and common enterprises, which everybody reads
            records = self.env[field.comodel_name].sudo().browse(ids).exists()
            return comma(self.env).join(records.mapped("display_name"))
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "monetary":
            return format_exact(value, self.env.lang or "")
        return str(value)
