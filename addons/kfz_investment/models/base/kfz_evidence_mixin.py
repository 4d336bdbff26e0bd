from odoo import api, models


class KfzEvidenceMixin(models.AbstractModel):
    """A record that belongs to a project and proves something to its gates.

    Adding evidence cannot break a gate; changing or removing it can, so both check the gates again.
    """

    _name = "kfz.evidence.mixin"
    _inherit = ["kfz.of.project.mixin", "kfz.files.mixin"]
    _description = "Evidence of a project"

    @api.model_create_multi
    def create(self, vals_list):
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
        leads = self.lead_id
        result = super().write(vals)
        self._kfz_queue_seals(vals)
        (leads | self.lead_id)._kfz_evidence_changed()
        return result

    def action_open_project(self):
        """The page of the project, from a list across projects."""
        self.ensure_one()
        self.check_access("read")
        return self.lead_id._kfz_open_page()

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
        moved = self.filtered(lambda record: record.lead_id != lead)
        super()._kfz_move_to(lead)
        moved._kfz_queue_seals()
