import datetime
import itertools
from unittest.mock import patch

from odoo.tests import tagged

from ...domain import calendar
from ...domain.figures_narrow import ANYTHING, Narrow
from ...report import kfz_signed_landed_narrow
from ..award.award_common import rename_companies
from ..credit.credit_common import CreditCase
from .trade_common import add_verifiers

SUMS = (
    "signed_count:sum",
    "signed_amount:sum",
    "landed_count:sum",
    "landed_amount:sum",
    "cohort_landed_count:sum",
    "open_count:sum",
    "open_amount:sum",
    "landing_days:sum",
    "timed_landed_count:sum",
    "signed_unproven_count:sum",
    "landed_unproven_count:sum",
    "capital_amount:sum",
    "trade_amount:sum",
    "credited_signed_amount:sum",
    "credited_trade_amount:sum",
    "counted_twice_amount:sum",
    "period_rate:avg",
    "days_to_land:avg",
)
NAMES = ("lead_id", "official_id", "user_id")
AS_OF = (None, "2023-06-30", "2024-06-30")
DOMAINS = (
    [],
    [("indicator", "!=", "trade")],
    [("effective_date", ">=", "2023-03-01"), ("effective_date", "<", "2023-08-01")],
    [("quarter", "in", ["2023-Q1", "2023-Q3"])],
    [("aging", "!=", False)],
    [("indicator", "=", "signed")],
    [("indicator", "in", ["landed", "trade", False])],
    [("effective_date", ">", "0001-01-01"), ("indicator", "=", "capital")],
    ["|", ("indicator", "=", "trade"), ("quarter", "=", "2023-Q2")],
    ["!", ("indicator", "in", ["signed", "capital"])],
)
ENDED = ("lost", "terminated", "transferred")
AGES = ((90, "d0_90"), (180, "d91_180"), (365, "d181_365"), (1 << 30, "d366"))
#: offset and number of the rows of pages; the second begins behind the first row
PAGES = ((0, 3), (2, 4))


@tagged("post_install", "-at_install")
class TestReportNarrow(CreditCase):
    """What is pushed into the ledgers changes no answer: for each reader, question and moment it is that of the whole ledgers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        add_verifiers(cls)
        cls.company = cls._enterprise("示例贸易项目公司")

    def setUp(self):
        super().setUp()
        rename_companies(self.env, self.lead, self.company)
        self._split(self.sheet, shares=(60, 40))
        self._split(self.sheet, "full_both", (0, 0), indicator="landed")
        self.others = self._signed("2023-03-31", 2_000_000, "2023-07-10", user=self.officer)
        self.others |= self._signed("2023-06-01", 5_000_000, zone=self.zone_b)
        self.others |= self._signed("2023-06-30", 7_000_000, zone=self.zones[2])
        leader = self._official("示例挂点领导", user_id=self.official.id)
        self.others[0].assignment_ids = [
            (0, 0, {"official_id": leader.id, "role": "lead_official"})
        ]
        for month, amount in (("2023-06-01", 10_000), ("2023-09-01", 20_000)):
            self._trade(amount, month)
        self._commit()
        self._recorded(self.lead, "2023-05-20 00:00:00")
        self._recorded(self.others, "2023-07-01 00:00:00")
        self._recorded(self.lead, "2023-08-01 00:00:00", "kfz_credit_entry")
        self.readers = (self.manager_b, self.manager_all, self.official, self.joint)

    def _trade(self, amount, month):
        values = {"month": month, "direction": "export", "mode": "1210", "amount": amount}
        record = (
            self.env["kfz.trade.record"]
            .with_user(self.customs)
            .create({**values, "partner_id": self.company.id})
        )
        record.with_user(self.customs2).action_confirm()

    def _answers(self, report, domain):
        """What the pages ask: groups, the rows of a page, how many there are, each row by its id."""
        by = ["quarter", "company_id", "indicator"]
        yield report.formatted_read_group(domain, by, SUMS)
        yield report.formatted_read_grouping_sets(domain, [[], by[:1], by[:2]], SUMS)
        yield report.search_count(domain)
        names = [
            name
            for name, field in report._fields.items()
            if report._has_field_access(field, "read") and name != "sheet_name"
        ]
        rows = report.search(domain)
        yield rows.read(names)
        for offset, limit in PAGES:
            report.env.invalidate_all()
            yield report.search_fetch(domain, names, offset, limit).read(names)
            yield report.search(domain, offset, limit, order="signed_amount, id").ids
        yield report.search_fetch([("id", "in", rows[:2].ids)], names).ids

    def test_every_reader_gets_the_answer_of_the_whole_ledgers(self):
        compared = 0
        questions = itertools.product(enumerate(self.readers), enumerate(DOMAINS))
        for (number, user), (place, domain) in questions:
            # each reader asks half of the questions about now, the other half about then
            as_of = AS_OF[(number + place) % 2]
            report = self._report(as_of, user)
            with self.subTest(user=user.login, as_of=as_of, domain=domain):
                narrowed = list(self._answers(report, domain))
                with patch.object(type(report), "_kfz_narrow_for", return_value=ANYTHING):
                    self.assertEqual(narrowed, list(self._answers(report, domain)))
                compared += bool(narrowed[2])
        self.assertGreater(compared, 25, "questions with an answer")

    def test_figures_equal_a_sum_over_the_ledger_by_hand(self):
        groups = ("company_id", "quarter", "industry_function")
        for (user, sees), as_of in itertools.product(self._who_sees_what(), AS_OF):
            report, by_hand = self._report(as_of, user), self._by_hand(as_of, sees)
            for by in itertools.chain(*(itertools.combinations(groups, n) for n in range(4))):
                with self.subTest(user=user.login, as_of=as_of, by=by):
                    found = report._read_group([("indicator", "!=", "trade")], by, SUMS[:8])
                    n = len(by)
                    shown = {row[:n]: row[n:] for row in found if any(row[n:])}
                    self.assertEqual(shown, self._added_up(by_hand, by))

    def test_rows_equal_the_entries_by_hand(self):
        fields = ["effective_date", "signed_date", "landed_date", "aging", "condition"]
        domain = [("indicator", "!=", "trade"), ("credit_kind", "=", "own")]
        compared = 0
        for (user, sees), as_of in itertools.product(self._who_sees_what(), AS_OF):
            report = self._report(as_of, user)
            rows = [self._row(as_of, *each) for each in self._by_hand(as_of, sees)]
            rows.sort(key=lambda row: (row[1], row[0]), reverse=True)
            open_rows = [row for row in rows if row[4]]
            for asked, wanted in (
                (domain, rows),
                ([*domain, ("aging", "!=", False)], open_rows),
            ):
                with self.subTest(user=user.login, as_of=as_of, asked=asked):
                    self._compare_pages(report, asked, fields, wanted)
                    self.assertEqual(report.search_count(asked), len(wanted))
                    compared += len(wanted)
        self.assertGreater(compared, 40)

    def _compare_pages(self, report, domain, fields, wanted):
        """Pages, and the whole list, against rows."""
        for start, limit in (*PAGES, (0, None)):
            report.env.invalidate_all()
            # the first window is too small for some pages, the second large enough for some
            with patch.object(kfz_signed_landed_narrow, "WINDOWS", (1, 2)):
                found = report.search_fetch(domain, fields, start, limit)
            shown = [(row.id, *(row[name] for name in fields)) for row in found]
            self.assertEqual(shown, wanted[start : limit and start + limit])

    def _row(self, as_of, entry, first, condition, figures):
        """What a list shows of an entry."""
        dates = (entry.effective_date, first["signed"] or False, first["landed"] or False)
        age = self._age(entry, first, as_of) if 6 in figures else False
        return (entry.id, *dates, age, condition)

    def _who_sees_what(self):
        """(reader, condition on the entries that the reader sees)."""
        led = self.others[0]
        return (
            (self.manager, lambda entry: entry.company_id == self.zone_a),
            (self.manager_all, lambda entry: entry.company_id in self.zones),
            (self.joint, lambda entry: entry.company_id.zone_code),
            (self.official, lambda entry: entry.lead_id == led),
        )

    def _by_hand(self, as_of, sees):
        """[(entry, first dates of its project, its condition, {place in SUMS: value})] from plain rows of the ledgers in Python."""
        before = datetime.datetime.max
        if as_of:
            before = datetime.datetime.fromisoformat(f"{as_of} 16:00:00")
        domain = [("create_date", "<", before)]
        entries = self.env["kfz.figure.entry"].search(domain, order="id")
        rows = []
        for lead, own in entries.grouped("lead_id").items():
            first = {kind: self._first(own, kind) for kind in ("signed", "landed")}
            condition = self._condition(lead, domain if as_of else None)
            is_open = first["signed"] and not first["landed"] and condition not in ENDED
            for entry in own.filtered(sees):
                rows.append((entry, first, condition, self._figures(entry, first, is_open)))
        return rows

    @staticmethod
    def _added_up(by_hand, by):
        """{group: the first sums}."""
        sums = {}
        for entry, _first, _condition, figures in by_hand:
            places = {
                "company_id": entry.company_id,
                "quarter": calendar.quarter_name(entry.effective_date),
                "industry_function": entry.lead_id.industry_function,
            }
            row = sums.setdefault(tuple(places[name] for name in by), [0] * 8)
            for index, value in figures.items():
                row[index] = round(row[index] + value, 2)
        return {key: tuple(row) for key, row in sums.items() if any(row)}

    @staticmethod
    def _age(entry, first, as_of):
        """The name of the age of an open project."""
        if entry.indicator != "signed":
            return False
        today = datetime.date.fromisoformat(as_of) if as_of else calendar.today()
        days = (today - first["signed"]).days
        return next(name for most, name in AGES if days <= most)

    def _condition(self, lead, known):
        """The condition of a project.

        :param known: condition on what was known; None for now
        """
        if known is None:
            return lead.condition
        changes = self.env["kfz.condition.change"].search(
            [*known, ("lead_id", "=", lead.id)], order="id"
        )
        return changes[-1:].condition or "ongoing"

    @staticmethod
    def _figures(entry, first, is_open):
        """{place in SUMS: value} of one entry."""
        if entry.indicator == "signed":
            cohort = entry.count if first["landed"] else 0
            figures = {0: entry.count, 1: entry.amount, 4: cohort}
            return {**figures, 5: entry.count, 6: entry.amount} if is_open else figures
        if entry.indicator == "landed":
            days = (first["landed"] - first["signed"]).days if all(first.values()) else 0
            return {2: entry.count, 3: entry.amount, 7: days * entry.count}
        return {}

    @staticmethod
    def _first(entries, kind):
        """The first day on which, all in all, something was signed or landed."""
        counts = {}
        for entry in entries.filtered(lambda each: each.indicator == kind):
            counts[entry.effective_date] = counts.get(entry.effective_date, 0) + entry.count
        return min((day for day, count in counts.items() if count > 0), default=None)

    def test_no_client_narrows_a_question(self):
        report = self._report(user=self.manager_b)
        wanted = report.search([]).ids
        self.assertTrue(wanted)
        for odd in ("zones", {"zones": self.zone_a.ids}, [1], True):
            self.assertEqual(report.with_context(kfz_narrow=odd).search([]).ids, wanted)
        # not even an object of ours decides what is read: each question makes its own
        narrow = Narrow(zones=frozenset(self.zone_a.ids))
        self.assertEqual(report.with_context(kfz_narrow=narrow).search([]).ids, wanted)

    def test_a_page_of_rows_does_not_read_the_ledger(self):
        """Thousands of entries of this zone and others, with documents: as many queries, and as few rows."""
        page = ["effective_date", "company_id", "aging", "signed_unproven_count", "landed_date"]
        questions = ([("indicator", "!=", "trade")], [])
        for as_of, domain in itertools.product((None, "2030-12-31"), questions):
            report = self._report(as_of, self.manager)

            def ask(report=report, domain=domain):
                report.env.invalidate_all()
                before = self.env.cr.sql_log_count
                report.search_fetch(domain, page, limit=80)
                return self.env.cr.sql_log_count - before

            ask()
            few = ask()
            self._crowd(self.zone_a)
            self._crowd(self.zone_b)
            with self.subTest(as_of=as_of, domain=domain):
                self.assertLessEqual(ask(), few)
                touched = self._rows_read(ask)
                self.assertLess(touched, 2_000)

    def test_open_projects_are_counted_without_reading_the_ledger(self):
        report, domain = self._report(user=self.manager_all), [("aging", "!=", False)]
        wanted = report.search_count(domain)
        self.assertTrue(wanted)
        self._crowd(self.zone_a)
        self.assertLess(self._rows_read(lambda: report.search_count(domain)), 2_000)
        self.assertEqual(report.search_count(domain), wanted)

    def _crowd(self, zone):
        """Ten thousand entries of a thousand other projects."""
        self.env.cr.execute(
            """WITH lead AS (
                   INSERT INTO crm_lead (name, type, company_id, is_promotion, active, stage_id)
                   SELECT '示例' || n, 'opportunity', %s, TRUE, TRUE, %s FROM generate_series(1, 1000) n
                RETURNING id, company_id)
               INSERT INTO kfz_figure_entry (lead_id, company_id, indicator, source, count, amount, effective_date, create_date, user_id)
               SELECT id, company_id, 'signed', 'agreement:0', 0, n, DATE '2022-12-31' - n, now() AT TIME ZONE 'UTC', 1
                 FROM lead, generate_series(1, 10) n""",
            [zone.id, self.stages["signed"].id],
        )
        self.env.cr.execute("ANALYZE kfz_figure_entry, kfz_figure_first")
        # as for a ledger that is in memory, and for one so long that reading all of it never is the cheaper way
        self.env.cr.execute("SET LOCAL random_page_cost = 1; SET LOCAL enable_seqscan = off")

    def _rows_read(self, ask):
        """How many rows of the ledger the queries of a page touch, as the database's plan tells."""
        rows = []
        execute = type(self.env.cr).execute

        def explained(cursor, query, params=None, log_exceptions=True):
            execute(cursor, query, params, log_exceptions)
            text = cursor._obj.query.decode()
            if "kfz_signed_landed_report" in text and text.startswith("SELECT"):
                with _other(cursor) as other:
                    other.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + text)
                    rows.append(_touched(other.fetchone()[0][0]["Plan"]))

        self.env.invalidate_all()
        with patch.object(type(self.env.cr), "execute", explained):
            ask()
        self.assertTrue(rows)
        return sum(rows)


def _other(cursor):
    """A second cursor of the same connection, so that the first keeps its answer."""
    return cursor._cnx.cursor()


def _touched(plan):
    """Rows of the ledger that a plan reads, those thrown away included."""
    own = 0
    if plan.get("Relation Name") == "kfz_figure_entry":
        rows = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
        own = rows * plan["Actual Loops"]
    return own + sum(_touched(part) for part in plan.get("Plans", ()))
