"""Work about which nobody is told record by record: imports and demonstration data.

``tracking_disable`` in the context is no such leave, because a client can send it.
"""

from odoo import SUPERUSER_ID


class Quiet:
    """Put into the context, as ``kfz_quiet``, by server code alone: no client can send an object."""


def is_quiet(env):
    """Whether running server code asked not to tell anybody; the system user also does by ``tracking_disable``."""
    if isinstance(env.context.get("kfz_quiet"), Quiet):
        return True
    # the user, not sudo(): what runs with sudo() may have the context of a client
    return env.uid == SUPERUSER_ID and bool(env.context.get("tracking_disable"))
