"""What `./kfz bench scale` measures with: the made-up enterprises, the dates of copies, the aims, the page of results."""

import importlib
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture
def bench(monkeypatch):
    """Import a module of bench/, which is no package."""
    monkeypatch.syspath_prepend(str(BENCH))
    before = set(sys.modules)
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(BENCH)):
            del sys.modules[name]


def test_no_two_enterprises_share_a_name_or_a_code(bench):
    names = bench("scale_names")
    numbers = range(20_000)
    assert len({names.enterprise(number) for number in numbers}) == len(numbers)
    assert len({names.code(number) for number in numbers}) == len(numbers)


def test_every_made_up_name_says_so_and_every_code_is_valid(bench):
    names = bench("scale_names")
    from stdnum.cn import uscc

    for number in range(0, 100_000, 997):
        assert "示例" in names.enterprise(number)
        assert uscc.is_valid(names.code(number))


def test_a_word_of_a_trade_is_in_a_plausible_share_of_names(bench):
    names = bench("scale_names")
    found = sum("冷链物流" in names.enterprise(number) for number in range(10_000))
    assert 100 < found < 600


def test_dates_move_back_and_deadlines_stay(bench):
    columns = bench("scale_columns")
    assert "make_interval" in columns.shifted("create_date", "timestamp without time zone", 20)
    assert columns.shifted("signed_on", "date", 20).startswith('s."signed_on" - ')
    assert columns.shifted("date_deadline", "date", 20) is None
    assert columns.shifted("name", "character varying", 20) is None


def test_sizes_are_named_as_people_say_them(bench):
    data = bench("scale_data")
    assert [data.size(rows) for rows in (1000, 10_000, 1_000_000)] == ["1k", "10k", "1m"]


def test_an_aim_is_missed_only_beyond_it(bench):
    lines = bench("scale_lines")
    line = lines.Line("board", stock=1, floor=2)
    assert lines.verdict(line, 1.0, 1.0, 0.5) == ""
    assert lines.verdict(line, 1.1, 1.0, 0.5) == "1.10 × stock, aim 1; 2.20 × SQL, aim 2"
    assert lines.verdict(line, 1.0, None, None) == ""


def test_figures_are_the_median_of_the_calls_after_the_first(bench):
    figures = bench("scale_bench").figures
    answers = [{"seconds": s, "queries": 3, "records": 8} for s in (9.0, 0.3, 0.1, 0.2)]
    found = figures(answers)
    assert (found["median"], found["low"], found["high"], found["runs"]) == (0.2, 0.1, 0.3, 3)
    assert figures([{"seconds": 1}, {"error": "gone"}]) == {"error": "gone"}


def test_the_page_of_results_has_each_line_with_its_run(bench):
    results = bench("scale_results")
    side = {"median": 0.2, "low": 0.1, "high": 0.3, "runs": 3, "queries": 5, "records": 8}
    run = {"date": "2026-11-30", "commit": "abc", "command": "./kfz bench scale", "machine": "m"}
    kept = {"10000": {"list": {"ours": side, "stock": side, "load": 1.0, "facts": run}}}
    kept["10000"]["files_list_ours"] = {"columns": ["file"], "row": ["list export"], "facts": run}
    page = results.page(kept)
    assert "## 10,000 projects" in page
    assert "| list of 80 | 200 (100–300) 5q | 200 (100–300) 5q | – | 1.00 | – | 1.0 |  |" in page
    assert page.count("`./kfz bench scale`") == 1
    assert "| list export |" in page


def test_a_recorder_writes_down_a_page_instead_of_opening_it(bench):
    requests = bench("scale_requests")

    class Model:
        _name, _fields = "crm.lead", {}

    recording = requests.Recorder(calls := [], Model())
    recording.with_context(bin_size=True).browse(7).web_read({"name": {}})
    assert calls == [
        {
            "model": "crm.lead",
            "method": "web_read",
            "args": ([7], {"name": {}}),
            "kwargs": {"context": {"bin_size": True}},
        }
    ]
