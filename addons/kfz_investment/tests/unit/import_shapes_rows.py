"""Shapes: rows that are no records, and records that look like such rows."""

from import_books import number
from import_content import AMOUNTS
from import_drafts import exact
from import_shapes import CELLS, ROWS, shape

# fmt: off
_NUMBERED = ("一、{}", "（一）{}", "(二){}", "1. {}", "二．{}", "三 {}", "【{}】", "{}", "{}（2家）", "第一部分 {}", "{}：", "一、{}（共3个）")
_SECTIONS = {"project": ("先进制造业项目", "签约项目", "工业项目", "现代物流业项目", "已签约类", "重点推进项目", "2026年新签约项目", "外资项目"),
             "enterprise": ("工业企业", "物流企业", "重点企业", "外资企业", "规上企业", "服务业"),
             "trade": ("出口", "一般贸易", "保税物流企业", "加工贸易企业", "重点企业")}
_TOTALS = ("小计", "合计", "总计", "共计", "综保区小计", "全市合计", "2026年合计", "以上合计", "合计金额", "项目合计（2个）", "Total", "Subtotal", "Grand total",
           "Sum", "总 计", "总合计", "汇总", "1-6月累计", "签约项目合计", "合计2个项目", "共3家", "合    计：", "小计（3家）", "TOTAL", "本页小计", "全区累计",
           "合计:", "累计", "上半年合计", "各片区合计", "工业小计", "企业合计", "平均")
_NOTES = ("数据截至2026年6月底", "填报单位：示例局", "制表：张示例    审核：李示例    2026年7月1日", "说明 数据来源于市场监管局", "备注：以上为初步统计", "注1：示例",
          "第1页 共3页", "打印日期：2026-07-01", "填表人：张示例", "数据来源：示例局", "注：金额为协议金额", "审核人：李示例", "联系电话：0871-0000000", "* 为重点项目", "统计时间：2026年6月",
          "单位负责人：张示例   填表人：李示例", "截止日期：2026年6月30日", "以上数据由各园区提供", "备注", "填报日期：2026年7月1日", "报送单位（盖章）：示例局")
_TRICKY = {"project": ("昆明示例汇总科技{}项目", "累计型储能{}项目", "示例合计项目管理{}", "综合计量中心{}项目", "一带一路示例{}项目", "工业项目{}", "合计网络{}项目", "总计算力示例{}", "小计量具{}项目", "注塑件示例{}项目",
                       "说明书印刷{}项目", "共享仓{}项目", "共3万平米厂房{}项目", "一期{}项目", "二、三期示例{}项目", "第一工业园{}", "备注贴纸生产{}项目", "平均示例{}项目", "制表机{}项目", "1-6号楼示例{}项目", "Total 能源{}项目"),
           "enterprise": ("昆明示例汇总科技{}有限公司", "合计网络{}有限公司", "示例合计管理{}有限公司", "共计算{}有限公司", "昆明综合计量{}有限公司", "一心示例{}有限公司", "注塑{}有限公司", "小计设计{}有限公司", "数据截流{}有限公司", "总计时{}有限公司")}
# fmt: on


def _place_of_name(part):
    return part.place("name")


def _add(part, rng, why, cells):
    part.insert(rng.randint(0, len(part.records)), why, cells)


def _sum(part, column, records):
    """The sum of the numbers that stand in a column."""
    amounts = [row[column.field].amount for row in records if row.get(column.field) is not None]
    return number(sum(amounts) / column.unit.factor) if amounts else None


@shape("row: section", ROWS)
def section(draft):
    """A line that says what the next rows are, with or without a number, its place and a sum."""
    rng, part = draft.rng, draft.first
    for _count in range(rng.randint(1, 3)):
        text = rng.choice(_SECTIONS[draft.kind])
        at = rng.randint(0, len(part.records) - 1)
        cells = {}
        if part.columns[0].field is None and rng.random() < 0.6:
            cells = {
                0: rng.choice("一二三四"),
                _place_of_name(part): f"{text}（{rng.randint(1, 9)}个）",
            }
            following = part.records[at : at + rng.randint(1, 3)]
            for column in part.having(AMOUNTS) if rng.random() < 0.5 else ():
                cells[part.columns.index(column)] = _sum(part, column, following)
        else:
            cells = {rng.choice((0, _place_of_name(part))): rng.choice(_NUMBERED).format(text)}
        part.insert(at, "section", cells)


@shape("row: total", ROWS)
def total(draft):
    """A sum of rows above, in one of its many words, in the first column or that of names."""
    rng, part = draft.rng, draft.first
    columns = part.having(AMOUNTS)
    for _count in range(rng.randint(1, 3)):
        last = rng.randint(1, len(part.records))
        first = rng.choice((0, max(0, last - 2)))
        cells = {rng.choice((0, _place_of_name(part))): rng.choice(_TOTALS)}
        for column in columns:
            added = _sum(part, column, part.records[first:last])
            if added:
                cells[part.columns.index(column)] = added
        if 0 not in cells and part.columns[0].field is None and rng.random() < 0.2:
            cells[0] = "合计"
        part.insert(last, "total", cells)


@shape("row: note", ROWS)
def note(draft):
    """Notes, sources and signatures, mostly at the end."""
    rng, part = draft.rng, draft.first
    for _count in range(rng.randint(1, 3)):
        cells = {rng.choice((0, 0, _place_of_name(part))): rng.choice(_NOTES)}
        at = len(part.records) if rng.random() < 0.9 else 0
        part.insert(at, "note", cells)


@shape("row: blank", ROWS)
def blank(draft):
    """Rows of nothing, of spaces or of dashes, or of a running number alone."""
    rng, part = draft.rng, draft.first
    width = len(part.columns)
    for _count in range(rng.randint(1, 3)):
        fill = rng.choice((None, " ", "-", "—", "/"))
        cells = dict.fromkeys(range(width), fill)
        if part.columns[0].field is None and rng.random() < 0.3:
            cells = {0: len(part.records) + 1}
        _add(part, rng, "blank", cells)


@shape("row: heading again", ROWS, claims=("head again",))
def again(draft):
    """The heading repeated, as where a list goes on on a new page."""
    part = draft.first
    if len(part.heads()) > 1 or part.below:
        return False
    heads = dict(enumerate(part.heads()[0]))
    at = draft.rng.randint(1, len(part.records))
    part.insert(at, "heading", heads)
    return True


@shape("row: a record that is named like a total", CELLS, ("project", "enterprise"))
def tricky(draft):
    """Names with the words of totals, sections and notes are names."""
    rng, part = draft.rng, draft.first
    cells = part.filled(("name",))
    for index, name in rng.sample(cells, min(len(cells), 2)):
        text = rng.choice(_TRICKY[draft.kind]).format(draft.number + index)
        part.records[index]["name"] = text
        part.put(index, name, text, exact(text))


@shape("row: hidden", ROWS, writers={"raw", "xlsxwriter", "openpyxl", "xlwt"})
def hidden(draft):
    """A filtered row is a record all the same."""
    part = draft.first
    part.hidden.add(draft.rng.randrange(len(part.records)))
