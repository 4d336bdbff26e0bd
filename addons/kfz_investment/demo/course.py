"""The course of a project: entered, proven, moved from stage to stage, ended; each step recorded when it was taken."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from ..domain import calendar
from ..domain.demo_plan import Plan
from . import clock, evidence, owed, people
from .clock import recorded_at
from .past import Past

#: what hangs on a project, and the field that says when it happened
FOLLOW_UP = {"kfz.interaction": "date", "kfz.assignment": "date_from"}
#: what counts in the figures ledger besides: entered one by one, so that the ledger follows at the same moment
EVIDENCE = {
    "kfz.agreement": "signed_on",
    "kfz.capital.record": "received_on",
    "kfz.milestone": "effective_date",
}


@dataclass
class Story:
    """A planned project, what is to be entered for it, and the project once it is there."""

    env: Any
    number: int
    plan: Plan
    past: Past
    values: dict
    records: dict[str, list[dict]]
    project: Any = None
    #: {milestone: date by which its document is owed}
    owed: dict = field(default_factory=dict)

    def moment(self, day):
        """A moment of that day."""
        return self.past.moment(day, self.number)

    def recorded(self, day, milestone=""):
        """When something of that day was recorded."""
        return self.past.recorded(self.number, day, milestone)

    def as_account_manager(self):
        """The project as seen by its account manager, or by the manager when that one has no login."""
        user = self.project.user_id
        if not user:
            return self.project
        return people.in_zone(self.project.with_user(user), self.project.company_id)


def play(env, stories):
    """Enter the projects and what proves their stages, then move them there.

    :return: the projects, in the order of the stories
    """
    for story in stories:
        _enter(story)
    for model, dated in FOLLOW_UP.items():
        _follow_up(env, stories, model, dated)
    for story in stories:
        _prove(story)
    for stage in env["crm.stage"]._kfz_pipeline()[1:]:
        for story in stories:
            if story.plan.reached(stage.milestone):
                _move(story, stage)
    return env["crm.lead"].union(*(story.project for story in stories))


def _enter(story):
    """The account manager enters the project, on the day on which it came in."""
    env = story.env
    # tags belong to the zone of the manager who made them: the manager puts them on at the end
    values = {name: value for name, value in story.values.items() if name != "tag_ids"}
    Project = env["crm.lead"]
    if values["user_id"]:
        zone = env["res.company"].browse(values["company_id"])
        Project = people.in_zone(Project.with_user(values["user_id"]), zone)
    day = story.plan.dates["lead"]
    with calendar.showing(day), recorded_at(env, story.moment(day)):
        story.project = Project.create(values).with_env(env)


def _follow_up(env, stories, model, dated):
    """Visits or assignments of all projects at once."""
    clock.bulk(env[model]).create(
        [
            {
                **vals,
                "lead_id": story.project.id,
                **clock.dates(story.recorded(vals[dated])),
            }
            for story in stories
            for vals in story.records[model]
        ]
    )


def _prove(story):
    """Agreements, capital and milestones in the order in which they were recorded; the figures ledger follows each."""
    rows = [
        (story.recorded(vals[dated], "signed" if vals.get("kind") == "formal" else ""), model, vals)
        for model, dated in EVIDENCE.items()
        for vals in story.records[model]
    ]
    for moment, model, vals in sorted(rows, key=lambda row: row[0]):
        with recorded_at(story.env, moment):
            evidence.with_leave(story.env[model]).create({**vals, "lead_id": story.project.id})


def _move(story, stage):
    """Through the gate of a stage; landings are recognised by the manager."""
    day = story.plan.dates[stage.milestone]
    landed = stage.milestone == "landed"
    project = story.project if landed else story.as_account_manager()
    with (
        calendar.showing(day),
        recorded_at(story.env, story.recorded(day, stage.milestone)),
    ):
        owed.waive(story, stage)
        project.write({"stage_id": stage.id})


def end(story, rng, texts):
    """Delays and interruptions of a project that goes on, or its end."""
    plan = story.plan
    if plan.condition == "ongoing":
        return
    reasons = texts[plan.condition]
    day = plan.ended or plan.last_day + (calendar.today() - plan.last_day) // 2
    with recorded_at(story.env, story.moment(day)):
        if plan.condition in ("delayed", "dormant"):
            _interrupt(story, reasons, rng)
        else:
            _close(story, reasons, rng)


def _interrupt(story, reasons, rng):
    review = calendar.today() + datetime.timedelta(days=rng.randint(15, 90))
    condition = story.plan.condition
    story.project.write(
        {
            "condition": condition,
            "review_on": condition == "dormant" and review,
            "condition_reason": reasons[rng.choice(list(reasons))][0],
        }
    )


def _close(story, reasons, rng):
    project, code = story.project, rng.choice(list(reasons))
    values = {
        "lost_reason_id": story.env.ref(f"kfz_investment.{code}").id,
        "condition_reason": reasons[code][0],
        "next_step": False,
    }
    if story.plan.condition == "lost":
        project.action_set_lost(**values)
    else:
        project.write({"condition": "terminated", **values})
        in_force = project.agreement_ids.filtered(lambda agreement: agreement.state == "in_force")
        in_force._kfz_terminate(values["condition_reason"])
    project.assignment_ids.filtered(lambda held: not held.date_to).date_to = story.plan.ended


def settle(story):
    """The project's last change: tags, and its own dates of conversion and closing, which Odoo takes from the wall clock."""
    plan, project = story.plan, story.project
    dates = {
        "date_conversion": plan.dates.get("negotiation"),
        "date_closed": plan.ended or plan.dates.get("signed"),
    }
    met = max(project.last_interaction_date or plan.last_day, plan.last_day)
    last = max(story.moment(plan.dates[plan.milestone]), story.recorded(met))
    with recorded_at(story.env, last):
        project.write(
            {
                "tag_ids": story.values["tag_ids"],
                **{name: day and story.moment(day) for name, day in dates.items()},
            }
        )
