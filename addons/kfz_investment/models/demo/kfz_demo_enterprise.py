import datetime

from odoo import models
from odoo.fields import Command

from ...domain import calendar, demo_plan

ENTERPRISES = 150
#: invented codes stand for offices of these districts
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
#: every how many enterprises hold a recognition
RECOGNITIONS = {
    7: "high_tech",
    11: "specialised_new",
    23: "listed",
    31: "chain_leader",
    37: "little_giant",
    53: "private_500",
}


class KfzDemo(models.AbstractModel):
    """The enterprises: invented ones, and those that the plan names."""

    _inherit = "kfz.demo"

    def _kfz_load_real_enterprises(self):
        """The enterprises that the plan names, in the common directory, with its words and nothing else."""
        self.env["res.partner"].create(
            [
                {
                    "name": row["name"],
                    "is_enterprise": True,
                    "company_id": False,
                    "business_scope": f"{row['fact']}（据《昆明综合保税区“十四五”产业发展规划》：{row['section']}）",
                    "recognition_ids": [
                        Command.link(
                            self.env.ref(f"kfz_investment.recognition_{row['recognition']}").id
                        )
                    ]
                    if row["recognition"]
                    else [],
                }
                for row in self._kfz_table("real_enterprises")
            ]
        )

    def _kfz_load_enterprises(self, plans):
        """Invented enterprises: one for most projects, some with a second project in their trade, the rest are targets.

        Gives every plan its ``brand`` and ``enterprise`` (a number), for its name and investor.

        :return: the enterprises, in the order of their numbers
        """
        rng, zones = self._kfz_rng("enterprises"), self._kfz_zones()
        specs = self._kfz_enterprise_specs(plans, rng)
        enterprises = self.env["res.partner"].create(
            [
                self._kfz_enterprise_values(number, spec, zones, rng)
                for number, spec in enumerate(specs)
            ]
        )
        self._kfz_load_contacts(enterprises, specs, zones, rng)
        return enterprises

    def _kfz_enterprise_specs(self, plans, rng):
        texts = self._kfz_texts()
        brands = [text for texts_of_key in texts["brand"].values() for text in texts_of_key]
        specs = []
        for index, plan in enumerate(plans):
            before = [
                number
                for number, spec in enumerate(specs)
                if not spec.get("twice")
                and all(spec[name] == plan.row[name] for name in ("zone", "function", "industry"))
            ]
            if before and index % 3 == 0:
                plan.row["enterprise"] = before[-1]
                specs[before[-1]]["twice"] = True
                plan.row["brand"] = specs[before[-1]]["brand"]
                continue
            plan.row["brand"] = brands[index % len(brands)]
            plan.row["enterprise"] = len(specs)
            specs.append({**plan.row, "place": rng.choice(texts["place"][plan.zone])})
        rows = self._kfz_table("projects")
        taken = {(spec["brand"], spec["word"]) for spec in specs}
        number = 0
        while len(specs) < ENTERPRISES:
            row, brand = rows[number * 7 % len(rows)], brands[(number * 5 + 3) % len(brands)]
            number += 1
            if (brand, row["word"]) not in taken:
                taken.add((brand, row["word"]))
                specs.append(
                    {**row, "brand": brand, "place": rng.choice(texts["place"][row["zone"]])}
                )
        return specs

    def _kfz_enterprise_values(self, number, spec, zones, rng):
        abroad, common = spec["place"] in ABROAD, number % 6 == 5
        # drawn for every enterprise, so that the rest does not hang on where it stands
        capital = demo_plan.investment(float(spec["low"]) / 5, float(spec["high"]) / 3, rng)
        paid_in = round(capital * rng.choice((0, 0.2, 0.5, 0.6, 0.8, 1, 1)), -4)
        age = rng.randint(400, 7500)
        ownership = rng.choices(
            ("private", "state", "foreign", "hmt", "joint"), (60, 18, 10, 5, 7)
        )[0]
        return {
            "name": f"{spec['place']}示例{spec['brand']}{spec['word']}有限公司",
            "is_enterprise": True,
            "company_id": False if common else zones[spec["zone"]].id,
            "vat": False if abroad else demo_plan.uscc(REGIONS[spec["place"]], number + 1),
            "country_id": self.env.ref(ABROAD.get(spec["place"], "base.cn")).id,
            "registered_capital": capital,
            "paid_in_capital": paid_in,
            "established_date": calendar.today() - datetime.timedelta(days=age),
            "ownership": "foreign" if abroad else ownership,
            "industry_id": self.env.ref(f"kfz_investment.industry_gbt_{spec['industry']}").id,
            "business_scope": f"{spec['word']}及相关业务（示例）",
            "phone": False if common else f"0871-6000{number + 1:04d}",
            "recognition_ids": [
                Command.link(self.env.ref(f"kfz_investment.recognition_{code}").id)
                for step, code in RECOGNITIONS.items()
                if number % step == step - 1
            ],
        }

    def _kfz_load_contacts(self, enterprises, specs, zones, rng):
        """A contact for most enterprises, private to the zone, and a note for some."""
        texts = self._kfz_texts()
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
                notes.append(
                    {
                        "partner_id": enterprise.id,
                        "company_id": zone,
                        "date": calendar.today() - datetime.timedelta(days=rng.randint(1, 200)),
                        "body": texts["note"][rng.choice(list(texts["note"]))][0],
                    }
                )
        self.env["res.partner"].create(contacts)
        self.env["kfz.enterprise.note"].create(notes)
