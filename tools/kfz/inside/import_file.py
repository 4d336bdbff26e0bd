"""Take in a workbook as the wizard ``kfz.import`` does, preview first.

Request: ``database``, ``login`` (or ``logins``: the first that exists), ``zone``, ``kind``, ``filename``, ``file`` (base64), ``opening``, ``undo``, ``dry_run``,
``rejected`` (path, '' to write none), ``columns`` (lists of heading, column, unit). With ``fields_of`` (a kind) it only lists what columns can be.
"""

import base64

import session
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from retry import once_more

COUNTS = (
    "ok_count",
    "error_count",
    "warning_count",
    "created_count",
    "updated_count",
    "kept_count",
    "unchanged_count",
    "skipped_count",
)


def remarks(wizard) -> list[dict]:
    """What the wizard remarks, row by row."""
    return [
        {
            "row": line.row,
            "rows": line.rows or [],
            "level": line.level,
            "column": line.column,
            "message": line.message,
        }
        for line in wizard.shown_line_ids
    ]


def counts(wizard) -> dict:
    """The wizard's counts."""
    return {name: wizard[name] for name in COUNTS if name in wizard._fields}


def columns(wizard) -> list[dict]:
    """What the columns of the file are taken for; labels as the page of the user shows them."""
    amounts = {name for name, _label, is_amount in wizard.column_options if is_amount}
    labels = {name: label for name, label, _is_amount in wizard.column_options}
    units = dict(wizard.column_ids._fields["unit"]._description_selection(wizard.env))
    return [
        {
            "letter": line.letter,
            "heading": line.heading,
            "field": "" if line.field == "-" else line.field or "",
            "label": labels.get(line.field, ""),
            "unit": (line.field in amounts and units.get(line.unit)) or "",
            "source": line.source,
            "is_open": line.is_open,
            "leaves_out": line.field == "-",
            # where the file names two units, the field is known and the unit is to be decided
            "lacks_unit": line.is_open and line.source == "known",
        }
        for line in wizard.column_ids
    ]


def changes(wizard) -> list[dict]:
    """What is changed in records that are there, or stays because nobody ticked it."""
    return [
        {
            "row": change.row,
            "record": change.record_name,
            "label": change.label,
            "old": change.old or "",
            "new": change.new or "",
            "is_made": change.apply,
        }
        for change in wizard.change_ids
    ]


def write_rejected(wizard, path: str) -> str:
    """Write the refused rows as a workbook; its path, '' when no row was refused or no path was given.

    :raises Refused: where nothing can be written, so that nothing is imported either
    """
    if not (path and wizard.rejected):
        return ""
    wizard.action_download_rejected()
    try:
        with open(path, "wb") as file:
            file.write(base64.b64decode(wizard.download))
    except OSError as error:
        raise session.Refused(
            f"Rows to correct cannot be written to {path} ({error.strerror}). Nothing was imported: say where they go with --rejected."
        ) from error
    return path


def zone_of(env, code):
    """The user's zone of that code, none without one."""
    if not code:
        return env["res.company"]
    zone = env.user.company_ids.filtered(lambda company: company.zone_code == code)
    if not zone:
        raise session.Refused(f"{env.user.login} does not work in the zone {code}.")
    return zone


def in_zone(env, zone):
    """The environment with a zone as the current one."""
    if not zone:
        return env
    return env(
        context={
            **env.context,
            "allowed_company_ids": [zone.id, *(env.user.company_ids - zone).ids],
        }
    )


def labels(wizard) -> dict:
    """What the page calls that for which the command line has switches."""
    return {
        name: wizard._fields[name]._description_string(wizard.env)
        for name in ("column_ids", "zone_id", "is_opening")
    }


def tick(wizard, dry_run: bool) -> None:
    """Tick what the user may undo; the remarks say what stays as it is all the same."""
    wizard.change_ids.filtered("may_tick").apply = True
    if dry_run and not wizard.is_refused:
        # the preview proposes ticks: what these come to is another one
        wizard._run(apply=False, as_ticked=True)


def take(asked: dict) -> dict:
    """Preview, then import unless it is a dry run; what came of it, once it is committed."""
    with session.environment(asked["database"], login=asked["login"]) as env:
        zone = zone_of(env, asked["zone"])
        env = in_zone(env, zone)
        wizard = env["kfz.import"].create(
            {
                "kind": asked["kind"],
                "file": asked["file"],
                "filename": asked["filename"],
                "is_opening": asked["opening"],
                "zone_id": zone.id,
            }
        )
        print("KFZ-STEP reading", flush=True)
        wizard.action_preview()
        if asked["columns"] and not wizard.is_refused:
            wizard._choose_columns(asked["columns"], remember=not asked["dry_run"])
        if asked["undo"]:
            tick(wizard, asked["dry_run"])
        refused = wizard.is_refused
        if not asked["dry_run"] and not refused:
            print("KFZ-STEP writing", flush=True)
            wizard.action_import()
        # returned when the environment has committed
        return {
            "refused_file": refused,
            "done": wizard.state == "done",
            "counts": counts(wizard),
            "columns": columns(wizard),
            "labels": labels(wizard),
            "changes": changes(wizard),
            "lines": remarks(wizard),
            "rejected": write_rejected(wizard, asked["rejected"]),
        }


def fields_of(asked: dict) -> list:
    """[name, label, whether it has a unit] of what a column of a kind of list can be."""
    with session.environment(asked["database"], login=asked["login"]) as env:
        options = env["kfz.import"].new({"kind": asked["fields_of"]}).column_options
    return [option for option in options if option[0] != "-"]


def main() -> None:
    """Do what is asked; an import that another one was faster than is tried again once."""
    asked = session.request()
    session.configure()
    asked["login"] = asked["login"] or session.first_login(asked["database"], asked["logins"])
    if asked.get("fields_of"):
        session.answer(fields=fields_of(asked))
        return
    done = once_more(
        lambda: take(asked),
        PG_CONCURRENCY_EXCEPTIONS_TO_RETRY,
        session.Refused(
            "Others are importing into the same zone just now; nothing was changed. Start again when they are done."
        ),
    )
    session.answer(**done)


if __name__ == "__main__":
    session.guard(main)
