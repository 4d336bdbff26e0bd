"""Checks for seeded bugs of the guards: each says whether something comes through. See ``seeded_guards.py``."""

from .field_probes import FieldProbes
from .method_probes import MethodProbes


class GuardChecks(FieldProbes, MethodProbes):
    """Mixin of :class:`GuardsCase`: one check per class of attack."""

    def _odd(self, user, model, field, operation, shape):
        """An id in an odd shape shows something. The prober is made before any bug: what is hidden must be known."""
        return bool(self.odd_probers[user].reveals(model, field, operation, shape))

    def _forges(self, user, model, field, way):
        """A forged value is stored: by ``write``, as ``default of create``, as ``user default`` …"""
        return bool(self._comes_through(user, model, field, way))

    def _forges_with(self, user, context, model, field, way):
        """A forged value is stored while the context holds some key."""
        return bool(self._comes_through(user, model, field, way, **context))

    def _calls(self, user, model, method, given=(), context=None):
        """A method changes rows of zone A for a user who has no business there."""
        target = self.targets[model]
        return bool(self._changed_by(user, model, method, [target], list(given), **(context or {})))
