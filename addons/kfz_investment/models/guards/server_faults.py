"""Failures of what the server stands on: each has a sentence for the user, in a language that needs no database."""

import errno

import psycopg2
import psycopg2.errors
import psycopg2.pool
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate
from werkzeug.exceptions import HTTPException

_lt = LazyTranslate(__name__)

#: what an operating system says of a disk that takes no more
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
#: what PostgreSQL says when it stops, starts, or takes nobody more in; errors of the network have no code
AWAY = ("08", "57P", "53300")
SENTENCES = {
    "away": _lt(
        "The database does not answer at the moment. What was saved before is safe. Try again in a minute, and look then "
        "whether your last entry is there."
    ),
    "full": _lt(
        "There is no space left on the server's disk. Nothing was saved. Ask the administrator to make room, then try again."
    ),
    "slow": _lt(
        "This took longer than the server allows and was stopped. Nothing was saved. Do it in smaller parts, or try again later."
    ),
    "large": _lt(
        "This needs more memory than the server has. Nothing was saved. Do it in smaller parts, or ask the administrator."
    ),
}
#: languages of the page that is shown without a database
LANGUAGES = ("zh_CN", "en_US")


def fault_of(error):
    """Which of the failures an error, or one behind it, tells of: a key of ``SENTENCES``, or None.

    A refusal has its own sentence already.
    """
    if isinstance(error, (UserError, HTTPException)):
        return None
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if kind := _kind(error):
            return kind
        error = error.__cause__ or error.__context__
    return None


def _kind(error):
    if isinstance(error, MemoryError):
        return "large"
    if isinstance(error, psycopg2.Error):
        return _database_kind(error)
    return "full" if isinstance(error, OSError) and error.errno in FULL else None


def _database_kind(error):
    if isinstance(error, psycopg2.errors.DiskFull):
        return "full"
    if isinstance(error, psycopg2.errors.OutOfMemory):
        return "large"
    if isinstance(error, psycopg2.errors.QueryCanceled):
        return "slow"
    if isinstance(error, psycopg2.pool.PoolError):
        return "away"
    if isinstance(error, psycopg2.InterfaceError):
        return "away" if "closed" in str(error) else None
    is_away = isinstance(error, psycopg2.OperationalError) and (
        not error.pgcode or error.pgcode.startswith(AWAY)
    )
    return "away" if is_away else None


def sentence(kind, lang):
    """What to tell the user, from the files of translations alone."""
    return SENTENCES[kind]._translate("zh_CN" if (lang or "").startswith("zh") else "en_US")
