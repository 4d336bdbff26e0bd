import datetime

from odoo.fields import Command

from ..domain import calendar, demo_plan, gates
from . import corrections, course, evidence, follow_up, owed, tables, visits

SOURCES = ("event", "outreach", "self", "intermediary", "enterprise", "superior", "online")
#: two agreements from this amount on are in dollars, in yuan
DOLLAR_FROM = 50_000_000
#: chances that a lead knows function, entry type, area and site need already
KNOWN = (0.75, 0.5, 0.5, 0.4)


def load(env, plans, past, enterprises, officials):
    """The projects: entered with their evidence, moved through the gates stage by stage, some of them ended."""
    rng, texts = tables.rng("projects"), tables.texts()
    tags = env["crm.tag"].sudo()  # sudo: tags are configuration
    tags = tags.create([{"name": names[0]} for names in texts["tag"].values()])
    _draw_all(env, plans, officials, rng)
    stories = [
        course.Story(env, number, plan, past, *_project(env, plan, enterprises, tags, rng, texts))
        for number, plan in enumerate(plans, 1)
    ]
    owed.withhold(stories)
    projects = course.play(env, stories)
    for story in stories:
        course.end(story, rng, texts)
    corrections.load(stories)
    follow_up.load_activities(projects, plans, rng, texts)
    for story in stories:
        course.settle(story)
    follow_up.load_messages(stories, texts["message"])
    return projects


def _draw_all(env, plans, officials, rng):
    # as the manager sees them
    officials = {
        key: [env["kfz.official"].browse(official.id) for official in found]
        for key, found in officials.items()
    }
    for plan in plans:
        _draw(plan, officials, rng)
    large = [plan for plan in plans if plan.reached("signed") and plan.row["agreed"] >= DOLLAR_FROM]
    for plan in large[3:5]:
        plan.row["dollars"] = True


def _draw(plan, officials, rng):
    """Who works on a planned project, and its amount."""
    row = plan.row
    managers = officials[plan.zone, "account_manager"]
    row["planned"] = demo_plan.investment(float(row["low"]), float(row["high"]), rng)
    row["manager"] = rng.choice(managers)
    row["former"] = rng.choice(managers)
    row["force"] = officials.get((plan.zone, "task_force"), [])
    leaders = officials[plan.zone, "lead_official"]
    row["leader"] = rng.choices(leaders, range(2 * len(leaders), 0, -2))[0]
    row["unit"] = rng.choice(officials[plan.zone, "unit"])
    threshold = row["manager"].company_id._kfz_settings().kfz_major_threshold
    row["major"] = row["planned"] >= threshold
    row["agreed"] = round(row["planned"] * rng.choice((0.7, 0.8, 0.9, 1, 1, 1.1)), -5)


def _project(env, plan, enterprises, tags, rng, texts):
    """The values of a project, and those of what hangs on it: {model: list}."""
    row, level = plan.row, gates.MILESTONES.index(plan.milestone)
    knows, named = _known(level, rng)
    site = texts["site"][row["function"]][0].format(n=rng.randint(3, 60) * 200, m=rng.randint(2, 8))
    signing = calendar.today() + datetime.timedelta(days=rng.randint(-15, 150))
    partner = enterprises[row["enterprise"]].id if level or rng.random() < 0.85 else False
    met, next_step = visits.visits(plan, partner, rng, env.uid)
    goes_on = plan.condition not in ("lost", "terminated")
    visits.plan_next_step(met, plan)
    values = {
        "name": f"示例{row['brand']}{row['title']}项目",
        "is_promotion": True,
        "company_id": row["manager"].company_id.id,
        "partner_id": partner,
        "contact_id": _contact(env, partner, row["manager"].company_id),
        "user_id": row["manager"].user_id.id if level or rng.random() < 0.7 else False,
        **_amount(row, named, rng),
        **_dimensions(env, row, knows[:3]),
        "site_need": site if knows[3] else False,
        "source_kind": rng.choice(SOURCES),
        "tag_ids": [Command.set(rng.sample(tags.ids, rng.choice((0, 0, 1, 1, 2))))],
        "date_deadline": signing if goes_on and _awaits_signing(plan) else False,
        "next_step": next_step if goes_on and rng.random() < 0.9 else False,
    }
    return values, {
        "kfz.interaction": met,
        "kfz.assignment": visits.assignments(plan, rng),
        "kfz.agreement": evidence.agreements(env, plan, rng),
        "kfz.capital.record": evidence.capital(plan, rng),
        "kfz.milestone": evidence.milestones(env, plan, partner, rng, texts),
    }


def _contact(env, partner, zone):
    """The id of the person whom the zone has entered at an enterprise, if there is one."""
    domain = [("parent_id", "=", partner), ("company_id", "=", zone.id)]
    return bool(partner) and env["res.partner"].search(domain, limit=1).id


def _amount(row, named, rng):
    """The planned investment; some leads say that it is not known yet."""
    if named:
        return {"expected_revenue": row["planned"], "investment_unknown": False}
    return {"expected_revenue": 0, "investment_unknown": rng.random() < 0.4}


def _awaits_signing(plan):
    return plan.milestone in ("negotiation", "review")


def _known(level, rng):
    """Which of function, entry type, area and site need are known at a stage, and whether an amount is."""
    knows = [level > 1 or rng.random() < share for share in KNOWN]
    return knows, level > 0 or rng.random() < 0.7


def _dimensions(env, row, knows):
    """Function, entry type and area, as far as they are known."""
    zone = row["manager"].company_id
    by_code = dict(zip(("KG", "JK"), zone.kfz_area_ids.sorted("code", reverse=True), strict=False))
    inner = row["function"] in ("inspection", "rnd") or row["entry"] in ("P1", "P10")
    area = by_code.get("JK" if inner else "KG")
    entry_type = env.ref(f"kfz_investment.entry_type_{row['entry'].lower()}")
    return {
        "industry_function": row["function"] if knows[0] else False,
        "entry_type_id": entry_type.id if knows[1] else False,
        "area_id": area.id if area and knows[2] else False,
    }
