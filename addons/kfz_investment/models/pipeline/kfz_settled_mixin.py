from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..base.kfz_files_mixin import look
from ..guards.base_grants import may_set


class KfzSettledMixin(models.AbstractModel):
    """Evidence that counts once it is settled: from then on it changes only by named acts, which leave a trace.

    Fields that acts alone set are ``readonly``, so that the gate keeps clients from them. The fields of ``_settled_fields``
    are free until the record is settled. Documents can be added at any time, but none that is there goes or changes. The
    system (superuser) is held up by the database alone, and from deleting.
    """

    _name = "kfz.settled.mixin"
    _inherit = ["kfz.evidence.mixin"]
    _description = "Evidence that counts"

    #: fields that are fixed once the record is settled
    _settled_fields = ("lead_id",)

    def _kfz_is_settled(self):
        """Whether the record counts or has counted."""
        self.ensure_one()
        return self.state != "draft"

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self._kfz_check_fixed(set(vals))
        if "attachment_ids" not in vals or may_set(self, "attachment_ids"):
            return super().write(vals)
        # compared afterwards: there are many ways to write a link
        before = {record: record._kfz_looks() for record in self if record._kfz_is_settled()}
        result = super().write(vals)
        for record, looks in before.items():
            if not looks <= record._kfz_looks():
                record._kfz_refuse_change()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_settled(self):
        for record in self:
            if record._kfz_is_settled():
                raise UserError(
                    self.env._(
                        "%(record)s of “%(project)s” counts and cannot be deleted. Use the button on it that corrects it or takes it back, with a reason.",
                        record=record._kfz_words(),
                        project=record.lead_id.name,
                    )
                )

    def _kfz_documents_changed(self):
        for record in self if not self.env.su and not may_set(self, "attachment_ids") else ():
            if record._kfz_is_settled():
                record._kfz_refuse_change()
        return super()._kfz_documents_changed()

    def _kfz_check_fixed(self, names):
        fixed = {name for name in names & set(self._settled_fields) if not may_set(self, name)}
        for record in self if fixed else ():
            if record._kfz_is_settled():
                record._kfz_refuse_change()

    def _kfz_refuse_field(self, name):
        raise AccessError(
            self.env._(
                "“%(field)s” of “%(kind)s” is not entered: the buttons on the record set it.",
                field=self._kfz_field_label(name),
                kind=self.env["ir.model"]._get(self._name).name,
            )
        )

    def _kfz_refuse_change(self):
        raise UserError(
            self.env._(
                "%(record)s of “%(project)s” counts, so it is not changed by hand. Use the button on it that corrects it or takes it back, with a reason.",
                record=self._kfz_words(),
                project=self.lead_id.name,
            )
        )

    def _kfz_looks(self):
        """The documents of the record with what tells each from another."""
        self.ensure_one()
        return {(document.id, look(document)) for document in self.attachment_ids}

    def _kfz_words(self):
        """The record in words, e.g. “Formal agreement, 2026-03-05”."""
        raise NotImplementedError
