"""Whether passwords agree with hashes: {login: [password, hash]} on standard input, {login: bool} as one line of JSON."""

import json
import sys

from passlib.context import CryptContext

# the schemes of res.users
CONTEXT = CryptContext(["pbkdf2_sha512", "plaintext"], deprecated=["auto"])


def agrees(word, kept):
    """Whether a password is the one that a hash was made of."""
    return bool(kept) and CONTEXT.identify(kept) == "pbkdf2_sha512" and CONTEXT.verify(word, kept)


if __name__ == "__main__":
    pairs = json.load(sys.stdin)
    print(json.dumps({login: agrees(*pair) for login, pair in pairs.items()}))
