"""Lawful work of a zone, after each act of which the check of the ledgers must find nothing."""

import datetime

from odoo.tools import SQL

PROJECTS = 16


def furnish(env, zone):
    """Projects with agreements, capital, corrections and conditions, made by the application."""
    for number in range(PROJECTS):
        partner = env["res.partner"].create(
            {
                "name": f"示例台账企业{number}",
                "is_company": True,
                "is_enterprise": True,
                "company_id": zone.id,
            }
        )
        project = env["crm.lead"].create(
            {
                "name": f"示例台账项目{number}",
                "is_promotion": True,
                "company_id": zone.id,
                "partner_id": partner.id,
                "user_id": False,
            }
        )
        _evidence(env, project, number)
        project.write({"condition": "delayed", "condition_reason": "示例"})


def _evidence(env, project, number):
    today = datetime.date.today()
    env["kfz.agreement"].create(
        {
            "lead_id": project.id,
            "kind": "formal",
            "state": "in_force",
            "amount": 10**6 + number,
            "signed_on": today - datetime.timedelta(days=90),
        }
    )
    capital = env["kfz.capital.record"].create(
        [
            {
                "lead_id": project.id,
                "received_on": today - datetime.timedelta(days=day),
                "amount": 1000 * day,
            }
            for day in (30, 60)
        ]
    )
    if number % 2:
        capital[0]._kfz_correct({"amount": 5}, "示例")


def after_each(registry, api):
    """{act: what the check says after it}; each act is committed, so that its rows are sealed."""
    found = {}
    for name, act in ACTS.items():
        with registry.cursor() as cr:
            act(api.Environment(cr, 1, {"tracking_disable": True}))
        with registry.cursor() as cr:
            env = api.Environment(cr, 1, {})
            found[name] = env["kfz.award.entry"]._kfz_verify_all(
                env.ref("kfz_investment.zone_kcbz")
            )
    return found


def _projects(env):
    return env["crm.lead"].search(
        [("name", "=like", "示例台账项目%"), ("signed_date", "!=", False)], order="id"
    )


def _people(env, name):
    return env["res.users"].search([("login", "=", name)])


def _reverse(env):
    record = env["kfz.trade.record"].search(
        [("state", "=", "confirmed"), ("reverses_id", "=", False), ("is_reversed", "=", False)],
        limit=1,
    )
    drafts = record.with_user(_people(env, "clerk1"))._kfz_reverse("示例", 5)
    drafts.with_user(_people(env, "customs1")).action_confirm()


def _correct(env):
    project = _projects(env)[0]
    project.capital_ids[0]._kfz_correct({"amount": 77}, "示例")
    project.agreement_ids[0]._kfz_correct({"amount": 888}, "示例")
    project.capital_ids[1]._kfz_withdraw("示例")
    _projects(env)[1].agreement_ids[0]._kfz_terminate("示例")
    project._kfz_correct({"partner_id": _projects(env)[2].partner_id.id}, "示例")
    project.action_resume()


def _merge(env):
    trade = env["kfz.trade.record"].search([("state", "=", "confirmed")], order="id desc", limit=1)
    kept = env["res.partner"].create(
        {
            "name": "示例合并企业",
            "is_company": True,
            "is_enterprise": True,
            "company_id": trade.company_id.id,
        }
    )
    env["base.partner.merge.automatic.wizard"]._merge((trade.partner_id | kept).ids, kept)


def _merge_projects(env):
    zone = env.ref("kfz_investment.zone_kcbz")
    pair = env["crm.lead"].create(
        [
            {"name": "示例合并项目", "is_promotion": True, "company_id": zone.id, "user_id": False}
            for _number in range(2)
        ]
    )
    env["kfz.agreement"].create(
        {"lead_id": pair[1].id, "kind": "framework", "state": "in_force", "amount": 5}
    )
    pair.merge_opportunity()


def _enter(env):
    furnish(env, env.ref("kfz_investment.zone_kcbz"))


def _update(env):
    """As an update of the addon does with rows that lack a seal: none."""
    seals = env["kfz.ledger.seal"]
    for model, _seal in seals._kfz_sealed_models():
        seals._kfz_seal_rows(
            model,
            SQL(
                "NOT EXISTS (SELECT FROM kfz_ledger_seal s WHERE s.ledger = %s AND s.row_id = t.id)",
                model,
            ),
        )


ACTS = {
    "new projects": _enter,
    "reversal": _reverse,
    "corrections": _correct,
    "merged contacts": _merge,
    "merged projects": _merge_projects,
    "update": _update,
}
