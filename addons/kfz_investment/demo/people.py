from odoo.fields import Command

from . import tables

ZONES = ("kcbz", "kmftz", "kmetdz", "mhmd")


def zones(env):
    """The zones by code."""
    found = env["res.company"].union(*(env.ref(f"kfz_investment.zone_{code}") for code in ZONES))
    return {zone.zone_code: zone for zone in found}


def user(env, login):
    """The user with that login."""
    return env["res.users"].search([("login", "=", login)])


def as_manager(env):
    """The environment of the demonstration manager of all four zones."""
    ids = [zone.id for zone in zones(env).values()]
    return env(user=user(env, "manager4"), context={**env.context, "allowed_company_ids": ids})


def in_zone(record, zone):
    """The record as seen by somebody who works in that zone alone."""
    return record.with_context(allowed_company_ids=zone.ids)


def has_chinese(env):
    """Whether the database speaks Chinese."""
    return "zh_CN" in dict(env["res.lang"].get_installed())


def load(env):
    """Users without password, officials and units.

    :return: dict of (zone code, kind) → list of officials
    """
    by_code = zones(env)
    users = _load_users(env, by_code)
    result, units = {}, {}
    for row in tables.rows("people"):
        official = env["kfz.official"].create(
            {
                "name": row["name"],
                "position": row["position"],
                "is_unit": row["kind"] == "unit",
                "unit_id": units[row["zone"], row["unit"]].id if row["unit"] else False,
                "phone": row["phone"],
                "duties": row["duties"],
                "rank": row["rank"] or False,
                "term_from": row["term_from"] or False,
                "term_to": row["term_to"] or False,
                "capacity": int(row["capacity"] or 0),
                "company_id": by_code[row["zone"]].id,
                "user_id": users[row["login"]].id if row["login"] else False,
            }
        )
        units[row["zone"], row["name"]] = official
        result.setdefault((row["zone"], row["kind"]), []).append(official)
    return result


def _load_users(env, by_code):
    """The users by login; one that is there already stays as it is."""
    rows = tables.rows("users")
    Users = env["res.users"].with_context(active_test=False)
    known = Users.search([("login", "in", [row["login"] for row in rows])])
    missing = [row for row in rows if row["login"] not in known.mapped("login")]
    known |= Users._load_records(
        [
            {
                "xml_id": f"kfz_investment.user_demo_{row['login']}",
                "values": _user_values(env, row, by_code),
                "noupdate": True,
            }
            for row in missing
        ]
    )
    return {found.login: found for found in known}


def _user_values(env, row, by_code):
    companies = [by_code[code].id for code in row["zones"].split()]
    values = {
        "login": row["login"],
        "name": row["name"],
        "function": row["function"],
        "tz": "Asia/Shanghai",
        "company_id": companies[0],
        "company_ids": [Command.set(companies)],
        "group_ids": [Command.set(env.ref(f"kfz_investment.group_kfz_{row['group']}").ids)],
    }
    if has_chinese(env):
        values["lang"] = "zh_CN"
    return values


def load_rates(env, plans):
    """A rate for the agreements in USD, from before the first project on; valid in the zones only."""
    usd = env.ref("base.USD")
    usd.active = True
    day = plans[0].dates["lead"].replace(month=1, day=1)
    env["res.currency.rate"].create(
        [
            {"currency_id": usd.id, "company_id": zone.id, "name": day, "rate": 0.14}
            for zone in zones(env).values()
        ]
    )
