from odoo import models


class Grant:
    """Guarded fields that server code sets now, in the context as ``kfz_grant``: an object, which no client can send.

    :param fields: (model, field) pairs
    """

    def __init__(self, fields):
        self.fields = frozenset(fields)

    def __eq__(self, other):
        return isinstance(other, Grant) and self.fields == other.fields

    def __hash__(self):
        return hash(self.fields)


def granted(env):
    """The (model, field) pairs that running server code may set."""
    grant = env.context.get("kfz_grant")
    return grant.fields if isinstance(grant, Grant) else frozenset()


class Base(models.AbstractModel):
    """The way past the guard of fields that users do not set."""

    _inherit = "base"

    def _kfz_may_set(self, *names):
        """These records, or this model, with leave to set guarded fields by ``create`` and ``write``.

        For the named method that sets them, after it has checked role, state, evidence and zone. The user's rights to
        the record still apply.
        """
        fields = granted(self.env) | {(self._name, name) for name in names}
        return self.with_context(kfz_grant=Grant(fields))
