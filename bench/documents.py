"""Projects of a server in use: at their stage, with the evidence that its gates ask for, with files, followers and messages.

Stock Odoo gets as many opportunities in as many stages, with the same number of files, followers and messages.
"""

import datetime

import papers

QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "no_reset_password": True,
    "_partners_skip_fields_sync": True,
}
BATCH = 1000
STAGES = (
    "lead",
    "negotiation",
    "review",
    "signed",
    "landed",
    "construction",
    "production",
    "full_production",
)
#: how many of 25 projects are at each stage: most are young
MIX = (7, 6, 4, 3, 2, 1, 1, 1)
LEVELS = [level for level, count in enumerate(MIX) for _number in range(count)]
#: of these (modulo 25), which are young, a visit has a document, too
VISITED = (3, 10)
#: one in so many projects belongs to the second zone; prime to 25, so that both zones have all stages
SECOND_ZONE = 11
COLLEAGUES = 4


def level_of(number):
    """The index in STAGES of the stage at which the number-th project is."""
    return LEVELS[number % len(LEVELS)]


def files_of(number):
    """How many files the number-th project has: of its agreement, of each milestone from landing on, of a visit."""
    return max(level_of(number) - STAGES.index("signed") + 1, 0) + (number % 25 in VISITED)


def projects_with(files):
    """How many projects have about this many files."""
    in_a_row = sum(map(files_of, range(len(LEVELS))))
    return round(files * len(LEVELS) / in_a_row)


class Zone:
    """A zone with its manager, colleagues, enterprises and officials; on stock Odoo a company with salespeople."""

    def __init__(self, env, ours, company, letter, enterprises):
        self.ours = ours
        self.company = company
        group = "kfz_investment.group_kfz_{}" if ours else "sales_team.group_sale_salesman{}"
        roles = ("manager", "officer") if ours else ("_all_leads", "")
        leading, working = (env.ref(group.format(role)) for role in roles)
        self.manager = self._user(env, f"bench_{letter}", leading)
        self.colleagues = [
            self._user(env, f"bench_{letter}{number}", working) for number in range(COLLEAGUES)
        ]
        self.partners = self._enterprises(env, enterprises)
        self.officials = self._officials(env) if ours else []
        self.area = env.ref("kfz_investment.area_airport") if ours and letter == "a" else None

    def _user(self, env, login, group):
        return env["res.users"].create(
            {
                "name": login.replace("_", " "),
                "login": login,
                "email": f"{login}@example.com",
                "company_id": self.company.id,
                "company_ids": [(6, 0, self.company.ids)],
                "group_ids": [(6, 0, group.ids)],
            }
        )

    def _enterprises(self, env, count):
        kind = {"is_enterprise": True} if self.ours else {}
        return env["res.partner"].create(
            [
                {
                    "name": f"示例在册企业{self.company.id}-{number:03d}有限公司",
                    "is_company": True,
                    "company_id": self.company.id,
                    **kind,
                }
                for number in range(count)
            ]
        )

    def _officials(self, env):
        return env["kfz.official"].create(
            [
                {"name": f"示例招商专员{number}", "company_id": self.company.id}
                for number in range(COLLEAGUES)
            ]
        )


def fill(env, side, count, enterprises=(180, 20)):
    """``count`` projects of two zones, committed batch by batch, with everything that hangs on them; so many enterprises per zone."""
    ours = side == "ours"
    zones = tuple(
        Zone(env, ours, *each) for each in zip(companies(env, ours), "ab", enterprises, strict=True)
    )
    stages = pipeline(env, ours)
    context = evidence_context(env) if ours else None
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        for zone, second_zone in zip(zones, (False, True), strict=True):
            own = [n for n in numbers if (n % SECOND_ZONE == SECOND_ZONE - 1) == second_zone]
            if leads := own and make_batch(env, zone, own, stages, context):
                papers.follow(env, zone, leads)
                papers.post(env, zone, leads)
        env.cr.commit()
        env.invalidate_all()
    return zones


def companies(env, ours):
    """The zone in which is measured, and another one."""
    if ours:
        return env.ref("kfz_investment.zone_kcbz"), env.ref("kfz_investment.zone_kmftz")
    return env.ref("base.main_company"), env["res.company"].create({"name": "示例二区"})


def pipeline(env, ours):
    """The ids of eight stages in order; stock Odoo, which has four, gets four more before the last."""
    if ours:
        domain = [("milestone", "!=", False)]
    else:
        domain = []
        missing = len(STAGES) - env["crm.stage"].search_count([])
        env["crm.stage"].create(
            [{"name": f"示例阶段{n}", "sequence": 10 + n} for n in range(missing)]
        )
    return env["crm.stage"].search(domain, order="sequence, id", limit=len(STAGES)).ids


def evidence_context(env):
    """What evidence refers to, in all zones."""
    return {
        "industry_id": env["res.partner.industry"].search([], limit=1).id,
        "entry_type_id": env.ref("kfz_investment.entry_type_p1").id,
    }


def make_batch(env, zone, numbers, stages, context):
    """The leads of these numbers in a zone. Files are there before the evidence that the gates ask for refers to them."""
    files = iter(papers.upload(env.cr, zone, sum(map(files_of, numbers))))
    leads = env["crm.lead"].create(
        [
            {
                "name": f"示例在办项目{number:05d}",
                "partner_id": zone.partners[number % len(zone.partners)].id,
                "company_id": zone.company.id,
                "type": "opportunity",
                "user_id": zone.manager.id,
                "stage_id": stages[level_of(number)],
                "expected_revenue": 1_000_000 + number,
                **(evidence(zone, number, files, context) if zone.ours else {}),
            }
            for number in numbers
        ]
    )
    env.flush_all()
    if zone.ours:
        papers.file_with_evidence(env.cr)
    else:
        counts = map(files_of, numbers)
        papers.file_with_leads(env.cr, dict(zip(leads.ids, counts, strict=True)), files)
    return leads


def evidence(zone, number, files, context):
    """What the gates up to a project's stage ask for, as values of a new project."""
    level = level_of(number)
    official = zone.officials[number % len(zone.officials)]
    values = {"is_promotion": True, "industry_function": "logistics", "site_need": "示例仓库"}
    visit = {"summary": f"示例洽谈{number}", "date": day(90)}
    if number % 25 in VISITED:
        visit["attachment_ids"] = [(6, 0, [next(files)])]
    if level or "attachment_ids" in visit:
        values["interaction_ids"] = [(0, 0, visit)]
    if level:
        values.update(context, area_id=zone.area.id if zone.area else False)
        role = {"official_id": official.id, "role": "account_manager", "date_from": day(80)}
        values["assignment_ids"] = [(0, 0, role)]
    if level >= STAGES.index("signed"):
        values["agreement_ids"] = [(0, 0, agreement(next(files)))]
    values["milestone_ids"] = [
        (0, 0, milestone(word, next(files))) for word in STAGES[STAGES.index("landed") : level + 1]
    ]
    return values


def agreement(file):
    """A formal agreement in force, with its document."""
    return {
        "kind": "formal",
        "state": "in_force",
        "amount": 1_000_000,
        "signed_on": day(60),
        "attachment_ids": [(6, 0, [file])],
    }


def milestone(word, file):
    """A recognised milestone, with its document."""
    return {
        "milestone": word,
        "state": "recognised",
        "effective_date": day(30),
        "registered_on": day(40),
        "ground": "site_contract",
        "attachment_ids": [(6, 0, [file])],
    }


def day(ago):
    """The date some days ago."""
    return datetime.date.today() - datetime.timedelta(days=ago)
