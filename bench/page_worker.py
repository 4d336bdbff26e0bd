"""The pages that people open all day, as the web client asks for them, and their rows by hand-written SQL: `page_worker.py DATABASE SIDE REPEATS [STEP …]`.

Prints JSON: seconds and queries by step.
"""

import json
import sys
import time

import client
import documents
import harness

VIEWS = {
    "ours": {
        "kanban": "kfz_investment.crm_lead_view_kanban_kfz",
        "list": "kfz_investment.crm_lead_view_list_kfz",
        "form": "kfz_investment.crm_lead_view_form_kfz",
    },
    "stock": {
        "kanban": "crm.crm_case_kanban_view_leads",
        "list": "crm.crm_case_tree_view_oppor",
        "form": "crm.crm_lead_view_form",
    },
}
DOMAINS = {"ours": [("is_promotion", "=", True)], "stock": [("type", "=", "opportunity")]}
CONTEXTS = {"ours": {"default_is_promotion": True}, "stock": {"default_type": "opportunity"}}
#: what the chatter asks for first (`requestList` of its JavaScript)
CHATTER = (
    "activities",
    "attachments",
    "contact_fields",
    "followers",
    "scheduledMessages",
    "suggestedRecipients",
)
MESSAGES = 30


class Pages:
    """The steps of one side, as methods."""

    #: the filter that the pages open with; that of the side unless a subclass says
    domain = ()

    def __init__(self, side, env):
        self.side = side
        self.domain = self.domain or DOMAINS[side]
        self.stages = documents.pipeline(env, side == "ours")
        self.landed = self._project(env, "landed")
        self.negotiated = self._project(env, "negotiation")

    def _project(self, env, word):
        """The id of the first project at a stage, in the zone in which is measured."""
        manager = env["res.users"].search([("login", "=", "bench_a")])
        stage = self.stages[documents.STAGES.index(word)]
        domain = [("stage_id", "=", stage), ("user_id", "=", manager.id)]
        return env["crm.lead"].search(domain, order="id", limit=1).id

    def view(self, env, kind):
        """(arch, read specification) of one of the side's views."""
        return client.view(env, VIEWS[self.side][kind], kind)

    def _leads(self, env, **context):
        return env["crm.lead"].with_context(**CONTEXTS[self.side], **context)

    def board(self, env):
        """The groups by stage with their first cards."""
        arch, cards = self.view(env, "kanban")
        found = self._leads(env, read_group_expand=True).web_read_group(
            self.domain,
            ["stage_id"],
            client.aggregates(env, arch),
            order=arch.get("default_order"),
            auto_unfold=True,
            opening_info=[],
            unfold_read_specification=cards,
            unfold_read_default_limit=client.limit(arch),
            groupby_read_specification={},
        )
        return sum(len(group.get("__records", ())) for group in found["groups"])

    def list(self, env):
        """The first page of the list."""
        arch, columns = self.view(env, "list")
        found = self._leads(env, bin_size=True).web_search_read(
            self.domain,
            columns,
            order=arch.get("default_order"),
            limit=client.limit(arch),
            count_limit=10001,
        )
        return len(found["records"])

    def form(self, env):
        """The page of a landed project, lists included."""
        self._leads(env, bin_size=True).browse(self.landed).web_read(self.view(env, "form")[1])

    def chatter(self, env):
        """What is below that page: followers, files, and the first messages."""
        from odoo.addons.mail.tools.discuss import Store

        thread = env["crm.lead"]._get_thread_with_access(self.landed)
        Store().add(thread, request_list=CHATTER, as_thread=True).get_result()
        messages = env["mail.message"]._message_fetch(domain=None, thread=thread, limit=MESSAGES)[
            "messages"
        ]
        messages.set_message_done()
        Store().add(messages).get_result()

    def save(self, env):
        """Save the name, which nothing depends on."""
        self._save(env, self.landed, "form", name="示例新名称")

    def save_amount(self, env):
        """Save the amount, which the chatter tracks and our gates ask for."""
        self._save(env, self.landed, "form", expected_revenue=2_000_000)

    def move(self, env):
        """Drag a card to the next column; it has what that stage asks for."""
        following = self.stages[documents.STAGES.index("review")]
        self._save(env, self.negotiated, "kanban", stage_id=following)

    def _save(self, env, lead, kind, **values):
        """Save as from a view, with what is written and sent before the commit."""
        self._leads(env).browse(lead).web_save(values, self.view(env, kind)[1])
        env.cr.flush()


#: step → what the line says
STEPS = {
    "board": "board",
    "list": "list",
    "form": "open a landed project",
    "chatter": "its chatter",
    "save": "save its name",
    "save_amount": "save its amount",
    "move": "move to next stage",
}
CARD = """lead.id, lead.name, lead.stage_id, lead.condition, lead.is_major, lead.expected_revenue, lead.next_step,
          lead.date_last_stage_update, enterprise.name enterprise, area.name area, zone.zone_code, person.name manager"""
ROW = """lead.id, lead.name, lead.project_code, lead.industry_function, lead.stage_id, lead.condition, lead.expected_revenue,
         lead.signed_date, lead.signed_amount, lead.landed_date, enterprise.name enterprise, zone.name zone, area.name area,
         stage.name stage, official.name official, person.name manager"""
LINKS = """LEFT JOIN res_partner enterprise ON enterprise.id = lead.partner_id
           LEFT JOIN kfz_area area ON area.id = lead.area_id
           LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
           LEFT JOIN kfz_official official ON official.id = lead.lead_official_id
           LEFT JOIN res_users account ON account.id = lead.user_id
           LEFT JOIN res_partner person ON person.id = account.partner_id
           JOIN res_company zone ON zone.id = lead.company_id"""
OURS = "lead.is_promotion AND lead.active AND lead.company_id = (SELECT id FROM res_company WHERE zone_code = 'KCBZ')"
#: the rows of the board: its columns, its cards, and what gates look at on each of them
BOARD_ROWS = (
    f"SELECT stage_id, count(*), sum(expected_revenue) FROM crm_lead lead WHERE {OURS} GROUP BY stage_id",
    f"""SELECT {CARD},
               (SELECT count(*) FROM kfz_interaction WHERE lead_id = lead.id) visits,
               (SELECT array_agg(role) FROM kfz_assignment WHERE lead_id = lead.id AND date_to IS NULL) roles,
               (SELECT count(link.*) FROM kfz_agreement item LEFT JOIN kfz_agreement_attachment_rel link ON agreement_id = item.id
                 WHERE lead_id = lead.id AND kind = 'formal' AND item.state = 'in_force') agreed,
               (SELECT array_agg(milestone) FROM kfz_milestone item JOIN kfz_milestone_attachment_rel ON milestone_id = item.id
                 WHERE lead_id = lead.id AND item.state = 'recognised') reached,
               (SELECT array_agg(to_stage_id ORDER BY id) FROM kfz_stage_transition WHERE lead_id = lead.id) passed
          FROM (SELECT id FROM crm_stage WHERE milestone IS NOT NULL) pillar CROSS JOIN LATERAL
               (SELECT id FROM crm_lead lead WHERE {OURS} AND stage_id = pillar.id
                 ORDER BY is_major DESC, date_last_stage_update DESC, id DESC LIMIT %(limit)s) first
          JOIN crm_lead lead ON lead.id = first.id {LINKS}""",
)
LIST_ROWS = (
    f"SELECT count(*) FROM (SELECT FROM crm_lead lead WHERE {OURS} LIMIT 10001) counted",
    f"""SELECT {ROW} FROM (SELECT id FROM crm_lead lead WHERE {OURS} ORDER BY priority DESC, id DESC LIMIT %(limit)s) first
          JOIN crm_lead lead ON lead.id = first.id {LINKS}
         ORDER BY lead.priority DESC, lead.id DESC""",
)
#: step → (the view whose limit the client sends, the statements; the last one reads the records)
FLOORS = {"board": ("kanban", BOARD_ROWS), "list": ("list", LIST_ROWS)}


def floor(database, statements, limit, repeats):
    """The rows of a page, by hand-written SQL: without access rules, translations and conversion."""
    seconds, rows = [], []
    connection = harness.connect(database)
    with connection.cursor() as cursor:
        for _number in range(repeats + 1):
            started = time.perf_counter()
            for statement in statements:
                cursor.execute(statement, {"limit": limit})
                rows = cursor.fetchall()
            seconds.append(time.perf_counter() - started)
    connection.close()
    return {
        "seconds": harness.median(seconds[1:]),
        "queries": len(statements),
        "records": len(rows),
    }


def main(database, side, repeats, *steps):
    """Measure the steps, all by default, and print the answer as JSON."""
    repeats = int(repeats)
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {})
        pages = Pages("ours" if side == "floor" else side, env)
        limits = {kind: client.limit(pages.view(env, kind)[0]) for kind in VIEWS[pages.side]}
    if side == "floor":
        result = {
            step: floor(database, statements, limits[kind], repeats)
            for step, (kind, statements) in FLOORS.items()
        }
    else:
        result = {
            step: harness.timed(registry, api, "bench_a", getattr(pages, step), repeats)
            for step in steps or STEPS
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
