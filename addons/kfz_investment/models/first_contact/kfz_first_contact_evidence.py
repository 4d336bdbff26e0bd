from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...domain import calendar
from ..base.documents import Documents
from ..base.period_words import day_text


class KfzFirstContactEvidence(models.Model):
    """A zone's dated evidence in a dispute: plain text and copies of documents, nothing that leads to its records.

    Private to the zone until the dispute is submitted; then the other zone and the joint office read it, and it is fixed.
    """

    _name = "kfz.first.contact.evidence"
    _inherit = ["kfz.zone.mixin", "kfz.files.mixin"]
    _description = "Evidence in a first-contact dispute"
    _order = "date, id"
    _rec_name = "text"

    dispute_id = fields.Many2one(
        "kfz.first.contact.dispute",
        "Dispute",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("state", "=", "open")],
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True, readonly=True)
    date = fields.Date(
        "Date",
        required=True,
        default=lambda self: calendar.today(),
        help="The day it happened.",
    )
    text = fields.Text("What happened", required=True)
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_first_contact_evidence_attachment_rel",
        "evidence_id",
        "attachment_id",
        "Documents",
        help="Copies: documents attached here go to the other zone and the joint office with the dispute.",
    )

    @api.constrains("date")
    def _check_date(self):
        for evidence in self:
            if evidence.date > calendar.today():
                raise ValidationError(
                    self.env._(
                        "%(date)s is in the future: enter the day on which it happened.",
                        date=day_text(self.env, evidence.date),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [
            {**vals, "company_id": self._kfz_party_of(vals.get("dispute_id")).id}
            for vals in vals_list
        ]
        records = super().create(vals_list)
        records._kfz_check_open()
        return records

    def write(self, vals):
        if "dispute_id" in vals and any(
            record.dispute_id.id != vals["dispute_id"] for record in self
        ):
            raise UserError(
                self.env._("Evidence belongs to its dispute and cannot be moved to another.")
            )
        self._kfz_check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_open(self):
        self._kfz_check_open()

    @api.model
    def _kfz_party_of(self, dispute_id):
        """The zone for which evidence is given: the user's zone among the two of the dispute."""
        dispute = self.env["kfz.first.contact.dispute"].browse(dispute_id)
        zones = dispute._kfz_own_parties()
        zone = (self.env.company & zones) or zones[:1]
        if not zone:
            raise AccessError(
                self.env._("Only the two zones of a dispute can give evidence in it.")
            )
        return zone

    def _kfz_check_open(self):
        for evidence in self:
            if evidence.dispute_id.state != "open" or evidence.dispute_id._kfz_is_ready(
                evidence.company_id
            ):
                raise UserError(
                    self.env._(
                        "The evidence on %(name)s has been submitted and can no longer be changed.",
                        name=evidence.dispute_id.name,
                    )
                )

    def _kfz_documents_changed(self):
        self._kfz_check_open()
