import datetime

from ..domain import calendar
from ..domain.follow_up import GOING
from . import tables

#: why dates were moved; made up
REASONS = ("示例：设备到港时间推迟", "示例：厂房消防验收需要补正")
#: of ten steps whose date has passed, so many are left open
OPEN = 2


def load(projects):
    """Ladders of the signed projects that go on, by the templates: steps done, some late, dates moved, a green channel."""
    rng = tables.rng("ladder")
    signed = projects.filtered(lambda lead: lead.signed_date and lead.condition in GOING)
    for project in signed:
        window = project.env["kfz.ladder.setup"].create({"lead_id": project.id})
        window.action_apply()
        _go(project, rng)
    _move_twice(signed)


def _go(project, rng):
    """Enter when the steps of the past were done; milestones say it of theirs."""
    today = calendar.today()
    for step in project.ladder_step_ids.filtered(lambda each: not each.follows_milestone):
        if step.planned_on >= today or rng.randrange(10) < OPEN:
            continue
        day = step.planned_on + datetime.timedelta(days=rng.randint(-9, 6))
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
