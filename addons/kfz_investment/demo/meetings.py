import datetime

from odoo.fields import Command

from ..domain import calendar
from . import people, tables

#: projects per zone that have a meeting planned
MOST = 10
#: hours, in Shanghai, at which meetings begin
HOURS = (9, 10, 14, 15, 16)
DAYS = 40
#: no invitation is sent
QUIET = {"no_mail_to_attendees": True, "dont_notify": True}


def load(projects):
    """Meetings that account managers have planned for their projects: over the next weeks, on working days."""
    rng, texts = tables.rng("meetings"), tables.texts()["meeting"]
    going = projects.filtered(lambda lead: lead.user_id and lead.condition == "ongoing")
    for zone, theirs in going.grouped("company_id").items():
        for project in theirs.browse(rng.sample(theirs.ids, min(MOST, len(theirs)))):
            place, names = rng.choice(list(texts.items()))
            _plan(project, zone, {"name": rng.choice(names), "location": place}, rng)
        _held(theirs, zone)


def _held(projects, zone):
    """Two meetings of the last days that nobody has recorded yet, so that they offer themselves as visits."""
    rng = tables.rng(f"meetings held {zone.zone_code}")
    for project, days in zip(projects[:2], (1, 4), strict=False):
        values = {"name": "示例：与企业商谈项目进展", "location": "示例招商会议室"}
        day = calendar.today() - datetime.timedelta(days=days)
        # on the Friday before instead of a weekend
        day -= datetime.timedelta(days=max(0, day.weekday() - 4))
        _plan(project, zone, values, rng, day)


def _plan(project, zone, values, rng, day=None):
    day = day or calendar.today() + datetime.timedelta(days=rng.randint(1, DAYS))
    # on the next Monday instead of a weekend
    day += datetime.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    moment = datetime.datetime.combine(
        day, datetime.time(rng.choice(HOURS), rng.choice((0, 30))), calendar.SHANGHAI
    )
    start = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    as_manager = people.in_zone(project.with_user(project.user_id), zone)
    as_manager.env["calendar.event"].with_context(**QUIET).create(
        {
            **values,
            "start": start,
            "stop": start + datetime.timedelta(minutes=rng.choice((60, 90, 120))),
            "opportunity_id": project.id,
            "user_id": project.user_id.id,
            "partner_ids": [Command.set(project.user_id.partner_id.ids)],
        }
    )
