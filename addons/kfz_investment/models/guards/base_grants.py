from odoo import SUPERUSER_ID, models
from odoo.tools import clean_context


class Grant:
    """Guarded fields that server code sets now, in the context as ``kfz_grant``: an object, which no client can send.

    :param fields: (model, field) pairs; None for all fields of all models, as an import sets them
    """

    def __init__(self, fields=()):
        self.fields = None if fields is None else frozenset(fields)

    def __eq__(self, other):
        return isinstance(other, Grant) and self.fields == other.fields

    def __hash__(self):
        return hash(self.fields)

    @property
    def is_whole(self):
        """Whether server code made up all the values, so that none is a client's."""
        return self.fields is None

    def allows(self, model, name):
        return self.fields is None or (model, name) in self.fields

    def with_fields(self, fields):
        """This grant and the one of more fields."""
        return self if self.fields is None else Grant(self.fields | fields)


NOTHING = Grant()
EVERYTHING = Grant(None)


def grant_of(env):
    """What running server code may set."""
    grant = env.context.get("kfz_grant")
    return grant if isinstance(grant, Grant) else NOTHING


class Base(models.AbstractModel):
    """The way past the guard of fields that users do not set."""

    _inherit = "base"

    def _kfz_may_set(self, *names):
        """These records, or this model, with leave to set guarded fields by ``create`` and ``write``.

        For the named method that sets them, after it has checked role, state, evidence and zone. The user's rights to
        the record still apply.
        """
        grant = grant_of(self.env).with_fields({(self._name, name) for name in names})
        return self.with_context(kfz_grant=grant)

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
