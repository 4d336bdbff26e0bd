import pathlib
from unittest.mock import patch

import pytest
from domain.workbook.errors import WorkbookError
from domain.workbook.limits import Limits
from domain.workbook.readers import kept
from domain.workbook.readers.reader import read
from domain.workbook.sheet import Styled

FILES = sorted((pathlib.Path(__file__).parent.parent / "files").glob("*.*"))


@pytest.mark.parametrize(
    "path", [each for each in FILES if each.suffix != ".json"], ids=lambda each: each.name
)
def test_what_is_kept_is_what_was_read(path):
    content, readings = path.read_bytes(), kept.Readings()
    assert readings.read(content) == readings.read(content) == read(content)


def test_a_number_with_a_unit_keeps_its_unit():
    styled = Styled(1.5, "万元", ("约", ""))
    with patch.object(kept, "read", return_value=[styled]):
        readings = kept.Readings()
        readings.read(b"x")
        [again] = readings.read(b"x")
    assert (again, again.suffix, again.around) == (1.5, "万元", ("约", ""))


def _counting(readings, *calls):
    with patch.object(kept, "read", side_effect=lambda content, limits: [content]) as reader:
        answers = [readings.read(*call) for call in calls]
    return answers, reader.call_count


def test_a_file_is_read_once_and_forgotten_with_its_import():
    readings = kept.Readings()
    assert _counting(readings, (b"x",), (b"x", None, True))[1] == 1
    assert _counting(readings, (b"x",))[1] == 1
    assert _counting(readings, (b"x", Limits(max_rows=1)), (b"y",))[1] == 2


def test_who_writes_into_the_cells_changes_nothing_that_is_kept():
    readings = kept.Readings()
    [first, second, third], count = _counting(readings, (b"x",), (b"x",), (b"x",))
    second.append("written")
    assert (first, third, count) == ([b"x"], [b"x"], 1)


def test_the_oldest_is_forgotten_when_there_is_too_much():
    readings = kept.Readings(most=1)
    assert _counting(readings, (b"x",), (b"x",))[1] == 2


def test_a_file_that_cannot_be_read_is_refused_again():
    readings = kept.Readings()
    for _time in range(2):
        with pytest.raises(WorkbookError):
            readings.read(b"")
