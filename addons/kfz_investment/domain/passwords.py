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


#: signs and digits that people write for letters
LETTERS = str.maketrans("@4031$5!7", "aaoeissit")
#: neighbours on a keyboard, read down its columns
COLUMNS = "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"


def is_easy(password, names=()):
    """Whether a password is a pattern, a common word, or a name of its owner, with digits and signs around it at most.

    :param names: of the owner: login, name, e-mail address
    """
    # a part that is written several times is as easy as that part
    text = re.sub(r"^(.{3,}?)\1+.{0,2}$", r"\1", password.lower())
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    spelt = re.sub(r"[^a-z]+$", "", re.sub(r"[\d!]+$", "", text).translate(LETTERS))
    return _is_pattern(text) or _is_common(text, core, spelt) or _is_own(text, core, names)


def _is_pattern(text):
    return len(set(text)) < DIFFERENT or any(text in run for run in (*RUNS, COLUMNS))


def _is_common(text, core, spelt):
    return bool({core, spelt} & COMMON) or any(word * 2 in text for word in COMMON)


def _is_own(text, core, names):
    known = {name.lower() for name in names if name}
    known |= {name.partition("@")[0] for name in known}
    return text in known or (len(core) > 2 and core in known)
