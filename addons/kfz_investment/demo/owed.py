"""Projects that the manager let pass a gate before their document was there: it is owed until a date, which for some is past."""

import datetime

from ..domain import calendar

#: days from today until what is owed is due, by zone in turn
AHEAD, OVERDUE = (12, 25, 40, 60), 12
#: a signing is at least this old when its document is overdue
_OLD = 45
#: the first ones of a stage are corrected later (``corrections.py``)
_CORRECTED = 3
REASONS = {
    "signed": "签约仪式已举行，协议正本用印后归档",
    "landed": "落地佐证材料由项目公司补报",
}


def withhold(stories):
    """Take a document away from some of what is to be entered, and say by when each is due; in place."""
    signed = _ongoing(stories, "signed")[_CORRECTED:]
    for number, zone in enumerate(sorted({story.plan.zone for story in signed})):
        own = sorted(
            (story for story in signed if story.plan.zone == zone),
            key=lambda story: story.plan.dates["signed"],
        )
        _owe(own[-1], "signed", "kfz.agreement", AHEAD[number % len(AHEAD)])
        if len(own) > 1 and _age(own[0]) > _OLD:
            _owe(own[0], "signed", "kfz.agreement", -OVERDUE)
    for story in _ongoing(stories, "landed")[_CORRECTED:][-1:]:
        _owe(story, "landed", "kfz.milestone", AHEAD[0])


def waive(story, stage):
    """The manager opens the gate of a stage, if the story owes what it requires."""
    if due := story.owed.get(stage.milestone):
        story.env["kfz.gate.override"].create(
            {
                "lead_id": story.project.id,
                "stage_id": stage.id,
                "reason": REASONS[stage.milestone],
                "valid_until": due,
            }
        )


def _ongoing(stories, milestone):
    return [
        story
        for story in stories
        if story.plan.condition == "ongoing" and story.plan.milestone == milestone
    ]


def _age(story):
    return (calendar.today() - story.plan.dates["signed"]).days


def _owe(story, milestone, model, days):
    story.owed[milestone] = calendar.today() + datetime.timedelta(days=days)
    for vals in story.records[model]:
        if vals.get("kind", milestone) == "formal" or vals.get("milestone") == milestone:
            vals.pop("attachment_ids", None)
