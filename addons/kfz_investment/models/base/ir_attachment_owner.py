import re

from odoo import models
from odoo.exceptions import UserError

from .kfz_files_mixin import saved_records

#: what another program can open
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
#: what would take a document away from its record, or show it past the record
PLACE = frozenset({"res_model", "res_id", "res_field", "public"})
#: what a reader sees of a document
CONTENT = frozenset({"name", "raw", "datas", "db_datas", "store_fname", "type", "url", "mimetype"})


class IrAttachment(models.Model):
    """A record hears when one of its documents is changed or deleted elsewhere than on its page."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if PLACE & set(vals) and not self.env.su:
            self.check_access("write")
            self._kfz_moved(vals)._kfz_check_stays()
        result = super().write(vals)
        if CONTENT & set(vals):
            self._kfz_tell_owners(self._kfz_owners())
        return result

    def unlink(self):
        owners = self._kfz_owners()
        result = super().unlink()
        self._kfz_tell_owners(owners)
        return result

    def _kfz_with_content(self):
        """Those that are documents at all: an emptied file and a link to nowhere are none."""
        return self.filtered(
            lambda a: ADDRESS.fullmatch(a.url or "") if a.type == "url" else a.file_size
        )

    def _kfz_copy_to(self, record):
        """Copies of these documents for a record, with nothing that leads back to the originals.

        Read with the rights with which they are given, created with those of the record.
        """
        return record.env["ir.attachment"].create(
            [
                {
                    "name": document.name,
                    "type": document.type,
                    "url": document.type == "url" and document.url,
                    "raw": document.raw,
                    "mimetype": document.mimetype,
                    "res_model": record._name,
                    "res_id": record.id,
                }
                for document in self
            ]
        )

    def _kfz_moved(self, vals):
        """The attachments to which the values give another place than they have."""
        changed = PLACE & set(vals)
        return self.filtered(
            lambda a: any((a[name] or False) != (vals[name] or False) for name in changed)
        )

    def _kfz_check_stays(self):
        for owners in self._kfz_owners():
            document = self.filtered(lambda a, name=owners._name: a.res_model == name)[:1]
            raise UserError(
                self.env._(
                    "“%(document)s” belongs to a record (%(kind)s): it cannot be moved to another one or made public. "
                    "Attach a copy there.",
                    document=document.name,
                    kind=self.env["ir.model"]._get(owners._name).name,
                )
            )

    def _kfz_owners(self):
        """The records among whose documents these are, one recordset a model; files of a chatter are not.

        With the user's own rights: core deletes some attachments as superuser.
        """
        by_model = {}
        # sudo: only to find the owners; the right to the documents is checked by who calls this, or by core
        documents = self.sudo().exists()
        for document in documents.filtered(lambda a: a.res_id and not a.res_field):
            by_model.setdefault(document.res_model, set()).add(document.res_id)
        with_documents = self.env.registry["kfz.files.mixin"]
        owners = [
            # sudo: as above
            self.env[name].sudo().browse(ids).filtered(lambda each: each.attachment_ids & documents)
            for name, ids in by_model.items()
            if name in self.env and issubclass(self.env.registry[name], with_documents)
        ]
        return [records.with_env(self.env).sudo(False) for records in owners if records]

    def _kfz_tell_owners(self, owners):
        """Ask the records; those that are being saved ask themselves when all their documents are in place."""
        for records in owners:
            others = records - saved_records(records)
            others.exists()._kfz_documents_changed()
