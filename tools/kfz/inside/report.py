"""Write the signed-versus-landed workbook.

Request: ``database``, ``quarter``, ``as_of`` (date, or moment in Asia/Shanghai), ``zones``, ``lang``, ``out``.
"""

import datetime
from zoneinfo import ZoneInfo

import session

SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(text):
    """A date as it is; a moment of Asia/Shanghai as a naive one of UTC, as Odoo counts."""
    if not text:
        return None
    if len(text) == len("2026-10-08"):
        return datetime.date.fromisoformat(text)
    value = datetime.datetime.fromisoformat(text)
    if value.tzinfo is None:
        value = value.replace(tzinfo=SHANGHAI)
    return value.astimezone(datetime.timezone.utc).replace(tzinfo=None)


def main() -> None:
    """Write the file that the launcher asks for."""
    asked = session.request()
    session.configure()
    with session.environment(asked["database"], lang=asked["lang"], tz="Asia/Shanghai") as env:
        zones = env["res.company"].search([("zone_code", "!=", False)])
        report = env["kfz.signed.landed.report"].with_context(allowed_company_ids=zones.ids)
        workbook = report.kfz_export_workbook(
            quarter=asked["quarter"],
            as_of=moment(asked["as_of"]),
            zone_codes=asked["zones"],
            lang=asked["lang"],
        )
    with open(asked["out"], "wb") as file:
        file.write(workbook)
    session.answer(bytes=len(workbook))


if __name__ == "__main__":
    session.guard(main)
