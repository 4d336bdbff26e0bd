from decimal import Decimal

from domain.credited_sheet import ALL, Credited, credited, differs

NAMES = {1: "示例区一", 2: "示例区二"}


class Words(dict):
    def __missing__(self, key):
        return key


def both(amount):
    """A figure of zone 1 that both zones have in full, and its totals."""
    amount = Decimal(amount)
    once = Credited(amount, amount)
    return {
        ("2026-Q3", 1, "signed"): once,
        ("2026-Q3", 2, "signed"): Credited(Decimal(0), amount, amount),
        ("2026-Q3", ALL, "signed"): Credited(amount, amount, amount),
        (ALL, ALL, "signed"): Credited(amount, amount, amount),
    }


def test_a_total_row_counts_once_what_both_zones_show_in_full():
    sheet = credited(Words(), both(50_000), ["2026-Q2", "2026-Q3"], NAMES, "wan")
    rows = {row.values[:2]: row for row in sheet.sections[0].rows}
    assert [rows["2026-Q3", name].values[2:5] for name in NAMES.values()] == [(5, 5, 0), (0, 5, 5)]
    assert rows["2026-Q3", "total"].values[2:5] == (5, 5, 5)
    assert rows["2026-Q2", "total"].values[2:] == (0,) * 12
    assert rows["total", "all_zones"].is_total
    assert sheet.notes == ("note_credited", "note_twice")
    assert all(len(row.values) == len(sheet.sections[0].columns) for row in sheet.sections[0].rows)


def test_the_sheet_is_wanted_where_credited_and_plain_differ():
    assert differs(both(1))
    assert not differs({("2026-Q3", 1, "signed"): Credited(Decimal(5), Decimal(5))})
    assert not differs({})
