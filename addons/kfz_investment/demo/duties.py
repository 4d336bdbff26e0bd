import datetime

from ..domain import calendar
from . import tables

#: verdicts of leads that were triaged, with their reasons
VERDICTS = (
    ("pursue", "示例：符合园区产业定位，用地和能耗可以保障"),
    ("reserve", "示例：用地指标本年度已排满，纳入储备"),
    ("pursue", "示例：投资强度达标，环保要求待补充材料"),
)
GRADES = ("suitable", "suitable", "partly", "unknown")


def load(env, loaded):
    """Response clocks of leads that came in lately, some of them late; triages, and a few pauses.

    :param loaded: the projects
    """
    for project in loaded:
        if project.condition not in ("ongoing", "delayed"):
            continue
        rng = tables.rng(f"duties {project.name}")
        if project.stage_id.milestone == "lead" and rng.random() < 0.6:
            _answer(project, rng)
        elif rng.random() < 0.04:
            _pause(env, project, rng)


def _answer(project, rng):
    """A lead that came in some working days ago, with the steps that were taken since."""
    today = calendar.today()
    with calendar.showing(today - datetime.timedelta(days=rng.choice((0, 1, 2, 4, 8, 16)))):
        response = project._kfz_start_clock()
    if not response or rng.random() < 0.3:
        return
    response.action_acknowledge()
    signer = project.lead_official_id or project._kfz_account_manager()
    if signer and not signer.is_unit and rng.random() < 0.6:
        verdict, reason = rng.choice(VERDICTS)
        grades = {
            name: rng.choice(GRADES)
            for name in ("value", "sector", "land", "energy", "environment")
        }
        project.env["kfz.triage"].create(
            {
                "lead_id": project.id,
                "signer_id": signer.id,
                "verdict": verdict,
                "reason": reason,
                **grades,
            }
        )


def _pause(env, project, rng):
    today = calendar.today()
    env["kfz.pause"].create(
        {
            "lead_id": project.id,
            "date_from": today,
            "date_until": today + datetime.timedelta(days=rng.choice((14, 30, 60))),
            "reason": "示例：企业内部调整，暂缓对接",
        }
    )
