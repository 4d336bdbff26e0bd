import datetime

from odoo.fields import Command

from ..domain import calendar, demo_plan
from . import clock, people, tables

ENTERPRISES = 150
#: the offices of these districts stand for those that would have issued the invented codes
REGIONS = {
    "昆明": "530111",
    "云南": "530103",
    "上海": "310115",
    "深圳": "440305",
    "重庆": "500112",
    "广东": "440106",
    "北京": "110108",
    "四川": "510107",
    "浙江": "330108",
    "西双版纳": "532801",
}
ABROAD = {"老挝": "base.la", "泰国": "base.th"}
#: one enterprise in so many holds the recognition
RECOGNITIONS = {
    7: "high_tech",
    11: "specialised_new",
    23: "listed",
    31: "chain_leader",
    37: "little_giant",
    53: "private_500",
}
OWNERSHIPS = {"private": 60, "state": 18, "foreign": 10, "hmt": 5, "joint": 7}


def load(env, plans, past):
    """Invented enterprises: one for most projects, some with a second project in their trade, the rest are targets.

    Gives every plan its ``brand`` and ``enterprise`` (a number), for its name and investor.

    :return: the enterprises, in the order of their numbers
    """
    rng, zones, texts = tables.rng("enterprises"), people.zones(env), tables.texts()
    specs = _investors(plans, texts, rng)
    specs += _targets(specs, texts, rng)
    moments = past.enterprise_moments(plans, len(specs))
    rows = [
        {**_values(env, number, spec, zones[spec["zone"]], rng), **clock.dates(moment)}
        for number, (spec, moment) in enumerate(zip(specs, moments, strict=True))
    ]
    enterprises = clock.bulk(env["res.partner"]).create(rows).with_env(env)
    _load_contacts(enterprises, specs, zones, texts, rng)
    return enterprises


# who there is


def _brands(texts):
    return [text for texts_of_key in texts["brand"].values() for text in texts_of_key]


def _investors(plans, texts, rng):
    """What is known of the investors of the planned projects."""
    brands, specs = _brands(texts), []
    for index, plan in enumerate(plans):
        again = _fit_for_second(specs, plan.row) if index % 3 == 0 else None
        if again is not None:
            specs[again]["twice"] = True
            plan.row.update(enterprise=again, brand=specs[again]["brand"])
            continue
        plan.row.update(enterprise=len(specs), brand=brands[index % len(brands)])
        specs.append({**plan.row, "place": rng.choice(texts["place"][plan.zone])})
    return specs


def _fit_for_second(specs, row):
    """The number of the last investor of the same zone and trade with one project only."""
    for number in reversed(range(len(specs))):
        spec = specs[number]
        if not spec.get("twice") and all(
            spec[name] == row[name] for name in ("zone", "function", "industry")
        ):
            return number
    return None


def _targets(investors, texts, rng):
    """What is known of enterprises without a project, so that there are enough."""
    brands, rows, result = _brands(texts), tables.rows("projects"), []
    taken = {(spec["brand"], spec["word"]) for spec in investors}
    number = 0
    while len(investors) + len(result) < ENTERPRISES:
        row, brand = rows[number * 7 % len(rows)], brands[(number * 5 + 3) % len(brands)]
        number += 1
        if (brand, row["word"]) not in taken:
            taken.add((brand, row["word"]))
            place = rng.choice(texts["place"][row["zone"]])
            result.append({**row, "brand": brand, "place": place})
    return result


# values


def _values(env, number, spec, zone, rng):
    abroad, common = spec["place"] in ABROAD, number % 6 == 5
    # drawn for every enterprise, so that the rest does not depend on where it is
    capital = demo_plan.investment(float(spec["low"]) / 5, float(spec["high"]) / 3, rng)
    paid_in = round(capital * rng.choice((0, 0.2, 0.5, 0.6, 0.8, 1, 1)), -4)
    age = rng.randint(400, 7500)
    ownership = rng.choices(tuple(OWNERSHIPS), tuple(OWNERSHIPS.values()))[0]
    return {
        "name": f"{spec['place']}示例{spec['brand']}{spec['word']}有限公司",
        "is_enterprise": True,
        "company_id": False if common else zone.id,
        "vat": False if abroad else demo_plan.uscc(REGIONS[spec["place"]], number + 1),
        "country_id": env.ref(ABROAD.get(spec["place"], "base.cn")).id,
        "registered_capital": capital,
        "paid_in_capital": paid_in,
        "established_date": calendar.today() - datetime.timedelta(days=age),
        "ownership": "foreign" if abroad else ownership,
        "industry_id": env.ref(f"kfz_investment.industry_gbt_{spec['industry']}").id,
        "business_scope": f"{spec['word']}及相关业务（示例）",
        "phone": False if common else f"0871-6000{number + 1:04d}",
        "recognition_ids": [
            Command.link(env.ref(f"kfz_investment.recognition_{code}").id)
            for step, code in RECOGNITIONS.items()
            if number % step == step - 1
        ],
    }


def _load_contacts(enterprises, specs, zones, texts, rng):
    """A contact for most enterprises, private to the zone, and a note for some."""
    contacts, notes = [], []
    for number, (enterprise, spec) in enumerate(zip(enterprises, specs, strict=True)):
        zone = zones[spec["zone"]].id
        if number % 5 != 4:
            contacts.append(
                {
                    "name": f"{rng.choice(texts['surname']['1'])}示例",
                    "parent_id": enterprise.id,
                    "type": "contact",
                    "function": rng.choice(texts["contact"]["1"]),
                    "phone": f"0871-6001{number + 1:04d}",
                    "company_id": zone,
                }
            )
        if number % 6 == 0:
            days = rng.randint(1, 200)
            notes.append(
                {
                    "partner_id": enterprise.id,
                    "company_id": zone,
                    "date": calendar.today() - datetime.timedelta(days=days),
                    "body": texts["note"][rng.choice(list(texts["note"]))][0],
                }
            )
    enterprises.create(contacts)
    enterprises.env["kfz.enterprise.note"].create(notes)
