from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.table_guard import merging


class KfzEvidenceMixin(models.AbstractModel):
    """A record that belongs to a project and proves something to its gates.

    Adding evidence cannot break a gate; changing or removing it can, so both check the gates again.
    """

    _name = "kfz.evidence.mixin"
    _inherit = ["kfz.zone.mixin", "kfz.files.mixin"]
    _description = "Evidence of a project"
    _check_company_auto = True

    lead_id = fields.Many2one(
        "crm.lead",
        "Project",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain=[("is_promotion", "=", True)],
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True, readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        # a project keeps its zone for life, so its evidence takes it once
        for vals in vals_list:
            if vals.get("lead_id"):
                # sudo: the zone of a project is written here, not shown; access to the project is checked below
                vals["company_id"] = (
                    self.env["crm.lead"].sudo().browse(vals["lead_id"]).company_id.id
                )
        records = super().create(vals_list)
        records._kfz_queue_seals()
        return records

    @api.model
    def _kfz_create_evidence(self, rows):
        """Records of new projects as plain rows, which give their zone; the caller asks the gates and tells who follows them."""
        records = self._kfz_create_plain(rows)
        records._kfz_queue_seals()
        return records

    def write(self, vals):
        if "lead_id" in vals and any(
            record.lead_id and record.lead_id.id != vals["lead_id"] for record in self
        ):
            raise UserError(
                self.env._("This record belongs to its project and cannot be moved to another.")
            )
        leads = self.lead_id
        result = super().write(vals)
        self._kfz_queue_seals(vals)
        (leads | self.lead_id)._kfz_evidence_changed()
        return result

    def unlink(self):
        leads = self.lead_id
        result = super().unlink()
        leads.exists()._kfz_evidence_changed()
        return result

    def _kfz_documents_changed(self):
        self.lead_id._kfz_evidence_changed()

    def _kfz_write_before_gates(self, vals):
        """Write what the project's gates are asked about later, by the method that calls this."""
        super().write(vals)  # pylint: disable=super-method-mismatch
        self._kfz_queue_seals(vals)

    def _kfz_queue_seals(self, names=None):
        """Seal the records that count before the commit, when one of the fields is sealed; None for new records."""
        seal = self._kfz_seal
        if seal and (names is None or not set(seal.columns).isdisjoint(names)):
            self.env["kfz.ledger.seal"]._kfz_queue(self._name, self.ids)

    def _kfz_move_to(self, lead):
        """Move the records to the project into which theirs is merged, without checking the project that they leave."""
        if gone := (self.lead_id - lead).ids:
            with merging(self.env.cr, "crm_lead", gone, lead.id):
                super().write({"lead_id": lead.id})  # pylint: disable=super-method-mismatch
                self.flush_recordset(["lead_id"])
            self._kfz_queue_seals()
