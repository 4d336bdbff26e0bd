from odoo import api, models

from .documents import Documents


class Saved:
    """Records that are being saved, in the context as ``kfz_saved``: an object, which no client can send."""

    def __init__(self, records):
        self.model, self.ids = records._name, frozenset(records._ids)


def saved_records(records):
    """Those of the records that are being saved."""
    saved = records.env.context.get("kfz_saved")
    is_meant = isinstance(saved, Saved) and saved.model == records._name
    return records.filtered(lambda each: is_meant and each.id in saved.ids)


class KfzFilesMixin(models.AbstractModel):
    """A record with documents of its own: whoever reads the record reads them, and nobody else does."""

    _name = "kfz.files.mixin"
    _description = "Record with files"

    attachment_ids = Documents("ir.attachment", string="Documents")

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record in records.filtered("attachment_ids"):
            record._kfz_claim_documents(record.attachment_ids)
        return records

    def write(self, vals):
        if "attachment_ids" not in vals:
            return super().write(vals)
        before = {record: record.attachment_ids for record in self}
        # a document may go and another come with one save: what waits for both is asked at the end
        saving = self.with_context(kfz_saved=Saved(self))
        result = super(KfzFilesMixin, saving).write(vals)
        for record, documents in before.items():
            record._kfz_claim_documents(record.attachment_ids - documents)
        return result

    def _kfz_claim_documents(self, documents):
        """Make documents that were just linked the record's own.

        A file uploaded before the record was saved belongs only to its uploader: it is tied to the record. A document of
        another record is copied: that record decides who reads the original, and takes it along when it is deleted.
        """
        self.ensure_one()
        strange = documents.filtered(lambda a: (a.res_model, a.res_id) != (self._name, self.id))
        loose = strange.filtered(lambda a: not a.res_id and a.create_uid == self.env.user)
        if loose:
            loose.write({"res_model": self._name, "res_id": self.id, "public": False})
        if strange - loose:
            self._kfz_copy_documents(strange - loose)

    def _kfz_copy_documents(self, documents):
        """Replace links to documents of other records by copies, which lead back to nothing; one that is there will do."""
        self.ensure_one()
        own = self.attachment_ids.filtered(
            lambda a: (a.res_model, a.res_id) == (self._name, self.id)
        )
        there = {look(document) for document in own}
        copies = documents.filtered(lambda a: look(a) not in there)._kfz_copy_to(self)
        commands = [(3, document.id) for document in documents] + [(4, copy.id) for copy in copies]
        # past the record's own write(), which would come back here
        super().write({"attachment_ids": commands})  # pylint: disable=super-method-mismatch

    def _kfz_documents_changed(self):
        """Called when documents of these records were changed or deleted elsewhere than on them; raises what forbids it."""


def look(document):
    """What tells a document from another."""
    return document.name, document.type, document.url, document.checksum
