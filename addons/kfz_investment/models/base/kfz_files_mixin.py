from odoo import models

from .documents import Documents


class KfzFilesMixin(models.AbstractModel):
    """A record with files: only users who may read the record may read its files."""

    _name = "kfz.files.mixin"
    _description = "Record with files"

    attachment_ids = Documents("ir.attachment", string="Documents")

    def _kfz_claim_attachments(self):
        """A file uploaded before the record was saved belongs only to its uploader; tie it to the record."""
        for record in self:
            loose = record.attachment_ids.filtered(
                lambda a: not a.res_id and a.create_uid == self.env.user
            )
            if loose:
                loose.write({"res_model": record._name, "res_id": record.id})
