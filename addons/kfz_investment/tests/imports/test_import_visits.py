import collections
import datetime
import random

from lxml import etree
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .import_common import ImportCase

HEAD = [
    "日期", "企业名称", "项目名称", "方式", "我方参加人员", "一把手招商", "对方人员", "洽谈内容", "成效",
    "下一步工作", "下一步时限",
]  # fmt: skip
KINDS = {
    "来访": "received_visit",
    "外出拜访": "outbound_visit",
    "云洽谈": "online_meeting",
    "电话": "call",
    "微信": "wechat",
    "信函": "mail",
    "展会": "event",
}
RESULTS = {
    "达成意向": "agreed",
    "有进展": "progress",
    "待跟进": "open",
    "无意向": "declined",
    "": False,
}


@tagged("post_install", "-at_install")
class TestImportVisits(ImportCase):
    """Past visits by workbook: what the list says is counted, once, and nothing of it is guessed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterprises = cls.env["res.partner"].concat(
            *(cls._enterprise(f"昆明示例访问{n}有限公司") for n in range(1, 21))
        )
        cls.first = cls._official("示例书记甲", rank="principal")
        cls.people = [cls.first, *(cls._official(f"示例干部{n}") for n in "乙丙丁")]

    def _rows_of(self, count, seed=18):
        """Rows of visits of last year, each of its own."""
        rng = random.Random(seed)
        rows = []
        for number in range(count):
            day = datetime.date(2025, 1, 1) + datetime.timedelta(days=rng.randrange(365))
            people = rng.sample(self.people, rng.randint(1, 3))
            led = rng.choice(("是", "否", ""))
            rows.append(
                [
                    day.isoformat(),
                    rng.choice(self.enterprises).name,
                    "",
                    rng.choice(list(KINDS)),
                    "、".join(person.name for person in people),
                    led,
                    "示例公司副总一行3人",
                    f"示例洽谈内容第{number}次",
                    rng.choice(list(RESULTS)),
                    rng.choice(("", "寄送资料")),
                    "",
                ]
            )
        return rows

    def _send(self, rows, user=None, head=HEAD):
        return self._import(user or self.officer, "interaction", self._xlsx([head, *rows]))

    def _found(self):
        return self.env["kfz.interaction"].search([("partner_id", "in", self.enterprises.ids)])

    def _oracle(self, rows):
        """Counts of the rows themselves: by month, kind and person, and those that a principal leader led."""
        counts = collections.Counter()
        for day, _name, _project, kind, people, led, *_rest in rows:
            names = people.split("、")
            counts["month", day[:7]] += 1
            counts["kind", KINDS[kind]] += 1
            counts.update(("person", name) for name in names)
            counts["led"] += led == "是" or (not led and self.first.name in names)
        return counts

    def _counted(self):
        Visit, counts = self.env["kfz.interaction"].with_user(self.officer), collections.Counter()
        domain = [("partner_id", "in", self.enterprises.ids)]
        for name, word in (("date:month", "month"), ("kind", "kind"), ("official_ids", "person")):
            for value, number in Visit._read_group(domain, [name], ["visit_count:sum"]):
                key = {
                    "month": lambda v: v.strftime("%Y-%m"),
                    "kind": str,
                    "person": lambda v: v.name,
                }
                counts[word, key[word](value)] = number
        [(led, share)] = Visit._read_group(
            domain, [], ["leader_led_count:sum", "leader_led_share:avg"]
        )
        counts["led"] = led
        return counts, share

    def test_eight_hundred_rows_count_as_the_list_says_and_once(self):
        rows = self._rows_of(800)
        wizard = self._send(rows)
        self.assertEqual(self._counts(wizard)["created"], 800, self._messages(wizard))
        counts, share = self._counted()
        wanted = self._oracle(rows)
        self.assertEqual(counts, wanted)
        self.assertAlmostEqual(share, wanted["led"] / 800)
        self.assertFalse(self.env["mail.activity"].search([("kfz_interaction_id", "!=", False)]))
        before = self._found().read(["write_date", "summary"])
        again = self._send(rows)
        self.assertEqual(
            (self._counts(again)["created"], self._counts(again)["unchanged"]), (0, 800)
        )
        self.assertEqual(self._found().read(["write_date", "summary"]), before)

    def test_a_row_becomes_the_visit_that_it_tells_of(self):
        lead = self._project(
            "negotiation", user=self.officer, name="示例访问项目", partner_id=self.enterprises[0].id
        )
        self._send(
            [
                [
                    "2025年3月5日", lead.partner_id.name, "示例访问项目", "微信",
                    f"{self.first.name}、示例外人", "√", "王总", "示例内容", "有进展", "寄资料", "",
                ]
            ]
        )  # fmt: skip
        visit = self._found().filtered(lambda each: each.summary == "示例内容")
        self.assertEqual(
            (visit.lead_id, visit.date, visit.kind, visit.result, visit.company_id),
            (lead, datetime.date(2025, 3, 5), "wechat", "progress", self.zone_a),
        )
        self.assertEqual(
            (visit.official_ids, visit.our_names, visit.counterparts, visit.is_leader_led),
            (self.first, "示例外人", "王总", True),
        )
        self.assertEqual((visit.user_id, visit.next_step), (self.officer, "寄资料"))
        self.assertIn("list.xlsx", visit.with_user(self.officer).kfz_import_note)
        self.assertEqual(lead.last_interaction_date, max(lead.interaction_ids.mapped("date")))

    def test_what_cannot_be_told_is_refused_in_words(self):
        theirs = self._enterprise("示例乙区访问公司", zone=self.zone_b)
        self._project("negotiation", zone=self.zone_b, name="示例乙区访问项目")
        name, good = self.enterprises[0].name, ["来访", "", "", "", "示例"]
        tomorrow = (self.today + datetime.timedelta(days=1)).isoformat()
        cases = [
            (["2025-03-05", theirs.name, "", *good], "neither in your zone's directory"),
            (["2025-03-05", name, "示例乙区访问项目", *good], "no project of your zone"),
            ([tomorrow, name, "", *good], "in the future"),
            (["2025-13-45", name, "", *good], "there is no such date|is not a date"),
            (["2025-03-05", name, "", "团建", *good[1:]], "no kind of visit"),
            (["2025-03-05", name, "", "座谈会", *good[1:]], "no kind of visit"),
            (["3/23", name, "", *good], "names no year.*Write it like"),
            (["3月2日", name, "", *good], "names no year.*Write it like"),
            (["1926.3.30", name, "", *good], "typing mistake"),
            (["2025-03-05", "不存在的某某公司", "", *good], "no name of an enterprise in the dir"),
            (["2025-03-05", "", "", *good[:4], "示例洽谈"], "must be filled"),
            (["2025-03-05", name, "", *good[:4], ""], "must be filled"),
        ]
        wizard = self._send([row + [""] * (len(HEAD) - len(row)) for row, _told in cases])
        self.assertEqual(self._counts(wizard)["created"], 0)
        errors = {line.row: line.message for line in wizard.line_ids if line.level == "error"}
        for number, (row, told) in enumerate(cases, 2):
            with self.subTest(row=row):
                self.assertRegex(errors.get(number, ""), told)

    def test_who_works_in_several_zones_says_whose_list_it_is(self):
        theirs = self._enterprise("示例乙区访问公司", zone=self.zone_b)
        row = ["2025-03-05", theirs.name, "", "来访", "", "", "", "示例"]
        content = self._xlsx([HEAD, [*row, *[""] * (len(HEAD) - len(row))]])
        wizard = self._import(self.manager_all, "interaction", content)
        self.assertTrue(wizard.lacks_zone)
        self.assertEqual(self._counts(wizard)["created"], 0)
        zone = self.zone_b.id
        self._import(self.manager_all, "interaction", content, zone_id=zone)
        visit = self.env["kfz.interaction"].search([("partner_id", "=", theirs.id)])
        self.assertEqual(visit.company_id, self.zone_b)
        with self.assertRaises(AccessError):
            self._import(self.officer, "interaction", content, zone_id=zone)

    def test_imported_visits_follow_the_path_of_recorded_ones(self):
        """A recent visit opens the zone's first contact, an old one none; a next step to come is an activity."""
        old, new = self.enterprises[:2]
        due = (self.today + datetime.timedelta(days=9)).isoformat()
        rest = ["来访", "", "", "", "示例", "", "寄资料"]
        self._send(
            [
                ["2015-03-05", old.name, "", *rest, "2015-04-01"],
                [self._days_ago(3).isoformat(), new.name, "", *rest, due],
            ]
        )
        claims = self.env["kfz.first.contact"].search([("partner_id", "in", (old | new).ids)])
        self.assertEqual((claims.partner_id, claims.state), (new, "active"))
        visits = self._found()
        activities = self.env["mail.activity"].search([("kfz_interaction_id", "in", visits.ids)])
        self.assertEqual(activities.kfz_interaction_id.partner_id, new)

    def test_words_for_meetings_online(self):
        words = ("视频会", "视频会议", "线上会议")
        rest = ["", "", "", "示例", "", "", ""]
        self._send([["2025-03-05", self.enterprises[n].name, "", word, *rest]
                    for n, word in enumerate(words)])  # fmt: skip
        self.assertEqual(self._found().mapped("kind"), ["online_meeting"] * 3)

    def test_the_preview_shows_who_met_and_what_follows(self):
        row = ["2025-03-05", self.enterprises[0].name, "", "来访", self.first.name, "", "王总",
               "示例", "", "寄资料", ""]  # fmt: skip
        wizard = self._wizard(self.officer, "interaction", self._xlsx([HEAD, row]))
        wizard.action_preview()
        shown = dict(zip(wizard.preview["columns"], wizard.preview["rows"][0][2:], strict=True))
        self.assertEqual(
            [shown[name] for name in ("一把手招商", "对方人员", "下一步工作")],
            ["Yes", "王总", "寄资料"],
        )

    def test_the_page_asks_for_no_unit(self):
        page = etree.fromstring(self.env["kfz.import"].get_view(view_type="form")["arch"])
        [unit] = page.xpath("//group/field[@name='unit']")
        for kind in ("interaction", "project"):
            is_hidden = safe_eval(unit.get("invisible"), {"kind": kind})
            self.assertEqual(is_hidden, kind == "interaction")

    def test_a_formula_stays_text(self):
        self._send([["2025-03-05", self.enterprises[0].name, "", "来访", "", "", "=1+1", "=HYPERLINK(1)"]
                    + [""] * 3])  # fmt: skip
        self.assertIn("=HYPERLINK(1)", self._found().mapped("summary"))

    def test_only_officers_and_managers_import_visits(self):
        content = self._xlsx([HEAD, *self._rows_of(1)])
        for user in (self.joint, self.official, self.customs):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._wizard(user, "interaction", content).action_preview()

    def test_forty_rows_ask_no_more_than_four(self):
        projects = [
            self._project(
                "negotiation", user=self.officer, name=f"示例访问项目{n}", partner_id=each.id
            )
            for n, each in enumerate(self.enterprises)
        ]
        counts = []
        for number, size in enumerate((4, 40)):
            rows = self._rows_of(size, seed=size)
            for row in rows:
                place = [each.name for each in self.enterprises].index(row[1])
                row[2], row[7] = projects[place].name, f"{row[7]}{number}"
            wizard = self._wizard(self.officer, "interaction", self._xlsx([HEAD, *rows]))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            wizard.action_import()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(wizard.created_count, size, self._messages(wizard))
        self.assertLessEqual(counts[1], counts[0] + 5, counts)
