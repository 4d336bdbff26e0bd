import datetime

from odoo.fields import Command

from ..domain import calendar, demo_plan, gates
from . import clock, tables
from .past import office_moment

#: {remainder of the investor's number: share} paid in under construction by those who keep their money back
KEPT_BACK = {0: 0, 1: 0.05, 2: 0.2}
#: share of the agreed amount that has been paid in at a stage
PAID_IN = {"landed": 0.2, "construction": 0.4, "production": 0.75, "full_production": 0.95}
#: the offices that would have issued the codes of companies in a zone; Kunming's where none is named
COMPANY_REGIONS = {"MHMD": "532801"}
PROOFS = {
    "landed": "落地认定材料",
    "construction": "开工证明",
    "production": "投产证明",
    "full_production": "达产验收表",
}


def with_leave(records):
    """The records, with leave to enter what counts at once, instead of a draft and the button on it."""
    return records._kfz_may_set("state", "recognised_by_id")


def _document(plan, title, day):
    """A small text file that says that it is an example."""
    name = f"示例{plan.row['brand']}{plan.row['title']}项目"
    text = f"{title}\n\n项目：{name}\n日期：{day}\n\n示例文件，仅供演示，无任何法律效力。\n"
    return [tables.text_file(f"{title}（示例）.txt", text)]


# agreements


def agreements(env, plan, rng):
    """Values of the agreements of a planned project."""
    row, dates, result = plan.row, plan.dates, []
    if "review" in dates and rng.random() < 0.3:
        result.append(_agreement(plan, rng, "framework", dates["review"], row["planned"]))
    if plan.milestone == "review" and rng.random() < 0.3:
        draft = _agreement(plan, rng, "formal", calendar.today(), row["agreed"], "投资协议草案")
        result.append({**draft, "state": "draft"})
    if "signed" in dates:
        result.append(_signed_agreement(env, plan, rng))
    if "landed" in dates and rng.random() < 0.3:
        day = dates["landed"] + (calendar.today() - dates["landed"]) // 2
        amount = round(row["agreed"] * rng.choice((0.1, 0.2, 0.25)), -5)
        result.append(_agreement(plan, rng, "supplementary", day, amount))
    return result


def _agreement(plan, rng, kind, day, amount, title=None):
    titles = {"framework": "投资合作框架协议", "formal": "投资协议", "supplementary": "补充协议"}
    return {
        "kind": kind,
        "number": f"示例协〔{day.year}〕{rng.randint(1, 180)}号",
        "signed_on": day,
        "amount": amount,
        "state": "in_force",
        "attachment_ids": _document(plan, title or titles[kind], day),
    }


def _signed_agreement(env, plan, rng):
    dollars, amount = plan.row.get("dollars"), plan.row["agreed"]
    if dollars:
        amount = round(amount * 0.14, -4)
    return {
        **_agreement(plan, rng, "formal", plan.dates["signed"], amount),
        "currency_id": env.ref("base.USD" if dollars else "base.CNY").id,
    }


# capital


def _kept_back(plan):
    """Which of the builders whose investors pay nothing, or next to nothing, this is: the lights of funds have something to say."""
    return plan.row["enterprise"] % 4 if plan.milestone == "construction" else None


def capital(plan, rng):
    """Values of the instalments: more of them the further the project is; a signed one may have paid a first bit."""
    today = calendar.today()
    share, count, start = _instalments(plan, rng)
    if not count:
        return []
    total = plan.row["agreed"] * share * rng.uniform(0.8, 1.1)
    result = []
    for number in range(count):
        day = start + datetime.timedelta(days=int((today - start).days * number / count))
        result.append(
            {
                "received_on": day,
                "amount": round(total / count * rng.uniform(0.8, 1.2), -4),
                "note": f"第{'一二三四五六'[number]}期资本金",
                "attachment_ids": _document(plan, "到账凭证", day),
            }
        )
    return result


def _instalments(plan, rng):
    """(share of the agreed amount, number of instalments, day of the first one)."""
    dates = plan.dates
    if (kept := KEPT_BACK.get(_kept_back(plan))) is not None:
        return kept, min(1, int(kept * 100)), dates["landed"]
    if "landed" in dates:
        further = gates.MILESTONES.index(plan.milestone) - gates.MILESTONES.index("landed")
        return PAID_IN[plan.milestone], rng.randint(1, 2) + further, dates["landed"]
    if "signed" in dates and plan.condition != "terminated" and rng.random() < 0.25:
        return 0.05, 1, dates["signed"]
    return 0, 0, None


# milestones


def milestones(env, plan, investor, rng, texts):
    """Values of the milestones from landing on; some signed projects wait for their recognition.

    :param investor: id of the investor
    """
    dates = plan.dates
    result = [
        {
            "milestone": milestone,
            "effective_date": dates[milestone],
            "state": "recognised",
            "attachment_ids": _document(plan, title, dates[milestone]),
        }
        for milestone, title in PROOFS.items()
        if milestone in dates
    ]
    if result:
        result[0].update(_landing(plan, rng, texts))
        companies = _companies(env, plan, investor, result[0]["registered_on"])
        result[0]["project_company_ids"] = [Command.set(companies)]
    elif plan.milestone == "signed" and plan.condition == "ongoing" and rng.random() < 0.2:
        day = calendar.today()
        result.append(
            {
                "milestone": "landed",
                "effective_date": day,
                "note": "待认定",
                "ground": "site_contract",
                "attachment_ids": _document(plan, "厂房租赁合同", day),
            }
        )
    return result


def _landing(plan, rng, texts):
    """What a landing says beyond other milestones."""
    dates = plan.dates
    ground = rng.choice(("site_contract", "site_contract", "first_capital"))
    if _kept_back(plan) in KEPT_BACK:
        ground = "site_contract"
    return {
        "ground": ground,
        "registered_on": dates["signed"] + (dates["landed"] - dates["signed"]) * 2 // 3,
        "note": texts["ground"][ground][0],
    }


def _companies(env, plan, investor, day):
    """The ids of the companies that were registered in the zone on a day: mostly a new one, the investor itself, or both."""
    number = plan.row["enterprise"]
    if number % 3 == 0:
        return [investor]
    company = _company(env, plan, number, day)
    return [investor, company] if number % 7 == 0 else [company]


def _company(env, plan, number, day):
    """The id of the investor's company in the zone; two projects of one investor share it."""
    code = demo_plan.uscc(COMPANY_REGIONS.get(plan.zone, "530111"), 5000 + number)
    found = env["res.partner"].search([("vat", "=", code)], limit=1)
    if found:
        return found.id
    row, moment = plan.row, office_moment(day, number, env.cr.now())
    values = {
        "name": f"示例{row['brand']}（{demo_plan.SHORT_NAMES[plan.zone]}）{row['word']}有限公司",
        "is_enterprise": True,
        "company_id": row["manager"].company_id.id,
        "vat": code,
        "country_id": env.ref("base.cn").id,
        "established_date": day,
        "industry_id": env.ref(f"kfz_investment.industry_gbt_{row['industry']}").id,
        **clock.dates(moment),
    }
    return clock.bulk(env["res.partner"]).create([values]).id
