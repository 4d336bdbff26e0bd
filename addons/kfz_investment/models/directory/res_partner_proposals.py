from odoo import api, fields, models
from odoo.exceptions import UserError

from .proposal_values import IDENTITY, plain_of

READERS = "kfz_investment.group_kfz_officer,kfz_investment.group_kfz_directory_keeper"


class ResPartner(models.Model):
    """What a common record shows of proposals to change it: the user's own zone's, to a keeper all."""

    _inherit = "res.partner"

    kfz_is_common_record = fields.Boolean(
        "Common record",
        compute="_compute_kfz_is_common_record",
        help="Technical: in the directory that all zones use, so that changes of it are proposed.",
    )
    kfz_proposal_count = fields.Integer(
        "Change proposals", compute="_compute_kfz_proposal_count", groups=READERS
    )
    kfz_open_proposal_count = fields.Integer(
        "Proposals waiting for a decision", compute="_compute_kfz_proposal_count", groups=READERS
    )

    @api.depends("company_id", "is_enterprise", "is_intermediary")
    def _compute_kfz_is_common_record(self):
        for partner in self:
            partner.kfz_is_common_record = bool(partner._origin) and partner._kfz_is_in_directory()

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_kfz_proposal_count(self):
        found = self.env["kfz.directory.proposal"]._read_group(
            [("partner_id", "in", self.ids)], ["partner_id", "state"], ["__count"]
        )
        counts = {(partner.id, state): count for partner, state, count in found}
        for partner in self:
            ident = partner._origin.id
            partner.kfz_open_proposal_count = counts.get((ident, "proposed"), 0)
            partner.kfz_proposal_count = sum(
                count for (each, _state), count in counts.items() if each == ident
            )

    def _kfz_is_in_directory(self):
        """Whether this is an enterprise or intermediary that all zones use."""
        return not self.company_id and (self.is_enterprise or self.is_intermediary)

    def _kfz_check_in_directory(self):
        """:raises UserError: for a record of a zone, or of nobody"""
        for partner in self:
            if not partner._kfz_is_in_directory():
                raise UserError(
                    self.env._(
                        "%(name)s is not in the common directory: changes are proposed for common records alone.",
                        name=partner.name or "",
                    )
                )

    def _kfz_identity(self):
        """{field: plain value} of what all zones read of this record."""
        self.ensure_one()
        return {name: plain_of(self, name) for name in IDENTITY}

    def action_kfz_propose(self):
        """Open the page on which a change of this common record is proposed, with its values."""
        self.ensure_one()
        self.check_access("read")
        self._kfz_check_in_directory()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_directory_propose_action"
        )
        return {**action, "context": {"default_partner_id": self.id}}

    def action_kfz_open_proposals(self):
        """The proposals for this record that the user may read."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_directory_proposal_action"
        )
        return {**action, "domain": [("partner_id", "=", self.id)], "context": {}}
