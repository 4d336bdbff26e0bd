from odoo import api, models

from .guarded import is_guarded


class IrFieldsConverter(models.AbstractModel):
    """An import finds by number or external id only what its user can see; what is hidden is not found."""

    _inherit = "ir.fields.converter"

    @api.model
    def db_id_for(self, model, field, subfield, value, savepoint):
        Target = self.env[field.comodel_name]
        if (
            subfield not in ("id", ".id")
            or self._kfz_links_are_free()
            or not is_guarded(self.env, Target._name)
        ):
            return super().db_id_for(model, field, subfield, value, savepoint)
        try:
            found = super().db_id_for(model, field, subfield, value, savepoint)
        except ValueError:
            found = None
        if found and (
            not found[0]
            or (
                Target.has_access("read")
                and Target.with_context(active_test=False).search_count([("id", "=", found[0])])
            )
        ):
            return found
        raise self._format_import_error(
            ValueError,
            self.env._("The record “%s” of “%%(field)s” does not exist or is not yours to see."),
            value,
        )
