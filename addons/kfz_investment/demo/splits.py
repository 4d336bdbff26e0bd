import datetime

from odoo.fields import Command

from ..domain import calendar, credit_ledger
from . import people, shares
from .clock import recorded_at
from .past import office_moment

#: zone of the project, zone credited, {indicator: mode}: so that credited figures differ from the plain ones
SPLITS = (
    ("KCBZ", "KMFTZ", {"signed": "ratio", "landed": "ratio", "capital": "ratio"}),
    ("KMETDZ", "KCBZ", {"signed": "full_both", "landed": "full_both"}),
    ("MHMD", "KCBZ", {"signed": "full_to_one"}),
)
RATIO = (60, 40)
PARTS = {"ratio": RATIO, "full_to_one": (0, 100), "full_both": (0, 0)}
#: a transfer from one zone to another of which nothing was heard for so many days
QUIET_TRANSFER = ("KCBZ", "KMETDZ", 200)


def load(env, projects):
    """Agreed benefit splits of all modes, and a quiet transfer in question."""
    zones = people.zones(env)
    ongoing = projects.filtered(lambda project: project.condition == "ongoing").sorted("id")
    agreements = []
    for own, other, modes in SPLITS:
        lead = next(
            project for project in ongoing if project.zone_code == own and project.landed_amount
        )
        sheet = _share(lead, zones[other], "standard")
        agreements.append((lead, sheet, (zones[own], zones[other]), modes))
    _load_splits(env, agreements)
    own, other, days = QUIET_TRANSFER
    lead = ongoing.filtered(
        lambda project: (
            project.zone_code == own
            and project.stage_id.milestone == "negotiation"
            and not project.share_ids
        )
    ).sorted(lambda project: bool(project.partner_id.company_id))[0]
    _load_transfer(lead, zones[other], days)


def _share(lead, zone, level):
    """The sheet of a project that is shared with another zone."""
    share = lead.env["kfz.share"].create(shares.sheet_values(lead, level, zone))
    share.action_publish()
    return shares.sheets(share)


# splits


def _load_splits(env, agreements):
    """Agreed before anything was signed; the demonstration manager works in both zones, so they are agreed at once.

    What a zone is credited with was recorded together with the figure.
    """
    # sudo: both ledgers are the system's
    Credit, Figure = env["kfz.credit.entry"].sudo(), env["kfz.figure.entry"].sudo()
    figures = Figure.search([("lead_id", "in", [lead.id for lead, *_rest in agreements])])
    first = min(figures.mapped("create_date")) - datetime.timedelta(days=30)
    with recorded_at(env, first):
        for lead, sheet, zones, modes in agreements:
            env["kfz.benefit.split"].create(
                _split_values(sheet, zones, modes, lead.signed_date.year)
            )
    by_lead = figures.grouped("lead_id")
    for lead, sheet, _zones, _modes in agreements:
        _credit(Credit, by_lead[lead], sheet)
    # what the ledger's own job finds left to do: nothing
    Credit._kfz_run_queue()


def _split_values(sheet, zones, modes, year):
    return [
        {
            "sheet_id": sheet.id,
            "indicator": indicator,
            "mode": mode,
            "year_from": year,
            "year_to": year + 5,
            "line_ids": [
                Command.create({"company_id": zone.id, "percentage": part})
                for zone, part in zip(zones, PARTS[mode], strict=True)
            ],
        }
        for indicator, mode in modes.items()
    ]


def _credit(Credit, figures, sheet):
    """Enter what a project's zones are credited with, each part at the moment at which its figure was recorded."""
    lead = figures.lead_id
    # sudo: splits in force are read for the system's ledger
    rules = Credit.env["kfz.benefit.split"].sudo()._kfz_rules([sheet.uid])[sheet.uid]
    target = credit_ledger.wanted(lead.company_id.id, Credit._kfz_figures(lead)[lead.id], rules)
    for key, same in figures.grouped(
        lambda figure: (figure.indicator, figure.effective_date)
    ).items():
        rows = [
            _credit_values(lead, cell, amount)
            for cell, amount in target.items()
            if (cell.indicator, cell.effective_date) == key
        ]
        with recorded_at(Credit.env, max(same.mapped("create_date"))):
            Credit.create(rows)


def _credit_values(lead, cell, amount):
    return {
        "lead_id": lead.id,
        "zone_id": lead.company_id.id,
        "company_id": cell.zone,
        "split_id": cell.rule,
        "indicator": cell.indicator,
        "is_twice": cell.is_twice,
        "effective_date": cell.effective_date,
        "amount": float(amount),
    }


def load_trade(env, projects):
    """An agreed split of bonded trade on a project whose company trades, if there is one that no other zone shares yet."""
    zones = people.zones(env)
    named = projects.filtered(
        lambda project: (
            project._kfz_project_companies()
            and not project.share_ids
            and project.condition == "ongoing"
        )
    )
    for lead in named[:1]:
        own, other = zones["KCBZ"], zones["KMFTZ"]
        sheet = _share(lead, other, "standard")
        env["kfz.benefit.split"].create(
            _split_values(sheet, (own, other), {"trade": "ratio"}, lead.landed_date.year)
        )
    # sudo: credited figures follow their sources before the commit; a test that loads this does not commit
    env["kfz.credit.entry"].sudo()._kfz_run_queue()


# transfer


def _load_transfer(lead, zone, days):
    """A project that the other zone asked for and then left alone, long enough to bring up its return."""
    env, sheet = lead.env, _share(lead, zone, "summary")
    day = calendar.today() - datetime.timedelta(days=days)
    asked = office_moment(day - datetime.timedelta(days=6), sheet.id, env.cr.now())
    # sudo: answers are written by the system; this one was given long ago
    answer = (
        env["kfz.share.response"]
        .sudo()
        .create(
            {
                "sheet_id": sheet.id,
                "zone_id": sheet.zone_id.id,
                "company_id": zone.id,
                "kind": "transfer_request",
                "note": "示例：该企业拟在本区设厂，申请承接",
                "user_id": env.uid,
                "date": asked,
            }
        )
    )
    people.in_zone(sheet, zone)._kfz_mark_read()
    sheet.action_accept_transfer(answer.id)
    # sudo: a sheet is written by the system; its past is made up
    sheet = sheet._kfz_as_system()
    sheet.write({"transferred_on": day, "revised_on": office_moment(day, sheet.id, env.cr.now())})
    sheet._kfz_raise_return(days)
