"""Take in a workbook as the wizard ``kfz.import`` does, preview first.

Request: ``database``, ``login``, ``zone``, ``kind``, ``filename``, ``file`` (base64), ``opening``, ``dry_run``,
``rejected`` (path).
"""

import base64

import session

COUNTS = (
    "ok_count",
    "error_count",
    "warning_count",
    "created_count",
    "updated_count",
    "unchanged_count",
    "skipped_count",
)


def remarks(wizard) -> list[dict]:
    """What the wizard remarks, row by row."""
    return [
        {"row": line.row, "level": line.level, "column": line.column, "message": line.message}
        for line in wizard.line_ids
    ]


def counts(wizard) -> dict:
    """The wizard's counts."""
    return {name: wizard[name] for name in COUNTS if name in wizard._fields}


def write_rejected(wizard, path: str) -> str:
    """Write the refused rows as a workbook; its path, or '' when no row was refused."""
    if not wizard.rejected:
        return ""
    wizard.action_download_rejected()
    with open(path, "wb") as file:
        file.write(base64.b64decode(wizard.download))
    return path


def in_zone(env, code):
    """The environment with the zone of that code as the current one."""
    if not code:
        return env
    zone = env.user.company_ids.filtered(lambda company: company.zone_code == code)
    if not zone:
        raise session.Refused(f"{env.user.login} does not work in the zone {code}.")
    return env(
        context={
            **env.context,
            "allowed_company_ids": [zone.id, *(env.user.company_ids - zone).ids],
        }
    )


def main() -> None:
    """Preview, then import unless it is a dry run."""
    asked = session.request()
    session.configure()
    with session.environment(asked["database"], login=asked["login"]) as env:
        env = in_zone(env, asked["zone"])
        wizard = env["kfz.import"].create(
            {
                "kind": asked["kind"],
                "file": asked["file"],
                "filename": asked["filename"],
                "is_opening": asked["opening"],
            }
        )
        print("KFZ-STEP reading", flush=True)
        wizard.action_preview()
        refused = bool(getattr(wizard, "is_refused", False))
        if not asked["dry_run"] and not refused:
            print("KFZ-STEP writing", flush=True)
            wizard.action_import()
        session.answer(
            refused_file=refused,
            done=wizard.state == "done",
            counts=counts(wizard),
            lines=remarks(wizard),
            rejected=write_rejected(wizard, asked["rejected"]),
        )


if __name__ == "__main__":
    session.guard(main)
