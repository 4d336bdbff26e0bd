from odoo import SUPERUSER_ID, models
from odoo.tools import clean_context


class Grant:
    """Guarded fields that server code sets now, in the context as ``kfz_grant``: an object, which no client can send.

    :param fields: (model, field) pairs
    """

    def __init__(self, fields=()):
        self.fields = frozenset(fields)

    def __eq__(self, other):
        return isinstance(other, Grant) and self.fields == other.fields

    def __hash__(self):
        return hash(self.fields)


def granted(env):
    """The (model, field) pairs that running server code may set."""
    grant = env.context.get("kfz_grant")
    return grant.fields if isinstance(grant, Grant) else frozenset()


def may_set(records, name):
    """Whether running server code may set a guarded field of these records."""
    return (records._name, name) in granted(records.env)


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

    def _kfz_as_system(self):
        """These records, or this model, as the system: without defaults that the client of this call sent.

        Like ``sudo()``, it needs its reason in a comment. Nobody who reads what it writes learns who caused it.

        :raises AccessError: when the client named companies that are not its own, which core does not check for the system
        """
        if not self.env.su:
            self.env.companies
        clean = clean_context(self.env.context)
        # sudo: each caller gives its own reason
        return self.with_context(clean).with_user(SUPERUSER_ID)  # pylint: disable=context-overridden
