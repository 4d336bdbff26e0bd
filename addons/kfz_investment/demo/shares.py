import datetime

from odoo.fields import Command

from ..domain import calendar
from . import people, splits, tables

#: what a zone shares of projects at a stage: (milestone, level, how many per zone)
SHARED = (
    ("lead", "summary", 2),
    ("negotiation", "summary", 3),
    ("review", "standard", 2),
    ("signed", "full", 1),
)
#: answers in turn: (kind, note); None: not answered yet, so that the pool has something unread
ANSWERS = (
    None,
    ("interested", "本区有同类产业配套，可提供标准厂房，请约时间对接。"),
    None,
    ("co_promote", "建议联合赴企业总部拜访，物流环节可由本区承接。"),
    ("declined", "用地指标暂不匹配。"),
    None,
    ("interested", "已安排专人研究入区方案。"),
    ("transfer_request", "企业选址更适合本区口岸作业条件，申请流转。"),
)


def load(env, projects):
    """The joint pool: each zone shares some of its projects with the others, some are answered; splits and a transfer."""
    zones = env["res.company"].union(*people.zones(env).values())
    rng, shares = tables.rng("shares"), env["kfz.share"]
    for number, zone in enumerate(zones):
        own = projects.filtered(lambda project, zone=zone: project.company_id == zone)
        context = {"allowed_company_ids": [zone.id, *(zones - zone).ids]}
        shares += shares.with_context(**context).create(
            _zone_values(own, zones - zone, number, rng)
        )
    shares.action_publish()
    _load_answers(shares)
    splits.load(env, projects)


def _zone_values(own, others, number, rng):
    values = []
    for milestone, level, count in SHARED:
        for project in own.filtered(
            lambda project, milestone=milestone: _fit_to_share(project, milestone)
        )[:count]:
            recipients = (
                others
                if len(values) % 3 == 0
                else others.browse().union(*rng.sample(list(others), 1 + len(values) % 2))
            )
            days = 60 + 30 * (len(values) + number)
            values.append(
                {
                    **sheet_values(project, level, recipients),
                    "date_end": calendar.today() + datetime.timedelta(days=days),
                }
            )
    return values


def _fit_to_share(project, milestone):
    return (
        project.condition == "ongoing"
        and project.stage_id.milestone == milestone
        and project.site_need
        and project.industry_function
    )


def sheet_values(project, level, recipients):
    """Values of a share of a project with other zones."""
    return {
        "lead_id": project.id,
        "level_id": project.env.ref(f"kfz_investment.share_level_{level}").id,
        "recipient_ids": [Command.set(recipients.ids)],
    }


def sheets(shares):
    """The sheets of published shares."""
    return shares.env["kfz.shared.project"].search([("uid", "in", shares.mapped("sheet_uid"))])


def _load_answers(shares):
    for number, share in enumerate(shares):
        answer = ANSWERS[number % len(ANSWERS)]
        if answer:
            zone = share.recipient_ids[number % len(share.recipient_ids)]
            people.in_zone(sheets(share), zone).action_respond(*answer)
