from odoo import api, models


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
        """The keys of the context that would set guarded fields; for the system, all that would set a field of ours.

        Code that runs as superuser in a client's call has the client's context, and says itself what it creates.
        """
        whole = self.env.su and self._kfz_is_ours()
        guarded = self._kfz_guarded
        return {
            key
            for name in fields
            if (whole or name in guarded) and (key := f"default_{name}") in self.env.context
        }

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
