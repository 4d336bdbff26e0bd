"""Asking the gates about many projects at once that are written one by one. Plain classes and functions."""


class GateBatch:
    """Put into the context, as ``kfz_gate_batch``, by server code alone: no client can send an object.

    Whoever makes one calls ``_kfz_enforce_gates`` on the projects of its ``ids`` before the savepoint is released in
    which they were written: the gates hold, with the queries of one check instead of one check each.
    """

    def __init__(self):
        self.ids = set()


def together(projects):
    """Whether these projects wait for the check of their batch."""
    batch = projects.env.context.get("kfz_gate_batch")
    if not isinstance(batch, GateBatch):
        return False
    batch.ids.update(projects.ids)
    return True
