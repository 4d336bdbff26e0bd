"""Mistakes that were found later: corrected by the manager, each with its reason and its trace."""

import datetime

from ..domain import calendar
from .clock import recorded_at

#: days after the signing, the landing or the payment on which the mistake was found
FOUND_AFTER = 6


def load(stories):
    """An agreement's number and one's amount, capital that was entered twice, the registration of a landing."""
    signed, landed = _ongoing(stories, "signed"), _ongoing(stories, "landed")
    for story in signed[:2]:
        _correct(story, "number", _number, "编号漏登“补”字")
    _correct(signed[2], "amount", _amount, "按协议原件更正金额")
    for story in landed[1:3]:
        _withdraw(story)
    _reverse(landed[0])


def _ongoing(stories, milestone):
    return [
        story
        for story in stories
        if story.plan.condition == "ongoing" and story.plan.milestone == milestone
    ]


def _number(agreement):
    return f"{agreement.number.removesuffix('号')}（补）号"


def _amount(agreement):
    return agreement.amount + 500_000


def _correct(story, name, value, reason):
    agreement = story.project.agreement_ids.filtered(lambda a: a.kind == "formal")
    with _found(story, agreement.signed_on):
        agreement._kfz_correct({name: value(agreement)}, reason)


def _withdraw(story):
    first = story.project.capital_ids[:1]
    with _found(story, first.received_on):
        twice = first.create(
            {
                "lead_id": story.project.id,
                "received_on": first.received_on,
                "amount": first.amount,
                "note": first.note,
            }
        )
        twice._kfz_withdraw("同一笔到账重复登记")


def _reverse(story):
    landing = story.project._kfz_landing()
    with _found(story, landing.effective_date):
        landing._kfz_reverse(
            "项目公司注册日期以营业执照为准",
            {"registered_on": landing.registered_on + datetime.timedelta(days=1)},
        )


def _found(story, day):
    """When the mistake was found and corrected."""
    found = min(day + datetime.timedelta(days=FOUND_AFTER), calendar.today())
    return recorded_at(story.env, story.moment(found))
