"""The shipped holidays agree, day by day, with two sources that others keep."""

import csv
import datetime
import importlib.util
from pathlib import Path

import chinese_calendar
import holidays
import pytest

ROOT = Path(__file__).parents[4]
DATA = Path(__file__).parents[2] / "data" / "kfz.calendar.day.csv"
YEARS = (2024, 2025, 2026)


def shipped():
    with DATA.open(encoding="utf-8") as file:
        return {
            datetime.date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(file)
        }


def days(year):
    day = datetime.date(year, 1, 1)
    while day.year == year:
        yield day
        day += datetime.timedelta(days=1)


def is_work(rows, day):
    return rows.get(day, "work" if day.weekday() < 5 else "off") == "work"


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_is_as_both_sources_have_it(year):
    rows = shipped()
    other = holidays.country_holidays("CN", years=[year])
    found = [
        (day, is_work(rows, day), other.is_working_day(day), chinese_calendar.is_workday(day))
        for day in days(year)
    ]
    assert len(found) in (365, 366)
    assert [row for row in found if len(set(row[1:])) > 1] == []


def test_the_script_makes_the_days_that_are_shipped():
    spec = importlib.util.spec_from_file_location(
        "calendar_days", ROOT / "bench" / "calendar_days.py"
    )
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made, rows = script.days_of(YEARS), shipped()
    # a weekend day beside a holiday is off by the week already, whether a list names it or not
    differs = {day for day in made.keys() | rows.keys() if is_work(made, day) != is_work(rows, day)}
    assert differs == set()


def test_every_shipped_day_names_its_notice():
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["date"][:4] for row in rows} == {str(year) for year in YEARS}
    for row in rows:
        assert f"关于{row['date'][:4]}年部分节假日安排的通知（国办发明电〔" in row["source"]
