import datetime

from odoo.fields import Command

from ..domain import calendar
from . import people
from .sample_pdf import sample_pdf

#: login of the intermediary that has access to the portal
LOGIN = "intermediary"
LETTER = sample_pdf("投资人函（示例）")
#: key, name, whether it is in the common directory
INTERMEDIARIES = (
    ("broker", "示例昆明招商顾问有限公司", True),
    ("chamber", "示例云南跨境电商商会", False),
    ("advisor", "示例南亚产业咨询有限公司", False),
)
#: intermediary, enterprise as registered, days ago, what became of it, reason
REFERRALS = (
    ("broker", "示例恒泰冷链（云南）有限公司", 12, "registered", None),
    ("chamber", "示例恒泰冷链有限公司", 7, "registered", None),
    (
        "broker",
        "示例远航航材维修有限公司",
        75,
        "accepted",
        "材料齐全，引荐早于本区首次接触，予以受理",
    ),
    ("chamber", "示例澜沧跨境电商有限公司", 160, "accepted", "材料齐全，予以受理"),
    (
        "broker",
        "示例晨光电子有限公司",
        40,
        "refused",
        "本区已于引荐前与该企业洽谈，不符合“先于首次接触”的规定",
    ),
    ("advisor", "示例南亚珠宝有限公司", 420, "expired", None),
    ("advisor", "示例滇池食品有限公司", 20, "withdrawn", "投资人暂缓计划"),
    ("broker", "示例星河检测技术有限公司", 2, "registered", None),
)


def load(env):
    """Intermediaries and referrals of the first zone, in all states, with one conflict; once."""
    if env["kfz.referral"].search_count([], limit=1):
        return
    zone = env.ref("kfz_investment.zone_kcbz")
    manager = people.user(env, "manager") or env.user
    intermediaries = _load_intermediaries(env, zone)
    for key, name, days, state, reason in REFERRALS:
        record = _register(intermediaries[key], zone, manager, name, days, state == "accepted")
        _decide(record, manager, state, reason)


def _load_intermediaries(env, zone):
    found = {}
    for key, name, common in INTERMEDIARIES:
        found[key] = env["res.partner"].create(
            {
                "name": name,
                "is_enterprise": True,
                "is_intermediary": True,
                "company_id": False if common else zone.id,
                "city": "昆明市",
            }
        )
        valid = datetime.timedelta(days=300 if key != "advisor" else -30)
        env["kfz.intermediary.agreement"].create(
            {
                "partner_id": found[key].id,
                "company_id": zone.id,
                "number": f"示例招商委托〔{calendar.today().year}〕{len(found)}号",
                "signed_on": calendar.today() - datetime.timedelta(days=430),
                "valid_until": calendar.today() + valid,
            }
        )
        _load_account(found[key], zone, len(found))
    _load_broker(found["broker"], zone)
    return found


def _load_account(intermediary, zone, number):
    """The account to which the awards of an intermediary are paid."""
    env = intermediary.env
    account = _enter_account(env, intermediary, zone, f"620000000000000000{number}")
    moment = datetime.datetime.now() - datetime.timedelta(days=200)
    account.write(
        {
            "state": "confirmed",
            "confirmed_by_id": people.user(env, "manager").id,
            "confirmed_on": moment,
            "usable_from": calendar.shanghai_date(moment) + datetime.timedelta(days=3),
        }
    )


def _enter_account(env, intermediary, zone, number):
    return env["kfz.intermediary.account"].create(
        {
            "partner_id": intermediary.id,
            "company_id": zone.id,
            "bank_name": "示例银行昆明分行",
            "account_number": number,
            "holder": intermediary.name,
        }
    )


def _load_broker(broker, zone):
    """The first intermediary: who acts for it on the portal, a request for a second person, a new account that waits."""
    _person(broker, zone, "示例中介经办人", "intermediary@example.com").ref = LOGIN
    second = _person(broker, zone, "示例中介财务", "intermediary2@example.com")
    env = broker.env
    officer, manager = people.user(env, "officer"), people.user(env, "manager4")
    env["kfz.portal.access"].create(
        {
            "person_id": second.id,
            "intermediary_id": broker.id,
            "company_id": zone.id,
            "requested_by_id": (officer or env.user).id,
        }
    )
    entering = people.in_zone(env["kfz.intermediary.account"], zone).with_user(manager or env.user)
    _enter_account(entering.env, broker, zone, "6200000000000000019")


def _person(intermediary, zone, name, email):
    return intermediary.create(
        {
            "name": name,
            "parent_id": intermediary.id,
            "company_id": zone.id,
            "type": "contact",
            "email": email,
            "is_enterprise": False,
        }
    )


def _register(intermediary, zone, manager, name, days, accepted):
    env = intermediary.env
    moment = datetime.datetime.now() - datetime.timedelta(days=days)
    partner = intermediary.browse()
    if accepted:
        partner = partner.create({"name": name, "is_enterprise": True, "company_id": zone.id})
    team = [
        Command.create({"name": intermediary.name, "share": 70, "is_payee": True}),
        Command.create({"name": "示例合作顾问", "share": 30}),
    ]
    return env["kfz.referral"].create(
        {
            "intermediary_id": intermediary.id,
            "company_id": zone.id,
            "enterprise_name": name,
            "registered_on": moment,
            "partner_id": partner.id,
            "idea": "拟在综合保税区设立保税仓储与加工基地（示例），计划投资约5000万元。",
            "contact_name": "示例联系人",
            "contact_phone": "0871-00000000",
            "user_id": manager.id,
            "declares_not_official": True,
            "declares_not_affiliate": True,
            "declared_on": moment,
            "declaration_text": env["kfz.referral"].with_context(lang="zh_CN")._kfz_declaration(),
            "attachment_ids": [
                Command.create(
                    {"name": "投资人函（示例）.pdf", "raw": LETTER, "mimetype": "application/pdf"}
                )
            ],
            "member_ids": team if name.startswith("示例远航") else [],
        }
    )


def _decide(record, manager, state, reason):
    """What became of a referral."""
    if state == "accepted":
        record.with_user(manager).action_accept(reason)
        record.with_user(manager).action_make_lead()
    elif state == "refused":
        record.with_user(manager).action_refuse(reason)
    elif state == "withdrawn":
        record.action_withdraw(reason)
    elif state == "expired":
        record._kfz_expire()
