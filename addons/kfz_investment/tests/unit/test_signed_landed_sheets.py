import collections
import datetime
from decimal import Decimal

from domain import signed_landed as sl
from domain import signed_landed_sheets as sheets

QUARTERS = tuple(sl.quarters_until("2026-Q3", 8))
NAMES = {1: "示例区一", 2: "示例区二"}


class Words(dict):
    def __missing__(self, key):
        return key


def matrix(**by_quarter):
    found = {
        (quarter.replace("Y", "").replace("_", "-"), zone): cell
        for quarter, cells in by_quarter.items()
        for zone, cell in cells.items()
    }
    return sl.Matrix(QUARTERS, tuple(NAMES), found)


MATRIX = matrix(
    Y2026_Q3={
        1: sl.Cell(4, Decimal(80_000_000), 3, Decimal(30_000_000), 1, 300, 3),
        2: sl.Cell(2, Decimal(20_000_000)),
    },
    Y2026_Q2={1: sl.Cell(3, Decimal(50_000_000), 3, Decimal(10_000_000), 2, 100, 2)},
    Y2025_Q3={2: sl.Cell(landed_count=1)},
)


def rows_by_label(section):
    return {row.values[0]: row for row in section.rows}


def test_the_summary_compares_with_the_quarter_before_and_the_year_before():
    sheet = sheets.summary(Words(), MATRIX, "2026-Q3", NAMES, "wan", {})
    rows = rows_by_label(sheet.sections[0])
    assert rows["signed_count"].values[1:] == (6, 3, 1.0, 0, None, 9)
    assert rows["signed_amount"].values[1:4] == (10_000.0, 5_000.0, 1.0)
    now, before, change, ago, change_year, year = rows["period_rate"].values[1:]
    assert (now, before, change) == (0.5, 1.0, -50.0)
    assert (ago, change_year) == (None, None)
    assert year == 6 / 9
    assert rows["period_rate"].kinds == ("text", "rate", "rate", "points", "rate", "points", "rate")
    assert rows["days_to_land"].values[1:3] == (100, 50)


def test_each_figure_has_beside_it_how_much_of_it_has_no_document():
    found = matrix(
        Y2026_Q3={
            1: sl.Cell(4, landed_count=3, signed_unproven_count=2, landed_unproven_count=1),
            2: sl.Cell(1, signed_unproven_count=1),
        }
    )
    comparison, zones, _aging = sheets.summary(Words(), found, "2026-Q3", NAMES, "wan", {}).sections
    rows = rows_by_label(comparison)
    assert rows["signed_unproven_count"].values[1:3] == (3, 0)
    assert rows["landed_unproven_count"].values[1:3] == (1, 0)
    assert [column.label for column in zones.columns[-2:]] == [
        "signed_unproven_count",
        "landed_unproven_count",
    ]
    assert [row.values[-2:] for row in zones.rows] == [(2, 1), (1, 0), (3, 1)]
    quarters, detail = sheets.by_quarter(Words(), found, NAMES, "wan").sections
    assert quarters.rows[-1].values[-2:] == detail.rows[-3].values[-2:] == (3, 1)


def test_zones_of_the_summary_add_up_to_its_total_row():
    section = sheets.summary(Words(), MATRIX, "2026-Q3", NAMES, "wan", {}).sections[1]
    *zones, total = section.rows
    assert total.is_total
    for col in (1, 2, 3, 4):
        assert sum(row.values[col] for row in zones) == total.values[col]
    assert zones[1].values[5] == 0.0


def test_aging_shows_every_bucket_and_shares_of_the_amount():
    aging = {"d0_90": (2, Decimal(30_000_000)), "d366": (1, Decimal(10_000_000))}
    section = sheets.summary(Words(), MATRIX, "2026-Q3", NAMES, "wan", aging).sections[2]
    assert [row.values for row in section.rows] == [
        ("d0_90", 2, 3000.0, 0.75),
        ("d91_180", 0, 0.0, 0.0),
        ("d181_365", 0, 0.0, 0.0),
        ("d366", 1, 1000.0, 0.25),
        ("total", 3, 4000.0, 1.0),
    ]


def test_quarter_by_zone_lists_every_pair_with_subtotals():
    sheet = sheets.by_quarter(Words(), MATRIX, NAMES, "wan")
    quarters, detail = sheet.sections
    assert [row.values[0] for row in quarters.rows] == [*QUARTERS, "total"]
    assert len(detail.rows) == 8 * 3 + 2
    assert collections.Counter(row.values[0] for row in detail.rows)["2026-Q3"] == 3
    assert quarters.rows[-1].values[2] == 9
    assert quarters.rows[-2].values[3] == 10_000.0
    assert quarters.columns == detail.columns


def test_the_chart_points_at_amounts_and_rate():
    sheet = sheets.by_quarter(Words(), MATRIX, NAMES, "yi")
    kinds = [column.kind for column in sheet.sections[0].columns]
    assert [kinds[col] for col in sheet.chart.columns] == ["amount", "amount"]
    assert kinds[sheet.chart.line] == "rate"


def project(code, days, amount=1_000_000):
    return sheets.OpenProject(
        code,
        "示例项目",
        "示例企业",
        "示例区",
        "物流",
        datetime.date(2026, 1, 1),
        Decimal(amount),
        days,
        "示例领导",
        "示例专员",
        sl.bucket(days),
    )


def test_open_projects_come_oldest_first_with_their_total():
    sheet = sheets.open_projects(
        Words(), [project("A", 10), project("B", 400), project("C", 400)], "wan", 0
    )
    *rows, total = sheet.sections[0].rows
    assert [(row.values[0], row.values[1]) for row in rows] == [(1, "B"), (2, "C"), (3, "A")]
    assert total.values[7] == 300.0
    assert len(total.kinds) == len(sheet.sections[0].columns) == len(total.values)
    assert sheet.notes == ()


def test_open_projects_say_that_more_exist_than_the_reader_may_see():
    assert sheets.open_projects(Words(), [], "wan", 3).notes == ("unread",)
    assert sheets.open_projects(Words(), [], "wan", 3, 2).notes == ("more", "unread")
    assert sheets.open_projects(Words(), [], "wan", 0).notes == ()
