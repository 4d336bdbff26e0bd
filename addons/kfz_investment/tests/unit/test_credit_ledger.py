import datetime
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

from domain import benefit_split, credit_ledger
from domain.credit_ledger import Cell, Rule
from hypothesis import given, settings
from hypothesis import strategies as st

ZONES = ("A", "B", "C", "D")
INDICATORS = ("signed", "landed", "capital", "trade")
FEN = benefit_split.FEN

money = st.integers(-(10**13), 10**13).map(lambda fen: Decimal(fen).scaleb(-2))
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))


@st.composite
def rules(draw, number):
    """A split in which the project's zone A has a part, of one of the three modes."""
    others = draw(st.lists(st.sampled_from(ZONES[1:]), min_size=1, max_size=3, unique=True))
    zones, mode = draw(st.permutations(["A", *others])), draw(st.sampled_from(benefit_split.MODES))
    if mode == "ratio":
        cuts = sorted(
            draw(
                st.lists(
                    st.integers(0, 1_000_000), min_size=len(zones) - 1, max_size=len(zones) - 1
                )
            )
        )
        shares = [Decimal(high - low).scaleb(-4) for low, high in pairwise([0, *cuts, 1_000_000])]
    else:
        shares = [Decimal(100)] + [Decimal(0)] * (len(zones) - 1)
    start = draw(st.integers(2024, 2026))
    return Rule(
        number,
        draw(st.sampled_from(INDICATORS)),
        start,
        draw(st.integers(start, 2026)),
        mode,
        dict(zip(zones, shares, strict=True)),
        (number,),
    )


@st.composite
def steps(draw):
    """The events of a project, one after the other: a figure, a reversal, an agreement, a changed agreement."""
    result, figures = [], []
    for _number in range(draw(st.integers(1, 10))):
        kind = draw(st.sampled_from(("figure", "figure", "reversal", "agree")))
        if kind == "agree":
            result.append(("agree", draw(rules(draw(st.integers(0, 2))))))
        elif kind == "reversal" and figures:
            indicator, day, amount = draw(st.sampled_from(figures))
            result.append(("figure", (indicator, day, -amount)))
        else:
            figures.append((draw(st.sampled_from(INDICATORS)), draw(days), draw(money)))
            result.append(("figure", figures[-1]))
    return result


class Book:
    """Both ledgers of a project of zone A with moments of recording, and what the report shows as of one (as its SQL does)."""

    def __init__(self):
        self.figures, self.credits, self.rules = [], [], {}

    def play(self, moment, kind, what):
        if kind == "figure":
            self.figures.append((moment, *what))
        else:
            # a changed agreement keeps the place of the first one
            since = self.rules[what.key].since if what.key in self.rules else (moment,)
            self.rules[what.key] = Rule(**{**vars(what), "since": since})
        net, booked = defaultdict(Decimal), defaultdict(Decimal)
        for _moment, indicator, day, amount in self.figures:
            net[indicator, day] += amount
        for _moment, cell, amount in self.credits:
            booked[cell] += amount
        target = credit_ledger.wanted("A", net, self.rules.values())
        self.credits += [
            (moment, cell, amount)
            for cell, amount in credit_ledger.corrections(booked, target).items()
        ]
        assert not credit_ledger.corrections(self._sum(), target), (
            "running it twice appends nothing"
        )

    def _sum(self):
        booked = defaultdict(Decimal)
        for _moment, cell, amount in self.credits:
            booked[cell] += amount
        return booked

    def shown(self, until):
        """{(indicator, quarter, zone): [plain, credited, counted twice]}."""
        sums = defaultdict(lambda: [Decimal(0)] * 3)

        def add(indicator, day, zone, *amounts):
            key = indicator, (day.year, (day.month - 1) // 3), zone
            sums[key] = [before + amount for before, amount in zip(sums[key], amounts, strict=True)]

        for moment, indicator, day, amount in self.figures:
            if moment <= until:
                add(indicator, day, "A", amount, amount, 0)
        for moment, cell, amount in self.credits:
            if moment <= until and cell.zone != "A":
                add(
                    cell.indicator,
                    cell.effective_date,
                    cell.zone,
                    0,
                    amount,
                    amount if cell.is_twice else 0,
                )
                if not cell.is_twice:
                    add(cell.indicator, cell.effective_date, "A", 0, -amount, 0)
        return {key: row for key, row in sums.items() if any(row)}


def totals(shown, *parts):
    sums = defaultdict(lambda: [Decimal(0)] * 3)
    for key, row in shown.items():
        place = tuple(key[part] for part in parts)
        sums[place] = [before + amount for before, amount in zip(sums[place], row, strict=True)]
    return sums


@settings(max_examples=1000, deadline=None)
@given(steps())
def test_credited_totals_equal_the_plain_ones_and_the_past_stays(story):
    """After every step: in each quarter and indicator, credited less counted twice is the plain total, to the fen; and as
    of each earlier moment everything shows what it showed then."""
    book, remembered = Book(), []
    for moment, step in enumerate(story):
        book.play(moment, *step)
        remembered.append(book.shown(moment))
        for plain, credited, twice in totals(remembered[-1], 0, 1).values():
            assert credited - twice == plain
            assert credited == credited.quantize(FEN)
    for moment, then in enumerate(remembered):
        assert book.shown(moment) == then


@settings(max_examples=400, deadline=None)
@given(steps())
def test_a_year_is_distributed_as_its_total_whatever_its_days(story):
    """Quarters of a year sum to the largest-remainder distribution of the year's total under the rule that holds for it."""
    book = Book()
    for moment, step in enumerate(story):
        book.play(moment, *step)
    years = defaultdict(lambda: defaultdict(Decimal))
    for (indicator, (year, _quarter), zone), (_plain, credited, _twice) in book.shown(
        len(story)
    ).items():
        years[indicator, year][zone] += credited
    net = defaultdict(Decimal)
    for _moment, indicator, day, amount in book.figures:
        net[indicator, day.year] += amount
    for (indicator, year), total in net.items():
        rule = credit_ledger.rule_for(book.rules.values(), "A", indicator, year)
        expected = (
            benefit_split.credit(total, rule.mode, rule.shares).by_zone if rule else {"A": total}
        )
        for zone in ZONES:
            assert years[indicator, year][zone] == expected.get(zone, 0)


@settings(max_examples=400, deadline=None)
@given(st.lists(steps(), min_size=1, max_size=4))
def test_grand_totals_over_projects_count_nothing_twice(stories):
    shown = [
        (book, len(story))
        for story in stories
        for book in [Book()]
        if not [book.play(moment, *step) for moment, step in enumerate(story)].count(1)
    ]
    plain = sum(
        (amount for book, _end in shown for _moment, _indicator, _day, amount in book.figures),
        Decimal(0),
    )
    rows = [row for book, end in shown for row in book.shown(end).values()]
    assert sum((credited - twice for _plain, credited, twice in rows), Decimal(0)) == plain


def test_of_two_rules_for_a_figure_the_one_agreed_first_holds():
    first = Rule(1, "signed", 2024, 2025, "full_to_one", {"A": Decimal(0), "B": Decimal(100)}, (1,))
    second = Rule(2, "signed", 2025, 2026, "full_both", {"A": Decimal(0), "C": Decimal(0)}, (2,))
    chosen = [
        credit_ledger.rule_for([second, first], "A", "signed", year)
        for year in (2024, 2025, 2026, 2027)
    ]
    assert chosen == [first, first, second, None]
    assert credit_ledger.rule_for([first], "A", "landed", 2024) is None


def test_a_rule_without_the_project_s_own_zone_splits_nothing():
    rule = Rule(1, "signed", 2024, 2026, "full_both", {"B": Decimal(0), "C": Decimal(0)})
    assert (
        credit_ledger.wanted("A", {("signed", datetime.date(2024, 5, 1)): Decimal(5)}, [rule]) == {}
    )


def test_days_of_a_year_share_the_rounding():
    rule = Rule(
        1, "signed", 2024, 2024, "ratio", {"A": Decimal("66.6667"), "B": Decimal("33.3333")}
    )
    figures = {("signed", datetime.date(2024, month, 1)): Decimal("0.01") for month in range(1, 10)}
    parts = credit_ledger.wanted("A", figures, [rule])
    sums = defaultdict(Decimal)
    for cell, amount in parts.items():
        sums[cell.zone] += amount
    assert sums == {"A": Decimal("0.06"), "B": Decimal("0.03")}
    assert all(isinstance(cell, Cell) and not cell.is_twice for cell in parts)
