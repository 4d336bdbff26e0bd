import datetime

from ..domain import calendar, first_contact
from . import people, tables

DESKS = {
    "KCBZ": "示例综保区招商合作处 0871-60009001",
    "KMFTZ": "示例昆明片区招商服务中心 0871-60009002",
    "KMETDZ": "示例经开区投资促进局 0871-60009003",
    "MHMD": "示例磨憨招商合作办公室 0691-60009004",
}


def load(env):
    """First contact: most claims come from the projects' visits; here are the ends, a request and a dispute."""
    zones = people.zones(env)
    for code, desk in DESKS.items():
        # sudo: companies are the administrator's
        zones[code].sudo().kfz_first_contact_desk = desk
    claims = env["kfz.first.contact"].search(
        [
            ("company_id", "=", zones["KCBZ"].id),
            ("state", "=", "active"),
            ("partner_id.company_id", "!=", False),
        ],
        order="id",
    )
    claims[4:5].action_release()
    _load_lapsed(claims, zones["KCBZ"])
    claims[3:4].action_extend(60, "示例：企业正在办理境外投资备案，需要更多时间")
    if len(claims) > 1:
        _load_together(zones["KMFTZ"], claims[0])
        _load_dispute(zones["KMETDZ"], claims[1])


def _load_lapsed(claims, zone):
    """Claims that lapsed last year."""
    claimed = claims.search([("company_id", "=", zone.id)]).partner_id
    old = claims.env["kfz.interaction"].search(
        [
            ("company_id", "=", zone.id),
            ("date", "<", calendar.today() - datetime.timedelta(days=200)),
            ("partner_id.is_enterprise", "=", True),
            ("partner_id", "not in", claimed.ids),
        ],
        order="date desc",
        limit=2,
    )
    # sudo: claims are written by the system only
    Claim = claims.sudo()
    for visit in old:
        partner = visit.partner_id
        Claim.create(
            {
                **Claim._kfz_identity_values(partner._kfz_first_contact_identity()),
                "company_id": zone.id,
                "partner_id": partner.id,
                "claimed_from": visit.date,
                "interaction_id": visit.id,
                "state": "lapsed",
                "protected_until": first_contact.prolonged(
                    visit.date, zone._kfz_settings().kfz_first_contact_days
                ),
            }
        )


def _second_zone(zone, claim):
    """Another zone starts on the same enterprise, which it writes in its own way; the entry that tells it."""
    env = people.in_zone(claim, zone).env
    partner = env["res.partner"].create(
        {
            "name": claim.name.removesuffix("有限公司") + "公司",
            "is_enterprise": True,
            "company_id": zone.id,
        }
    )
    lead = env["crm.lead"].create(
        {
            "name": f"{partner.name.removesuffix('公司')}合作项目",
            "is_promotion": True,
            "company_id": zone.id,
            "partner_id": partner.id,
            "next_step": "核实首谈情况",
            "user_id": people.user(env, f"officer_{zone.zone_code.lower()}").id,
        }
    )
    return env["kfz.first.contact.check"].search(
        [("partner_id", "=", lead.partner_id.id), ("notice_count", ">", 0)], limit=1
    )


def _load_together(zone, claim):
    check = _second_zone(zone, claim)
    check.env["kfz.first.contact.request"]._kfz_send(
        check,
        claim.company_id,
        "示例：该企业拟在昆明片区设区域总部、在综保区设保税仓，建议共同推进。",
    )


def _load_dispute(zone, claim):
    """Opened by another zone, both sides' evidence handed in: it waits for the joint office."""
    check = _second_zone(zone, claim)
    dispute = check.env["kfz.first.contact.dispute"]._kfz_start(
        first_contact.identity(check.name),
        check.company_id,
        claim.company_id,
        claim.company_id,
        "示例：本区此前已与企业签订考察备忘录，请求认定由本区首谈。",
    )
    before = claim.claimed_from - datetime.timedelta(days=25)
    _hand_in(
        dispute, claim.company_id, claim.claimed_from, "示例：企业来访洽谈，双方形成会谈纪要。"
    )
    _hand_in(dispute, check.company_id, before, "示例：赴企业总部拜访，签订考察备忘录。")


def _hand_in(dispute, zone, day, text):
    """The evidence of one side."""
    own = people.in_zone(dispute, zone)
    own.env["kfz.first.contact.evidence"].create(
        {
            "dispute_id": dispute.id,
            "date": day,
            "text": text,
            "attachment_ids": [
                tables.text_file("会谈材料（示例）.txt", "示例文件，仅供演示，无任何法律效力。\n")
            ],
        }
    )
    own.action_submit()
