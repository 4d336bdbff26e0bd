"""Issues that climbed: one at each level, one that the joint office answered, one that the enterprise confirmed, one of an
enterprise without a project."""

import datetime

from ..domain import calendar
from . import people

#: working days since the deadline after which an issue has climbed so high: one step at once, then one every three days
STEPS = (("responsible_unit", 1), ("lead_official", 4), ("joint_office", 7), ("joint_office", 8))


def load(env, loaded, texts):
    """:param texts: rows of issues"""
    led = [project for project in loaded if _has_all_roles(project)]
    for project, (level, days), text in zip(led, STEPS, texts, strict=False):
        _climbed(project, days, text, level == "joint_office" and days == 8)
    for project, text in zip(led[len(STEPS) :][:1], texts, strict=False):
        _confirmed(project, text)
    for project, text in zip(led[len(STEPS) + 1 :][:1], texts, strict=False):
        _of_enterprise(env, project, text)


def working_day(project, days):
    """The working day of the project's zone at so many days from today, or the next one further away from today."""
    workdays = _workdays(project)
    step = datetime.timedelta(days=1 if days > 0 else -1)
    day = calendar.today() + datetime.timedelta(days=days)
    while not workdays.is_work(day):
        day += step
    return day


def _workdays(project):
    return project.env["kfz.calendar.day"]._kfz_workdays(project.company_id)


def _has_all_roles(project):
    going = project.condition in ("ongoing", "delayed")
    roles = ("lead_official_id", "responsible_unit_id", "account_manager_id")
    return going and project.partner_id and all(project[name] for name in roles)


def _raise(env, about, text, due, owner):
    """An issue that was raised a week before its deadline."""
    with calendar.showing(due - datetime.timedelta(days=7)):
        return env["kfz.issue"].create(
            {
                **about,
                "name": text["name"],
                "note": text["note"],
                "date_due": due,
                "owner_id": owner.id,
            }
        )


def _climbed(project, days, text, is_answered):
    env = project.env
    due = _workdays(project).add(calendar.today(), -days)
    issue = _raise(env, {"lead_id": project.id}, text, due, project.account_manager_id)
    issue.unit_ids = project.responsible_unit_id
    # sudo: as the night does
    issue.sudo()._kfz_climb()
    if is_answered and issue.sheet_state == "draft":
        issue._kfz_release("示例：企业要素保障", "示例：请四区联席办协调供电部门，明确增容时间。")
        # sudo: only the system knows which sheet is whose
        sheet = issue.sudo().sheet_id
        sheet.with_user(people.user(env, "joint"))._kfz_answer(
            "示例答复：已商有关部门，三十日内落实，请跟踪办理。"
        )


def _confirmed(project, text):
    env = project.env
    due = working_day(project, -3)
    issue = _raise(env, {"lead_id": project.id}, text, due, project.account_manager_id)
    issue._kfz_set(state="solved", answer="示例答复：已协调解决", solved_by_id=env.uid)
    issue._kfz_set(
        confirmed_by="示例总经理", confirmed_on=calendar.today(), confirmation="示例：问题已解决"
    )
    issue._kfz_close("closed", "示例：问题已解决")


def _of_enterprise(env, project, text):
    due = working_day(project, 6)
    zone = env(context={**env.context, "allowed_company_ids": project.company_id.ids})
    _raise(zone, {"partner_id": project.partner_id.id}, text, due, project.account_manager_id)
