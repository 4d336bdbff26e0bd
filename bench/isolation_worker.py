"""Prepares one side of the isolation measurement and prints its facts as JSON."""

import json
import sys

import harness

PASSWORD = "bench-isolation"
GROUPS = {
    "stock": (
        "base.group_user",
        "sales_team.group_sale_salesman",
        "sales_team.group_sale_salesman_all_leads",
    ),
    "ours": (
        "base.group_user",
        "kfz_investment.group_kfz_officer",
        "kfz_investment.group_kfz_manager",
    ),
}
#: a made-up code that is valid
CODE = "91530111MA00000064"


def main(side, database, rows):
    """Users of zone A and B, records of zone B, and what a day in zone A needs."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(
            cr,
            1,
            {
                "no_reset_password": True,
                "tracking_disable": True,
                "_partners_skip_fields_sync": True,
            },
        )
        zone_a, zone_b = zones(env, side)
        users = make_users(env, side, zone_a, zone_b)
        fill_zone_b(
            env(user=users["manager_b"].id, context={"tracking_disable": True}),
            side,
            zone_b,
            int(rows),
        )
        facts = {
            "database": database,
            "zone_a": zone_a.id,
            "refs": refs(env) if side == "ours" else {},
            "colleague": [users["colleague_a"].id, users["colleague_a"].partner_id.id],
            "models": sorted(name for name, model in registry.items() if not model._abstract),
        }
        cr.commit()
    print(json.dumps(facts))


def zones(env, side):
    """Company A and B."""
    if side == "ours":
        return env.ref("kfz_investment.zone_kcbz"), env.ref("kfz_investment.zone_kmftz")
    return env["res.company"].create([{"name": "Zone A"}, {"name": "Zone B"}])


def make_users(env, side, zone_a, zone_b):
    """One bare employee, officer and manager of zone B; a manager and a colleague of zone A."""
    employee, officer, manager = GROUPS[side]
    users = {}
    for login, zone, group in (
        ("manager_a", zone_a, manager),
        ("colleague_a", zone_a, officer),
        ("employee_b", zone_b, employee),
        ("officer_b", zone_b, officer),
        ("manager_b", zone_b, manager),
    ):
        users[login] = env["res.users"].create(
            {
                "name": login,
                "login": login,
                "password": PASSWORD,
                "email": f"{login}@example.com",
                "company_id": zone.id,
                "company_ids": [(6, 0, zone.ids)],
                "group_ids": [(6, 0, env.ref(group).ids)],
            }
        )
    if side == "ours":
        users["manager_a"].group_ids += env.ref("kfz_investment.group_kfz_customs")
    return users


def fill_zone_b(env, side, zone_b, rows):
    """What zone B itself has: enterprises and projects."""
    extra = {"is_enterprise": True} if side == "ours" else {}
    partners = env["res.partner"].create(
        [
            {"name": f"示例乙区企业{number}", "is_company": True, "company_id": zone_b.id, **extra}
            for number in range(rows)
        ]
    )
    promotion = {"is_promotion": True} if side == "ours" else {"type": "opportunity"}
    env["crm.lead"].create(
        [
            {
                "name": f"示例乙区项目{number}",
                "partner_id": partner.id,
                "company_id": zone_b.id,
                "user_id": env.uid,
                **promotion,
            }
            for number, partner in enumerate(partners[: rows // 3])
        ]
    )


def refs(env):
    """Ids that a day in a zone needs."""
    ref = env.ref
    common = env["res.partner"].create(
        {"name": "示例共同企业", "is_enterprise": True, "company_id": False}
    )
    return {
        "stages": {stage.milestone: stage.id for stage in env["crm.stage"]._kfz_pipeline()},
        "entry_type": ref("kfz_investment.entry_type_p1").id,
        "area": ref("kfz_investment.area_airport").id,
        "industry": env["res.partner.industry"].search([], limit=1).id,
        "lost_reason": env["crm.lost.reason"].search([("code", "!=", False)], limit=1).id,
        "share_level": ref("kfz_investment.share_level_full").id,
        "third_zone": ref("kfz_investment.zone_mhmd").id,
        "common": common.id,
        "code": valid_code(),
    }


def valid_code():
    """The made-up code with its check character."""
    from odoo.addons.kfz_investment.domain import uscc

    return next(
        CODE[:17] + char
        for char in "0123456789ABCDEFGHJKLMNPQRTUWXY"
        if uscc.is_valid(CODE[:17] + char)
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
