"""What an upgrade must keep, and what it must bring, of a database; and the changes that people make before it.

Request: ``database``, ``change`` (bool: act as the people of an office first).
"""

import session

#: what a user keeps; how notices reach a user is the product's to mend
USER = ("name", "active", "lang", "tz")
INBOX = "mail.group_mail_notification_type_inbox"
#: texts of the product, in Chinese
WORDS = (
    ("ir.ui.menu", "name"),
    ("ir.actions.act_window", "name"),
    ("ir.model.fields", "field_description"),
    ("ir.model.fields.selection", "name"),
    ("crm.stage", "name"),
)


def change(env) -> None:
    """A password, a name, an archived account, a zone's own name, a word of a list."""
    users = env["res.users"].with_context(active_test=False)
    people = {
        login: users.search([("login", "=", login)]) for login in ("officer", "manager", "customs")
    }
    people["officer"].write({"name": "示例改名专员", "password": "示例-自己的-密码-2026"})
    people["manager"].active = False
    people["customs"].group_ids = [(4, env.ref("kfz_investment.group_kfz_officer").id)]
    zone = env.ref("kfz_investment.zone_kmetdz").with_context(lang="zh_CN")
    zone.write({"name": "示例自定区名", "zone_short_name": "示例区"})
    word = env["kfz.area"].search([], limit=1).with_context(lang="zh_CN")
    word.name = "示例自定片区"


def users(env) -> dict:
    """{login: everything that nobody but people may change}."""
    env.cr.execute("SELECT login, password FROM res_users")
    hashes = dict(env.cr.fetchall())
    found = env["res.users"].with_context(active_test=False, lang=None).search([])
    return {
        user.login: {
            **{name: user[name] for name in USER},
            "password": hashes[user.login],
            "zones": sorted(user.company_ids.mapped("zone_code"), key=str),
            "zone": user.company_id.zone_code,
            # an upgrade brings the inbox to who cannot be sent a mail
            "groups": sorted(set(user.group_ids.get_external_id().values()) - {INBOX}),
        }
        for user in found
    }


def zones(env) -> dict:
    """{code: names in both languages} of zones, and the areas."""
    found = {}
    for lang in ("en_US", "zh_CN"):
        companies = env["res.company"].with_context(lang=lang)
        for zone in companies.search([("zone_code", "!=", False)]):
            found.setdefault(zone.zone_code, []).extend([zone.name, zone.zone_short_name])
        areas = env["kfz.area"].with_context(lang=lang, active_test=False).search([])
        found[f"areas {lang}"] = areas.mapped("name")
    return found


def counts(env) -> dict:
    """{table: number of rows} of what people entered."""
    names = [
        name
        for name, model in env.registry.items()
        if model._auto
        and not model._abstract
        and not model._transient
        and (name.startswith("kfz.") or name in ("crm.lead", "res.partner", "res.users"))
    ]
    found = {}
    for name in sorted(names):
        table = env[name]._table
        env.cr.execute(f'SELECT count(*) FROM "{table}"')
        found[name] = env.cr.fetchone()[0]
    return found


def figures(env) -> dict:
    """{indicator: sum} of both ledgers and of trade."""
    found = {}
    for table in ("kfz_figure_entry", "kfz_credit_entry"):
        env.cr.execute(
            f"SELECT company_id, indicator, sum(amount) FROM {table} GROUP BY 1, 2 ORDER BY 1, 2"
        )
        for zone, indicator, amount in env.cr.fetchall():
            found[f"{table} {zone} {indicator}"] = str(amount)
    return found


def findings(env) -> list:
    """What the integrity check finds."""
    found = list(env["kfz.ledger.seal"]._kfz_verify_guards())
    for zone in env["res.company"].search([("zone_code", "!=", False)]):
        found += env["kfz.award.entry"]._kfz_verify_all(zone)
    return found


def words(env) -> dict:
    """{external id: Chinese} of the product's own words."""
    found = {}
    for model, field in WORDS:
        data = env["ir.model.data"].search(
            [("module", "=", "kfz_investment"), ("model", "=", model)]
        )
        names = {row.res_id: row.name for row in data}
        records = env[model].with_context(lang="zh_CN", active_test=False).browse(names)
        for record in records.exists():
            found[f"{model} {names[record.id]}"] = record[field]
    return found


def main() -> None:
    """Look, after the changes if they are asked for."""
    asked = session.request()
    session.configure()
    with session.environment(asked["database"]) as env:
        if asked["change"]:
            change(env)
            env.flush_all()
        facts = {
            part.__name__: part(env) for part in (users, zones, counts, figures, findings, words)
        }
    session.answer(**facts)


if __name__ == "__main__":
    session.guard(main)
