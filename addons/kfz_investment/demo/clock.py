"""Recording in the past: rows are created with the date on which they would have been recorded."""

import contextlib

from ..models.base.kfz_bulk_create import Bulk


@contextlib.contextmanager
def recorded_at(env, moment):
    """What is created or changed inside is recorded at ``moment`` (UTC, without time zone).

    Odoo takes ``create_date`` and ``write_date`` from the cursor's clock; it is set for this one cursor, and only
    Python code that holds the cursor can do so. Ledgers, their guards and the database's triggers work as always.
    """
    env.flush_all()
    cr = env.cr
    cr.now = lambda: moment
    try:
        yield
        env.flush_all()
    finally:
        del cr.now


def bulk(model):
    """The model for creating many rows at once, each with its own :func:`dates`."""
    return model.with_context(kfz_bulk=Bulk(keeps_dates=True))


def dates(moment):
    """Values of a row that was recorded at a moment."""
    return {"create_date": moment, "write_date": moment}
