import datetime

from odoo.fields import Command

from ..domain import calendar
from . import tables

PHASES = ("lead", "negotiation", "review", "signed", "landing")
MOST_VISITS = 6
COUNTERPARTS = (False, "示例企业副总经理一行3人", "示例企业投资部负责人", "示例企业总经理")
#: what came of a visit, by the phase in which it took place; the likelier ones several times
RESULTS = {
    "lead": ("open", "open", "progress", False),
    "negotiation": ("progress", "progress", "open", "agreed"),
    "review": ("progress", "agreed", "open"),
    "signed": ("agreed", "progress", "progress"),
    "landing": ("progress", "progress", False),
}


def visits(plan, partner, rng, writer):
    """One to six contacts over the life of a project, none without an enterprise, and the next step that the last left.

    :param partner: id of the enterprise, or False
    :param int writer: the user who has entered them where the account manager has no login
    """
    if not partner:
        return [], "查找企业联系方式"
    by_phase = {}
    for text in tables.rows("interactions"):
        by_phase.setdefault(text["phase"], []).append(text)
    spans, result = _spans(plan), []
    # the newest phase first: it is never the one that is cut off
    for phase, start, end in reversed(spans):
        wanted = rng.choice(_counts(spans, phase))
        for text in rng.sample(by_phase[phase], min(wanted, MOST_VISITS - len(result))):
            days = rng.randint(0, max(0, (end - start).days))
            visit = _visit(plan, text, start + datetime.timedelta(days=days), writer, rng)
            result.append({**visit, "partner_id": partner})
    result.sort(key=lambda vals: vals["date"])
    # an empty list is no text
    return result, result[-1]["next_step"] if result else False


def plan_next_step(met, plan):
    """The last visit of two projects in three says until when its next step is to be done; one in four of them is overdue.

    A draw of its own, so that nothing else of the demonstration data depends on it.

    :param met: the visits of the project, oldest first
    """
    rng = tables.rng(f"steps {plan.row['brand']}{plan.row['title']}")
    ended = plan.condition in ("lost", "terminated")
    if ended or not met or rng.random() > 0.66:
        return
    today, last = calendar.today(), met[-1]
    due = today + datetime.timedelta(days=rng.choice((-5, 2, 6, 15)))
    last["next_step_date"] = max(due, last["date"])


def _spans(plan):
    """(phase, first day, last day) of the phases that a project came to."""
    days = {**plan.dates, "landing": plan.dates.get("landed")}
    starts = [(phase, days[phase]) for phase in PHASES if days.get(phase)]
    ends = [day for _phase, day in starts[1:]] + [plan.ended or calendar.today()]
    return [(phase, start, end) for (phase, start), end in zip(starts, ends, strict=True)]


def _counts(spans, phase):
    """How many visits a phase may have, the likelier ones several times."""
    if len(spans) == 1:
        return (0, 1, 1)
    return (1, 1, 2) if phase == spans[-1][0] else (1, 1, 1, 2)


def _visit(plan, text, day, writer, rng):
    officials = [
        official
        for official in (plan.row["manager"], rng.random() < 0.3 and plan.row["leader"])
        if official
    ]
    # a draw of its own, so that nothing else of the demonstration data depends on it
    own = tables.rng(f"results {plan.row['brand']}{plan.row['title']} {text['summary']}")
    return {
        "date": day,
        "kind": text["kind"],
        "result": own.choice(RESULTS[text["phase"]]),
        "counterparts": own.choice(COUNTERPARTS),
        "is_leader_led": any(official.rank == "principal" for official in officials),
        "next_step": text["next_step"],
        "summary": text["summary"],
        "official_ids": [Command.set([official.id for official in officials])],
        "user_id": plan.row["manager"].user_id.id or writer,
    }


def assignments(plan, rng):
    """Who holds which role, from when; some were handed over."""
    row, dates = plan.row, plan.dates
    result = _account_managers(plan, rng) if "negotiation" in dates else []
    if "review" in dates:
        result.append((row["unit"], "responsible_unit", dates["review"], False))
        if row["major"] or rng.random() < 0.4:
            result.append((row["leader"], "lead_official", dates["review"], False))
    if "signed" in dates and row["major"]:
        result.append((row["leader"], "task_force_lead", dates["signed"], False))
        if row["former"] != row["manager"]:
            result.append((row["former"], "task_force_member", dates["signed"], False))
        for official in row["force"]:
            result.append((official, "task_force_member", dates["signed"], False))
    return [
        {"official_id": official.id, "role": role, "date_from": start, "date_to": end}
        for official, role, start, end in result
    ]


def _account_managers(plan, rng):
    row, since = plan.row, plan.dates["negotiation"]
    half = since + ((plan.ended or calendar.today()) - since) // 2
    if row["former"] != row["manager"] and rng.random() < 0.35 and half > since:
        return [
            (row["former"], "account_manager", since, half),
            (row["manager"], "account_manager", half, False),
        ]
    return [(row["manager"], "account_manager", since, False)]
