import datetime

from odoo import models
from odoo.fields import Command

from ...domain import calendar, demo_plan, gates

PHASES = ("lead", "negotiation", "review", "signed", "landing")
SOURCES = ("event", "outreach", "self", "intermediary", "enterprise", "superior", "online")
#: two agreements from this amount on are in dollars, in yuan
DOLLAR_FROM = 50_000_000


class KfzDemo(models.AbstractModel):
    """The projects: entered with their evidence, then moved through the gates stage by stage."""

    _inherit = "kfz.demo"

    def _kfz_load_projects(self, plans, enterprises, people):
        """Enter the projects, move them to their stages, end those that ended, plan the next activities."""
        rng, texts = self._kfz_rng("projects"), self._kfz_texts()
        people = {
            key: [self.env["kfz.official"].browse(official.ids) for official in found]
            for key, found in people.items()
        }
        tags = self.env["crm.tag"].sudo()  # sudo: tags are configuration
        tags = tags.create([{"name": names[0]} for names in texts["tag"].values()])
        for plan in plans:
            self._kfz_draw(plan, people, rng)
        for plan in [
            plan for plan in plans if plan.reached("signed") and plan.row["agreed"] >= DOLLAR_FROM
        ][3:5]:
            plan.row["dollars"] = True
        projects = self.env["crm.lead"].create(
            [self._kfz_project_values(plan, enterprises, tags, rng, texts) for plan in plans]
        )
        for milestone, stage in (
            (stage.milestone, stage) for stage in self.env["crm.stage"]._kfz_pipeline()[1:]
        ):
            reached = [
                project.id
                for project, plan in zip(projects, plans, strict=True)
                if plan.reached(milestone)
            ]
            projects.browse(reached).write({"stage_id": stage.id})
        for project, plan in zip(projects, plans, strict=True):
            self._kfz_set_condition(project, plan, rng, texts)
        self._kfz_load_activities(projects, plans, rng, texts)
        return projects

    def _kfz_draw(self, plan, people, rng):
        """Who works on a planned project, and its amount."""
        row = plan.row
        managers = people[plan.zone, "account_manager"]
        row["planned"] = demo_plan.investment(float(row["low"]), float(row["high"]), rng)
        row["manager"] = rng.choice(managers)
        row["former"] = rng.choice(managers)
        leaders = people[plan.zone, "lead_official"]
        row["leader"] = rng.choices(leaders, range(2 * len(leaders), 0, -2))[0]
        row["unit"] = rng.choice(people[plan.zone, "unit"])
        threshold = row["manager"].company_id.kfz_major_threshold
        row["major"] = row["planned"] >= threshold
        row["agreed"] = round(row["planned"] * rng.choice((0.7, 0.8, 0.9, 1, 1, 1.1)), -5)

    def _kfz_project_values(self, plan, enterprises, tags, rng, texts):
        row, code = plan.row, plan.milestone
        zone = row["manager"].company_id
        level = gates.MILESTONES.index(code)
        knows = [level > 1 or rng.random() < share for share in (0.75, 0.5, 0.5, 0.4)]
        named = level > 0 or rng.random() < 0.7
        site = texts["site"][row["function"]][0].format(
            n=rng.randint(3, 60) * 200, m=rng.randint(2, 8)
        )
        areas = dict(
            zip(("KG", "JK"), zone.kfz_area_ids.sorted("code", reverse=True), strict=False)
        )
        area = areas.get(
            "JK"
            if row["function"] in ("inspection", "rnd") or row["entry"] in ("P1", "P10")
            else "KG"
        )
        open_ = plan.condition not in ("lost", "terminated")
        signing = calendar.today() + datetime.timedelta(days=rng.randint(-15, 150))
        partner = enterprises[row["enterprise"]].id if level or rng.random() < 0.85 else False
        interactions, next_step = (
            self._kfz_interactions(plan, rng) if partner else ([], "查找企业联系方式")
        )
        values = {
            "name": f"示例{row['brand']}{row['title']}项目",
            "is_promotion": True,
            "company_id": zone.id,
            "partner_id": partner,
            "user_id": row["manager"].user_id.id if level or rng.random() < 0.7 else False,
            "expected_revenue": row["planned"] if named else 0,
            "investment_unknown": not named and rng.random() < 0.4,
            "industry_function": row["function"] if knows[0] else False,
            "entry_type_id": self.env.ref(f"kfz_investment.entry_type_{row['entry'].lower()}").id
            if knows[1]
            else False,
            "area_id": area.id if area and knows[2] else False,
            "site_need": site if knows[3] else False,
            "source_kind": rng.choice(SOURCES),
            "tag_ids": [Command.set(rng.sample(tags.ids, rng.choice((0, 0, 1, 1, 2))))],
            "date_deadline": signing if code in ("negotiation", "review") and open_ else False,
            "next_step": next_step if open_ and rng.random() < 0.9 else False,
            "interaction_ids": [Command.create(vals) for vals in interactions],
            "assignment_ids": [Command.create(vals) for vals in self._kfz_assignments(plan, rng)],
        }
        return {**values, **self._kfz_evidence(plan, rng, texts)}

    def _kfz_interactions(self, plan, rng):
        """One to six contacts over the life of a project, and the next step that the last one left."""
        by_phase = {}
        for text in self._kfz_table("interactions"):
            by_phase.setdefault(text["phase"], []).append(text)
        days = {**plan.dates, "landing": plan.dates.get("landed")}
        phases = [phase for phase in PHASES if days.get(phase)]
        ends = [*(days[phase] for phase in phases[1:]), plan.ended or calendar.today()]
        result = []
        # the newest phase first: it is never the one that is cut off
        for phase, end in reversed(list(zip(phases, ends, strict=True))):
            choices = (
                (0, 1, 1)
                if phases == ["lead"]
                else (1, 1, 2)
                if phase == phases[-1]
                else (1, 1, 1, 2)
            )
            for text in rng.sample(by_phase[phase], min(rng.choice(choices), 6 - len(result))):
                day = days[phase] + datetime.timedelta(
                    days=rng.randint(0, max(0, (end - days[phase]).days))
                )
                officials = [
                    row
                    for row in (plan.row["manager"], rng.random() < 0.3 and plan.row["leader"])
                    if row
                ]
                result.append(
                    {
                        "date": day,
                        "kind": text["kind"],
                        "next_step": text["next_step"],
                        "summary": text["summary"],
                        "official_ids": [Command.set([official.id for official in officials])],
                        "user_id": plan.row["manager"].user_id.id or self.env.uid,
                    }
                )
        result.sort(key=lambda vals: vals["date"])
        return result, result and result[-1]["next_step"]

    def _kfz_assignments(self, plan, rng):
        """Who holds which role, from when; some were handed over."""
        row, dates = plan.row, plan.dates
        result = []
        if "negotiation" in dates:
            since = dates["negotiation"]
            half = since + ((plan.ended or calendar.today()) - since) // 2
            if row["former"] != row["manager"] and rng.random() < 0.35 and half > since:
                result.append((row["former"], "account_manager", since, half))
                since = half
            result.append((row["manager"], "account_manager", since, False))
        if "review" in dates:
            result.append((row["unit"], "responsible_unit", dates["review"], False))
            if row["major"] or rng.random() < 0.4:
                result.append((row["leader"], "lead_official", dates["review"], False))
        if "signed" in dates and row["major"]:
            result.append((row["leader"], "task_force_lead", dates["signed"], False))
            if row["former"] != row["manager"]:
                result.append((row["former"], "task_force_member", dates["signed"], False))
        return [
            {"official_id": official.id, "role": role, "date_from": start, "date_to": end}
            for official, role, start, end in result
        ]

    # evidence

    def _kfz_evidence(self, plan, rng, texts):
        """Agreements, capital and milestones of a planned project, as values."""
        return {
            name: [Command.create(vals) for vals in rows]
            for name, rows in (
                ("agreement_ids", self._kfz_agreements(plan, rng)),
                ("capital_ids", self._kfz_capital(plan, rng)),
                ("milestone_ids", self._kfz_milestones(plan, rng, texts)),
            )
            if rows
        }

    def _kfz_document(self, plan, title, day):
        """A small text file that says that it is an example."""
        name = f"示例{plan.row['brand']}{plan.row['title']}项目"
        text = f"{title}\n\n项目：{name}\n日期：{day}\n\n示例文件，仅供演示，无任何法律效力。\n"
        return [
            Command.create(
                {
                    "name": f"{title}（示例）.txt",
                    "raw": text.encode("utf-8-sig"),
                    "mimetype": "text/plain",
                }
            )
        ]

    def _kfz_agreements(self, plan, rng):
        row, dates, result = plan.row, plan.dates, []

        def add(kind, word, day, amount, **values):
            result.append(
                {
                    "kind": kind,
                    "number": f"示例协〔{day.year}〕{rng.randint(1, 180)}号",
                    "signed_on": day,
                    "amount": amount,
                    "state": "in_force",
                    "attachment_ids": self._kfz_document(plan, word, day),
                    **values,
                }
            )

        if "review" in dates and rng.random() < 0.3:
            add("framework", "投资合作框架协议", dates["review"], row["planned"])
        if plan.milestone == "review" and rng.random() < 0.3:
            add("formal", "投资协议草案", calendar.today(), row["agreed"], state="draft")
        if "signed" in dates:
            dollars = row.get("dollars")
            currency = self.env.ref("base.USD" if dollars else "base.CNY")
            add(
                "formal",
                "投资协议",
                dates["signed"],
                round(row["agreed"] * 0.14, -4) if dollars else row["agreed"],
                currency_id=currency.id,
            )
        if "landed" in dates and rng.random() < 0.3:
            add(
                "supplementary",
                "补充协议",
                dates["landed"] + (calendar.today() - dates["landed"]) // 2,
                round(row["agreed"] * rng.choice((0.1, 0.2, 0.25)), -5),
            )
        return result

    def _kfz_capital(self, plan, rng):
        """Instalments: more of them the further the project is; a signed one may have paid a first bit."""
        dates, today = plan.dates, calendar.today()
        if "landed" in dates:
            share = {
                "landed": 0.2,
                "construction": 0.4,
                "production": 0.75,
                "full_production": 0.95,
            }[plan.milestone]
            count, start = (
                rng.randint(1, 2) + gates.MILESTONES.index(plan.milestone) - 4,
                dates["landed"],
            )
        elif "signed" in dates and plan.condition != "terminated" and rng.random() < 0.25:
            share, count, start = 0.05, 1, dates["signed"]
        else:
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
                    "attachment_ids": self._kfz_document(plan, "到账凭证", day),
                }
            )
        return result

    def _kfz_milestones(self, plan, rng, texts):
        dates, result = plan.dates, []
        for milestone, word in (
            ("landed", "落地认定材料"),
            ("construction", "开工证明"),
            ("production", "投产证明"),
            ("full_production", "达产验收表"),
        ):
            if milestone in dates:
                result.append(
                    {
                        "milestone": milestone,
                        "effective_date": dates[milestone],
                        "state": "recognised",
                        "attachment_ids": self._kfz_document(plan, word, dates[milestone]),
                    }
                )
        if result:
            ground = rng.choice(("site_contract", "site_contract", "first_capital"))
            registered = dates["signed"] + (dates["landed"] - dates["signed"]) * 2 // 3
            result[0].update(
                ground=ground,
                registered_on=registered,
                note=texts["ground"][ground][0],
                project_company=f"示例{plan.row['brand']}（{plan.zone}）{plan.row['word']}有限公司",
            )
        elif plan.milestone == "signed" and plan.condition == "ongoing" and rng.random() < 0.2:
            day = calendar.today()
            result.append(
                {
                    "milestone": "landed",
                    "effective_date": day,
                    "note": "待认定",
                    "ground": "site_contract",
                    "attachment_ids": self._kfz_document(plan, "厂房租赁合同", day),
                }
            )
        return result

    # condition and activities

    def _kfz_set_condition(self, project, plan, rng, texts):
        if plan.condition == "ongoing":
            return
        if plan.condition in ("delayed", "dormant"):
            review = calendar.today() + datetime.timedelta(days=rng.randint(15, 90))
            project.write(
                {
                    "condition": plan.condition,
                    "review_on": plan.condition == "dormant" and review,
                    "condition_reason": texts[plan.condition][
                        rng.choice(list(texts[plan.condition]))
                    ][0],
                }
            )
            return
        code = rng.choice(list(texts[plan.condition]))
        values = {
            "lost_reason_id": self.env.ref(f"kfz_investment.{code}").id,
            "condition_reason": texts[plan.condition][code][0],
        }
        if plan.condition == "lost":
            project.action_set_lost(**values)
        else:
            project.write({"condition": "terminated", **values})
            project.agreement_ids.action_terminate()
        project.assignment_ids.filtered(lambda a: not a.date_to).date_to = plan.ended

    def _kfz_load_activities(self, projects, plans, rng, texts):
        """Overdue, of today and planned ones for the account managers with a login."""
        kinds = [
            (self.env.ref(f"mail.{key}"), names[0]) for key, names in texts["activity"].items()
        ]
        rows = []
        for project, plan in zip(projects, plans, strict=True):
            if project.user_id and plan.ended is None and rng.random() < 0.65:
                kind, summary = rng.choice(kinds)
                days = rng.choice((-9, -3, -1, 0, 0, 1, 2, 4, 7, 12, 18))
                rows.append(
                    {
                        "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                        "res_id": project.id,
                        "activity_type_id": kind.id,
                        "summary": project.next_step or summary,
                        "user_id": project.user_id.id,
                        "date_deadline": calendar.today() + datetime.timedelta(days=days),
                    }
                )
        # sudo: activities are planned for colleagues
        self.env["mail.activity"].sudo().create(rows)
