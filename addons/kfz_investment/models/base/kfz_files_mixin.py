from odoo import api, models

from .documents import Documents


class KfzFilesMixin(models.AbstractModel):
    """A record with documents: only users who may read the record may read them."""

    _name = "kfz.files.mixin"
    _description = "Record with files"

    attachment_ids = Documents("ir.attachment", string="Documents")

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._kfz_claim_attachments()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._kfz_claim_attachments()
        return result

    def _kfz_claim_attachments(self):
        """A file uploaded before the record was saved belongs only to its uploader; tie it to the record."""
        for record in self:
            loose = record.attachment_ids.filtered(
                lambda a: not a.res_id and a.create_uid == self.env.user
            )
            if loose:
                loose.write({"res_model": record._name, "res_id": record.id})
