from odoo import api, models

from .link_values import edits, is_malformed


class Base(models.AbstractModel):
    """Defaults that a client sends or saved for itself fill a form; they set no field that the client could not set."""

    _inherit = "base"

    @api.model
    def default_get(self, fields):
        strange = self._kfz_strange_defaults(fields)
        if not strange:
            return super().default_get(fields)
        # the whole context, since keys are taken out of it
        shown = {key: value for key, value in self.env.context.items() if key not in strange}
        own = self.with_context(shown)  # pylint: disable=context-overridden
        return super(Base, own).default_get(fields)

    @api.model
    def _kfz_strange_defaults(self, fields):
        """The keys of the context that would set fields that the user may not write, or that are links which no form makes.

        For the system, also all others that would set a field of ours: code that runs as superuser in a client's call
        has the client's context, and says itself what it creates.
        """
        context = self.env.context
        given = [name for name in fields if f"default_{name}" in context and name in self._fields]
        whole = self.env.su and self._kfz_is_ours()
        return {
            f"default_{name}"
            for name in given
            if whole
            or name in self._kfz_guarded
            or self._kfz_is_strange(name, context[f"default_{name}"])
            or not self._has_field_access(self._fields[name], "write")
        }

    @api.model
    def _kfz_is_strange(self, name, value):
        return is_malformed(self._fields[name], value) or (
            self._kfz_only_links(name) and edits(value)
        )

    @api.model
    def _kfz_is_ours(self):
        return self._name.startswith("kfz.") and not self._transient

    def copy_data(self, default=None):
        """A copy does not take along what the system set; what the caller gives for it is checked when it is created."""
        given = default or {}
        dropped = self._kfz_guarded.difference(given)
        return [
            vals and {name: value for name, value in vals.items() if name not in dropped}
            for vals in super().copy_data(default)
        ]
