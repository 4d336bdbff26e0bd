from odoo import api, models

from .documents import Documents


class KfzFilesMixin(models.AbstractModel):
    """A record with documents of its own: whoever reads the record reads them, and nobody else does."""

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
        """Make the documents that were just linked the record's own.

        A file uploaded before the record was saved belongs only to its uploader: it is tied to the record. A document of
        another record is copied: that record decides who reads the original, and takes it along when it is deleted.
        """
        for record in self.filtered("attachment_ids"):
            own = (record._name, record.id)
            strange = record.attachment_ids.filtered(
                lambda a, own=own: (a.res_model, a.res_id) != own
            )
            loose = strange.filtered(lambda a: not a.res_id and a.create_uid == self.env.user)
            if loose:
                loose.write({"res_model": record._name, "res_id": record.id})
            if strange - loose:
                record._kfz_copy_documents(strange - loose)

    def _kfz_copy_documents(self, documents):
        """Replace links to documents of other records by copies, which lead back to nothing."""
        self.ensure_one()
        copies = self.env["ir.attachment"].create(
            [
                {
                    "name": document.name,
                    "type": document.type,
                    "url": document.type == "url" and document.url,
                    "raw": document.raw,
                    "mimetype": document.mimetype,
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for document in documents
            ]
        )
        commands = [(3, document.id) for document in documents] + [(4, copy.id) for copy in copies]
        # past the record's own write(), which would come back here
        super().write({"attachment_ids": commands})  # pylint: disable=super-method-mismatch

    def _kfz_documents_removed(self):
        """Called when documents of these records were deleted elsewhere than on them."""
