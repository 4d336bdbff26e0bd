"""The steps of the table of `scale_bench.py` that run inside Odoo, each as the web client asks for it: one method per line and side."""

import itertools

import client
import scale_names
from page_worker import Pages

#: a batch of new projects
BATCH = 1000
#: views besides those of `page_worker.py`
VIEWS = {
    "ours": {
        "pivot": "kfz_investment.crm_lead_view_pivot_kfz",
        "mine": "kfz_investment.crm_lead_view_kanban_mine_kfz",
    },
    "stock": {
        "pivot": "crm.crm_lead_view_pivot",
        "mine": "crm.crm_case_kanban_view_leads",
        "report_pivot": "crm.crm_lead_view_pivot",
    },
}


def sections(words):
    """[], [first], [first, second], …"""
    return [list(words[:count]) for count in range(len(words) + 1)]


def measure(records, name):
    """What the client asks for to show a measure; of an amount, its currencies, too."""
    field = records._fields[name]
    yield f"{name}:{field.aggregator or 'sum'}"
    if field.type == "monetary":
        yield f"{field.get_currency_field(records)}:array_agg_distinct"
        yield f"{name}:sum_currency"


def initials(name):
    """The Latin initials of a name's place and brand."""
    from pypinyin import Style, lazy_pinyin

    return "".join(word[0] for word in lazy_pinyin(name.split("示例")[0], style=Style.NORMAL))


class ScalePages(Pages):
    """What both sides do alike."""

    enterprise = ()

    def __init__(self, side, env):
        super().__init__(side, env)
        self.counter = itertools.count(5_000_000)
        self.zone = env["res.users"].search([("login", "=", "bench_a")]).company_id
        count = env["res.partner"].search_count([("email", "=like", "office@e%")])
        #: an enterprise in the middle of the directory, whose words are searched
        self.number = count // 2 + 1
        self.partner = self._zone_partner(env)

    def _zone_partner(self, env):
        return env["res.partner"].search(
            [("company_id", "=", self.zone.id), ("email", "=like", "office@e%")], limit=1
        )

    def view(self, env, kind):
        """(arch, read specification) of one of the side's views."""
        if kind in VIEWS[self.side]:
            return client.view(env, VIEWS[self.side][kind], "pivot" if kind != "mine" else "kanban")
        return super().view(env, kind)

    # pages

    def form(self, env):
        """The page of a landed project, with the stages in its status bar."""
        super().form(env)
        env["crm.stage"].search_read([], ["display_name", "fold"])

    def board_of(self, env, limit=None):
        """The board as the client opens it: columns with their first cards, and the progress bars."""
        arch, cards = self.view(env, "kanban")
        leads = self._leads(env, read_group_expand=True)
        found = leads.web_read_group(
            self.domain,
            ["stage_id"],
            client.aggregates(env, arch),
            order=arch.get("default_order"),
            auto_unfold=True,
            opening_info=[],
            unfold_read_specification=cards,
            unfold_read_default_limit=limit or client.limit(arch),
            groupby_read_specification={},
        )
        self._progress(env, arch)
        return sum(len(group.get("__records", ())) for group in found["groups"])

    def _progress(self, env, arch):
        bar = next(arch.iter("progressbar"))
        colors = client.ast.literal_eval(bar.get("colors"))
        self._leads(env).read_progress_bar(
            self.domain,
            "stage_id",
            {"field": bar.get("field"), "colors": colors, "help": bar.get("help")},
        )

    def board(self, env):
        """As many cards as the view says."""
        return self.board_of(env)

    def board_80(self, env):
        """80 cards a column on both sides."""
        return self.board_of(env, 80)

    def board_20(self, env):
        """20 cards a column on both sides."""
        return self.board_of(env, 20)

    def pivot(self, env):
        """The pivot of projects."""
        return self._pivot(self._leads(env), self.view(env, "pivot")[0], self.domain)

    def _pivot(self, records, arch, domain, rows=None):
        named = [node for node in arch.iter("field") if node.get("type")]

        def of(kind):
            return [
                node.get("name") + (f":{node.get('interval')}" if node.get("interval") else "")
                for node in named
                if node.get("type") == kind
            ]

        measures = [spec for name in of("measure") for spec in measure(records, name)]
        sets = [
            row + column
            for row in sections(of("row") if rows is None else rows)
            for column in sections(of("col"))
        ]
        found = records.formatted_read_grouping_sets(domain, sets, [*measures, "__count"])
        return sum(map(len, found))

    def official(self, env):
        """The page of a lead official: the cards of his projects."""
        arch, cards = self.view(env, "mine")
        found = self._leads(env).web_search_read(
            self.domain + self.mine(env),
            cards,
            order=arch.get("default_order"),
            limit=80,
            count_limit=10001,
        )
        return len(found["records"])

    # chatter

    def follow(self, env):
        """A colleague becomes a follower, as by the dialog."""
        partner = env["res.users"].search([("login", "=", "bench_a3")]).partner_id
        env["crm.lead"].browse(self.landed).message_subscribe(partner_ids=partner.ids)
        env.cr.flush()

    def note(self, env):
        """A note is logged."""
        env["crm.lead"].browse(self.landed).message_post(
            body="示例备注", message_type="comment", subtype_xmlid="mail.mt_note"
        )
        env.cr.flush()

    # search

    def _search(self, env, text):
        return len(env["res.partner"].name_search(text, [*self.enterprise], "ilike", 8))

    def search_3(self, env):
        """Three characters out of a name."""
        return self._search(env, scale_names.parts(self.number)[1] + "示")

    def search_initials(self, env):
        """The initials of place and brand (stock Odoo finds nothing by them, and looks all the same)."""
        return self._search(env, initials(scale_names.enterprise(self.number)))

    def search_code(self, env):
        """A part of a code."""
        return self._search(env, scale_names.code(self.number)[8:17])

    def search_2(self, env):
        """A brand of two characters."""
        return self._search(env, scale_names.parts(self.number)[1])

    def search_common(self, env):
        """A word that is in one name of forty."""
        return self._search(env, "冷链物流")

    # creating

    def create_one(self, env):
        """One new project with its four fields, followers and first message."""
        self._leads(env).create([self._new()])
        env.cr.flush()
        return 1

    def create_many(self, env):
        """A batch of new projects, created together, chatter kept."""
        self._leads(env).create([self._new() for _number in range(BATCH)])
        env.cr.flush()
        return BATCH

    def _new(self):
        number = next(self.counter)
        return {
            "name": f"示例新项目{number}",
            "partner_id": self.partner.id,
            "expected_revenue": 1_000_000 + number,
            **self.added,
        }

    def enter(self, env):
        """A new enterprise of the smaller zone, to which most claims of first contact are another zone's."""
        number = next(self.counter)
        env["res.partner"].create(
            [
                {
                    "name": scale_names.enterprise(number % scale_names.TOTAL),
                    "vat": scale_names.code(number),
                    "is_company": True,
                    "company_id": env.company.id,
                    **({"is_enterprise": True} if self.side == "ours" else {}),
                }
            ]
        )
        env.cr.flush()
        return 1

    def enter_few(self, env):
        """The same where there are few claims of first contact."""
        return self.enter(env)
