from odoo import models
from odoo.exceptions import UserError


class IrAttachment(models.Model):
    """A record with documents of its own hears when one of them goes elsewhere than on its page."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if {"res_model", "res_id"} & set(vals) and not self.env.su:
            self.check_access("write")
            if owners := self._kfz_owners():
                raise UserError(
                    self.env._(
                        "This is a document of “%(record)s” and cannot be moved to another record. Attach a copy there.",
                        record=owners[0][:1].display_name,
                    )
                )
        return super().write(vals)

    def unlink(self):
        owners = self._kfz_owners()
        result = super().unlink()
        for records in owners:
            records.exists()._kfz_documents_removed()
        return result

    def _kfz_owners(self):
        """The records among whose documents these are, one recordset a model; files of a chatter are not."""
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
        return [records.with_env(self.env) for records in owners if records]
