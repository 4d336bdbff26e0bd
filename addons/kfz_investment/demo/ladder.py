import datetime

from ..domain import calendar, demo_plan, ladder
from ..domain.follow_up import GOING
from . import tables

#: why dates were moved; made up
REASONS = ("示例：设备到港时间推迟", "示例：厂房消防验收需要补正")
#: of ten steps whose date has passed, so many are left open
OPEN = 1


def load(projects):
    """Ladders of the signed projects that go on, by the templates: steps done, some late, dates moved, a green channel."""
    rng = tables.rng("ladder")
    signed = projects.filtered(lambda lead: lead.signed_date and lead.condition in GOING)
    for project in signed:
        window = project.env["kfz.ladder.setup"].create({"lead_id": project.id})
        _plan(window, rng)
        window.action_apply()
        _go(project, rng)
    _move_twice(signed)


def _plan(window, rng):
    """Plan what follows milestones around their dates; what has none yet, for the months to come."""
    milestones = window.lead_id.milestone_ids.filtered(lambda each: each.state == "recognised")
    lines, fixed = window.line_ids.sorted("planned_on"), set()
    for line in window.line_ids.filtered(lambda each: each.step in ladder.FOLLOWS):
        word, name = ladder.FOLLOWS[line.step]
        done = milestones.filtered(lambda each, word=word: each.milestone == word)[:1][name]
        if done:
            late = rng.randrange(10) < OPEN
            line.planned_on = done + datetime.timedelta(days=-9 if late else rng.randint(0, 20))
            fixed.add(line)
        elif line.planned_on < calendar.today() and rng.randrange(10) >= OPEN:
            line.planned_on = calendar.today() + datetime.timedelta(days=rng.randint(9, 200))
    days = demo_plan.in_order([(line.planned_on, line in fixed) for line in lines])
    for line, day in zip(lines, days, strict=True):
        line.planned_on = day


def _go(project, rng):
    """Enter when the steps of the past were done; milestones say it of theirs."""
    today = calendar.today()
    for step in project.ladder_step_ids.filtered(lambda each: not each.follows_milestone):
        if step.planned_on >= today or rng.randrange(10) < OPEN:
            continue
        late = rng.randrange(10) < OPEN
        day = step.planned_on + datetime.timedelta(days=6 if late else -rng.randint(0, 12))
        step.done_on = min(max(day, project.signed_date), today)


def _move_twice(projects):
    """One date that was moved twice, each time before it had passed, and one that was moved when it had."""
    today = calendar.today()
    steps = projects.ladder_step_ids.filtered(
        lambda each: not each.done_on and each.planned_on < today
    )
    for step in steps[:1]:
        for reason, days in zip(REASONS, (25, 40), strict=True):
            _move(step, step.planned_on - datetime.timedelta(days=5), days, reason)
    for step in steps[1:2]:
        _move(step, min(today, step.planned_on + datetime.timedelta(days=6)), 60, REASONS[0])


def _move(step, on, days, reason):
    with calendar.showing(on):
        step._kfz_move(step.planned_on + datetime.timedelta(days=days), reason)
