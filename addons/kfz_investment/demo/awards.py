import datetime

from ..domain import calendar
from . import people, referrals, trade
from .past import office_moment

TIERS = ((0, 1, 0), (50_000_000, 1.5, 0), (100_000_000, 2, 20_000))
FUNDS = {
    "area_airport": "示例：空港片区地方留成财税收入统筹",
    "area_etdz": "示例：经开区统筹上级返还资金",
}


def load(env, system):
    """Referral awards of landed enterprises of KCBZ, one in each state that the dates allow. The rates are invented.

    :param system: the environment of the system, in which the intermediaries and their referrals are made
    """
    zone = env.ref("kfz_investment.zone_kcbz")
    _load_scheme(env, zone)
    projects = _projects(env, zone)
    referrals.load(system)
    intermediaries = env["res.partner"].search([("is_intermediary", "=", True)], order="id")
    _load_referrals(projects, intermediaries)
    _load_states(projects.award_ids)


def _projects(env, zone):
    """The landed projects with confirmed trade of their companies, one per investor."""
    trading = env["kfz.trade.record"].search(
        [("company_id", "=", zone.id), ("state", "=", "confirmed")]
    )
    projects = (
        env["crm.lead"]
        .search(
            [
                ("is_promotion", "=", True),
                ("company_id", "=", zone.id),
                ("landed_date", "!=", False),
            ],
            order="landed_date desc, id",
        )
        .filtered(lambda project: trade.traders(project) & trading.partner_id)
    )
    return projects.browse({project.partner_id: project.id for project in projects}.values())


def _load_scheme(env, zone):
    """The scheme of the demonstration; production has none, since the plan gives no rates."""
    return env["kfz.award.scheme"].create(
        {
            "name": "示例：招商中介奖励办法",
            "company_id": zone.id,
            "document": "示例文件，并非真实标准",
            "date_from": "2020-01-01",
            "cap": 500_000,
            "min_base": 1_000_000,
            "rounding_unit": "yuan",
            "rounding_mode": "half_up",
            "publicity_days": 5,
            "claim_months": 24,
            "required_evidence": "示例：引荐函\n示例：付款凭证",
            "tier_ids": [
                (0, 0, {"base_from": start, "rate": rate, "fixed_amount": fixed})
                for start, rate, fixed in TIERS
            ],
            "fund_ids": [
                (0, 0, {"area_id": env.ref(f"kfz_investment.{area}").id, "source": source})
                for area, source in FUNDS.items()
            ],
        }
    )


def _load_referrals(projects, intermediaries):
    """Accepted referrals, registered before the zone's first step with the enterprise; awards open by themselves."""
    for number, project in enumerate(projects):
        first = min(project.signed_date, calendar.shanghai_date(project.create_date))
        registered = office_moment(
            first - datetime.timedelta(days=20), number, project.env.cr.now()
        )
        # sudo: the past of a referral is written here, which the demonstration data alone does
        referral = (
            project.env["kfz.referral"]
            .sudo()
            .create(
                {
                    "intermediary_id": intermediaries[number % len(intermediaries)].id,
                    "partner_id": project.partner_id.id,
                    "company_id": project.company_id.id,
                    "state": "accepted",
                    "registered_on": registered,
                    "accepted_on": registered + datetime.timedelta(days=6),
                    "idea": "示例：拟设跨境电商仓储项目",
                    "attachment_ids": [(0, 0, _letter())],
                }
            )
        )
        referral.lead_id = project
        # sudo: as above
        project.sudo().referral_id = referral


def _letter():
    return {"name": "示例引荐函.txt", "raw": "示例引荐函".encode()}


def _load_states(awards):
    """Take the oldest awards as far as their dates allow: paid, public, confirmed by customs, claimed."""
    waiting = trade.months()[-trade.WAITING]
    over = awards.filtered(lambda record: record.month_last < waiting and record.amount)
    for number, record in enumerate(over.sorted("month_last")):
        _claim(record)
        if number < 3:
            _as(record, "customs").action_confirm_customs()
        if number < 2:
            _as(record, "committee").action_confirm_committee()
            _as(record, "manager").action_publish()
        if number < 1:
            _pay(record)


def _as(record, login):
    """The award as one of the zone's people sees it."""
    return people.in_zone(record, record.company_id).with_user(people.user(record.env, login))


def _claim(record):
    record = people.in_zone(record, record.company_id)
    _as(record, "manager").action_claimable()
    # sudo: the evidence of the demonstration
    Attachment = record.env["ir.attachment"].sudo()
    letter = Attachment.create({**_letter(), "res_model": record._name, "res_id": record.id})
    # sudo: as above
    record.sudo().attachment_ids = letter
    _as(record, "manager").action_request()


def _pay(record):
    # sudo: five days of publicity have passed in the demonstration
    record.sudo().write(
        {
            "public_from": calendar.today() - datetime.timedelta(days=6),
            "public_to": calendar.today() - datetime.timedelta(days=1),
        }
    )
    _as(record, "manager").action_payable()
    _as(record, "manager").action_mark_paid("示例付款凭证 001")
