"""A small ledger of three projects, under any headings, and what its table and rows say."""

from domain.imports import project
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from workbook_helpers import known, project_lookups, xlsx

LOOKUPS = project_lookups(default_zone=1, default_zone_name="昆明综合保税区")
HEADS = ["项目名称", "投资企业", "所属园区", "当前阶段", "签约日期", "协议金额（万元）"]
ROWS = [
    ["示例项目甲一", "昆明示例一有限公司", "昆明经开区", "签约", "2026-03-05", 5000],
    ["示例项目乙二", "昆明示例二有限公司", "磨憨", "洽谈", None, None],
    ["示例项目丙三", "昆明示例三有限公司", "昆明综保区", "签约", "2026.4.1", 700],
]

TITLED = ["项目名称", "投资企业", "当前阶段"]
TITLED_ROWS = [[row[0], row[1], "洽谈"] for row in ROWS]


def table(heads=HEADS, rows=ROWS, above=(), sheet="表", lookups=LOOKUPS, **more):
    content = xlsx([*above, heads, *rows], sheet=sheet)
    return find_table(read(content), known("project", lookups, **more))


def renamed(**names):
    return [names.get(head.partition("（")[0], head) for head in HEADS]


def rows_of(found, lookups=LOOKUPS):
    return [project.read_row(row, lookups) for row in found.rows]


def column(found, heading):
    return next(each for each in found.header.columns if each.heading == heading)


def told(found):
    return [code for _level, code, _params in found.remarks]


def reasons(found):
    return {left.column.heading: left.reason for left in found.left_out}
