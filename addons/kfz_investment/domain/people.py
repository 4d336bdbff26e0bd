"""What people who log in are called: their names and logins. Plain functions."""

from __future__ import annotations

import re
import unicodedata

#: characters of a name
LONGEST_NAME = 100
#: letters of the office: Latin ones and Chinese characters; others look like them and are not
LOGIN = re.compile("[A-Za-z0-9.@_+\\-\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]{2,64}")
#: signs that show nothing and lead nowhere: of control, of formatting, without a meaning
HIDDEN = ("Cc", "Cf", "Cn", "Co", "Cs")


def login_of(text: str | None) -> str:
    """A login as it is kept: full width letters are plain ones. “” for what cannot be one."""
    login = unicodedata.normalize("NFKC", text or "").strip()
    return login if LOGIN.fullmatch(login) else ""


def name_of(text: str | None) -> str:
    """A name of a person or a zone on one line, without what nobody sees. “” for a blank one, and for one that is too long."""
    shown = "".join(
        each for each in " ".join((text or "").split()) if unicodedata.category(each) not in HIDDEN
    ).strip()
    return shown if len(shown) <= LONGEST_NAME else ""
