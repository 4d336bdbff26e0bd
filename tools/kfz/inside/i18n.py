"""Export the addon's terms and carry over the Chinese that is there.

Request: ``database``, ``module``, ``folder`` (of the .pot and .po). Answers the terms that have no Chinese yet.
"""

import io
import pathlib

import session

DATES = ("POT-Creation-Date", "PO-Revision-Date")


def main() -> None:
    """Write the template and the Chinese file."""
    import polib

    asked = session.request()
    session.configure()
    from odoo.tools.translate import trans_export

    buffer = io.BytesIO()
    with session.environment(asked["database"]) as env:
        trans_export(False, [asked["module"]], buffer, "po", env)
    folder = pathlib.Path(asked["folder"])
    chinese = folder / "zh_CN.po"
    known = (
        {entry.msgid: entry.msgstr for entry in polib.pofile(str(chinese))}
        if chinese.exists()
        else {}
    )
    terms = polib.pofile(buffer.getvalue().decode())
    for key in DATES:  # a date would make a change of every export
        terms.metadata.pop(key, None)
    terms.save(str(folder / f"{asked['module']}.pot"))
    terms.metadata.update({"Language": "zh_CN", "Plural-Forms": "nplurals=1; plural=0;"})
    for entry in terms:
        entry.msgstr = known.get(entry.msgid, "")
    terms.save(str(chinese))
    session.answer(missing=[entry.msgid for entry in terms if not entry.msgstr], terms=len(terms))


if __name__ == "__main__":
    session.guard(main)
