"""Keys of robots as they are kept: sealed before they are given to the database, so that no statement that somebody logs has one.

The database's own secret (system parameter ``database.secret``) seals them: a backup restores them with it, and a database that
was given another secret reads none of them, so that nothing of it goes into the groups of the first one.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

#: what a sealed key begins with
MARK = "kfz1:"


def seal(database_secret, key):
    """A key as it is kept; sealing it twice gives two texts."""
    return MARK + _box(database_secret).encrypt(key.encode()).decode()


def unseal(database_secret, kept):
    """The key; None for what was sealed by another database, or not at all."""
    if not kept.startswith(MARK):
        return None
    try:
        return _box(database_secret).decrypt(kept.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        return None


def _box(database_secret):
    # its own key: what else the secret signs says nothing of it
    made = hmac.new(database_secret.encode(), b"kfz.channel keys", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(made))
