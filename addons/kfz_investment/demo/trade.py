import datetime

from ..domain import calendar, trade
from . import people, splits, tables
from .clock import recorded_at
from .past import office_moment

MONTHS = 18
ENTERPRISES = 8
#: the latest months wait for confirmation
WAITING = 2
MODES = (
    ("export", "9610"),
    ("export", "9710"),
    ("import", "1210"),
    ("export", "0110"),
    ("import", "5034"),
    ("export", "9810"),
)


def load(env):
    """Trade of some landed projects of KCBZ, in the name of their project companies: eighteen months, entered by the second customs verifier and confirmed
    by the first, for whom the last two are waiting; one record reversed and replaced, one reversal waiting."""
    zone = env.ref("kfz_investment.zone_kcbz")
    landed = env["crm.lead"].search(
        [("is_promotion", "=", True), ("company_id", "=", zone.id), ("landed_date", "!=", False)],
        order="landed_date, id",
    )
    confirmed = _load_records(env, _trading(landed), zone)
    confirms = people.user(env, "customs")
    wrong = confirmed[len(confirmed) // 2]
    correction = wrong._kfz_reverse("示例：统计口径更正", wrong.amount * 2)
    correction.with_user(confirms).action_confirm()
    confirmed[-1].with_user(confirms)._kfz_reverse("示例：退运冲减")
    env["kfz.trade.target"].create(
        {
            "company_id": zone.id,
            "year": calendar.today().year,
            "amount": 1_200_000_000,
            "source": "示例目标",
        }
    )
    splits.load_trade(env, landed.filtered(lambda project: traders(project) & confirmed.partner_id))


def traders(project):
    """The enterprises whose trade is the project's: its companies, or the investor where the landing names none."""
    return project._kfz_project_companies() or project.partner_id


def _trading(landed):
    """The first enterprises whose trade is that of a landed project."""
    result = landed.partner_id.browse()
    for project in landed:
        result |= traders(project)
    return result[:ENTERPRISES]


def months():
    """The first days of the months up to the last one that is over."""
    month = trade.month_of(calendar.today())
    result = []
    for _number in range(MONTHS):
        month = trade.month_of(month - datetime.timedelta(days=1))
        result.insert(0, month)
    return result


def _load_records(env, enterprises, zone):
    """Statements come in the month after theirs and are confirmed a few days later.

    :return: the confirmed records, as seen by the person who entered them
    """
    Record = people.in_zone(env["kfz.trade.record"].with_user(people.user(env, "customs2")), zone)
    confirms, now = people.user(env, "customs"), env.cr.now()
    by_month = {}
    for vals in _values(enterprises, zone):
        by_month.setdefault(vals["month"], []).append(vals)
    confirmed = Record
    for number, month in enumerate(months()):
        day = trade.next_month(month) + datetime.timedelta(days=7)
        entered, later = (
            office_moment(day + datetime.timedelta(days=days), number, now) for days in (0, 3)
        )
        waits = number >= MONTHS - WAITING
        with recorded_at(env, now if waits else entered):
            records = Record.create(by_month[month])
        if not waits:
            with recorded_at(env, later):
                records.with_user(confirms).action_confirm()
            confirmed += records
    place = {enterprise: number for number, enterprise in enumerate(enterprises)}
    return confirmed.sorted(lambda record: (place[record.partner_id], record.month))


def _values(enterprises, zone):
    rng, rows = tables.rng("trade"), []
    for number, enterprise in enumerate(enterprises):
        size = rng.choice((2e6, 5e6, 8e6, 15e6))
        for age, month in enumerate(months()):
            for direction, mode in (MODES[number % 6], MODES[(number + age) % 6]):
                amount = round(size * rng.uniform(0.3, 1.2) * (1 + age / 20), 2)
                rows.append(
                    {
                        "company_id": zone.id,
                        "partner_id": enterprise.id,
                        "month": month,
                        "direction": direction,
                        "mode": mode,
                        "amount": amount,
                        "origin": f"示例统计表{month:%Y%m}",
                    }
                )
    once = {tuple(vals[name] for name in trade.KEY): vals for vals in rows}
    return list(once.values())
