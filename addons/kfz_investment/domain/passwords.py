"""What makes a password easy to guess, besides its length. Plain functions."""

import re

#: words that lists of stolen passwords begin with, without the digits and signs around them
COMMON = frozenset(
    {
        "admin",
        "administrator",
        "iloveyou",
        "kunming",
        "letmein",
        "odoo",
        "password",
        "passw",
        "pass",
        "qwerty",
        "qwertyuiop",
        "qazwsx",
        "qazwsxedc",
        "test",
        "user",
        "welcome",
        "woaini",
        "yunnan",
        "zhaoshang",
    }
)
#: fewer different characters make a pattern
DIFFERENT = 5
RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz")


def is_easy(password, names=()):
    """Whether a password is a pattern, a common word, or a name of its owner, with digits and signs around it at most.

    :param names: of the owner: login, name, e-mail address
    """
    text = password.lower()
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    known = {name.lower() for name in names if name}
    known |= {name.partition("@")[0] for name in known}
    return (
        len(set(text)) < DIFFERENT
        or any(text in run for run in RUNS)
        or core in COMMON
        or text in known
        or (len(core) > 2 and core in known)
    )
