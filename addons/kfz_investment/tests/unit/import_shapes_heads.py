"""Shapes: headings of two rows, narrowed or twice; second lists below and beside."""

from import_content import AMOUNTS, HEADINGS, WAN
from import_drafts import Column, Part, copy_of, either
from import_shapes import FILE, TABLE, shape
from import_shapes_units import SCALED

# fmt: off
_GROUPS = {"project": (("签约", {"signed_date": "日期", "signed_amount": "金额"}),),
           "enterprise": (("联系方式", {"contact": "联系人"}),), "trade": ()}
_NARROWING = ("累计", "去年同期", "同比增长", "其中：外资", "占比", "计划", "本年累计", "1-6月累计", "上年同期", "增幅")
_NARROWED = ("{h}（其中：外资）", "{h}（去年同期）", "{h}累计", "累计{h}", "{h}同比", "去年同期{h}", "{h}（国外部分）", "{h}（上年）", "{h}增幅", "其中：{h}外资部分", "{h}（累计）", "{h}-去年同期")
_HINTS = {"name": "必填", "investment": "数字", "registered_capital": "数字", "signed_date": "年-月-日", "established": "年-月-日", "month": "年-月", "amount": "数字"}
# fmt: on


@shape("heading: two rows", TABLE, claims=("heads",))
def two_rows(draft):
    """签约 over 日期 and 金额."""
    part, found = draft.first, False
    for upper, lower in _GROUPS[draft.kind]:
        columns = part.having(lower)
        for column in columns:
            part.columns.remove(column)
        at = draft.rng.randint(0, len(part.columns))
        for column in columns:
            column.upper, column.heading, found = upper, lower[column.field], True
        part.columns[at:at] = columns
    return found


@shape("heading: current and cumulative", TABLE, ("project", "trade"), claims=("heads", "amounts"))
def cumulative(draft):
    """当月 and 累计 under one head: the month counts, in whichever order they stand."""
    rng, part = draft.rng, draft.first
    name = "amount" if draft.kind == "trade" else "investment"
    column = part.column(name)
    if not column or (name == "investment" and rng.random() < 0.5):
        return False
    own = "当月" if name == "amount" else rng.choice(("总额", "合计"))
    other = Column(None, rng.choice(_NARROWING), fill=lambda index: 7000 + index)
    column.upper = other.upper = column.text
    column.heading, column.shows = own, ""
    for index, field in part.filled([name]):
        part.put(index, field, part.plain(column, index), either(part.records[index][field]))
    place = part.columns.index(column)
    part.columns.insert(place + rng.choice((0, 1)), other)
    return True


def _narrowing(column):
    """Ways to say another thing than a heading; capital in place is cumulative by itself."""
    return [way for way in _NARROWED if column.field != "capital" or "累计" not in way]


@shape("heading: narrowed beside the plain one", TABLE)
def narrowed(draft):
    """贸易额（去年同期） beside 贸易额 is another thing."""
    rng, part = draft.rng, draft.first
    columns = [column for column in part.having(AMOUNTS) if not column.upper]
    if not columns:
        return False
    column = rng.choice(columns)
    text = rng.choice(_narrowing(column)).format(h=column.heading) + rng.choice(("", "（万元）"))
    other = Column(None, text, fill=lambda index: 300 + index)
    part.columns.insert(part.columns.index(column) + rng.choice((0, 1)), other)
    return True


@shape("heading: narrowed alone", TABLE, ("project", "enterprise"), claims=("amounts", "heads"))
def narrowed_alone(draft):
    """投资额（去年同期） without 投资额 is not the investment; nothing is taken in silence."""
    rng, part = draft.rng, draft.first
    columns = part.having(AMOUNTS)
    if not columns:
        return False
    column = rng.choice(columns)
    if any(name == column.field for _index, name in part.cells):
        return False
    heading = rng.choice(_narrowing(column)).format(h=column.heading)
    column.heading, column.shows = heading, "{}（{}）"
    for index, name in part.filled([column.field]):
        part.put(index, name, part.plain(column, index), either(None))
    return True


@shape("heading: twice", TABLE, ("project", "enterprise"), claims=("amounts", "heads"))
def twice(draft):
    """Two known headings of one field: that of the template counts, with the other named."""
    rng, part = draft.rng, draft.first
    columns = part.having(AMOUNTS)
    if not columns:
        return False
    column = rng.choice(columns)
    headings = HEADINGS[draft.kind][column.field]
    column.heading = headings[0]
    other = Column(None, rng.choice(headings[1:]), WAN, fill=lambda index: 40 + index)
    part.columns.insert(part.columns.index(column) + rng.choice((0, 1)), other)
    return True


@shape("heading: numbers of columns below", TABLE)
def numbers(draft):
    """A row 1, 2, 3 under the heading."""
    first = draft.rng.choice((["栏次"], ["甲"], [1], ["(1)"]))
    shown = "({})" if first == ["(1)"] else "{}"
    draft.first.below.append(
        lambda columns: first + [shown.format(place) for place in range(2, len(columns) + 1)]
    )


@shape("heading: hints below", TABLE)
def hints(draft):
    """A row 必填, 年-月-日 under the heading."""
    if len(draft.first.having(_HINTS)) < 2:
        return False
    shown = draft.rng.choice(("（{}）", "{}"))
    draft.first.below.append(
        lambda columns: [
            shown.format(_HINTS[column.field]) if column.field in _HINTS else None
            for column in columns
        ]
    )
    return True


@shape("heading: title above", TABLE)
def title(draft):
    """A title, and who filled in the list, above it."""
    rng = draft.rng
    texts = [
        rng.choice(
            (
                "2026年重点招商项目表",
                "企业名录（示例）",
                "统计表",
                "附件1",
                "示例项目台账（2026年）",
            )
        )
    ]
    texts += rng.sample(
        ("填报单位：示例局", "填报日期：2026年7月1日", "联系电话：0871-0000000", ""),
        rng.randint(0, 2),
    )
    draft.first.above[:0] = [[text] if text else [] for text in texts]


def _second(draft, count=None):
    """A second part with the columns of the first in another order and other units."""
    rng, part = draft.rng, draft.first
    columns = [copy_of(column) for column in part.columns if column.field]
    rng.shuffle(columns)
    names = [column.field for column in columns]
    other = draft.part(names, count or rng.randint(1, 4))
    other = Part(draft.kind, rng, columns, other.records)
    for column in columns:
        if column.upper or column.unit:
            column.upper, column.known = "", True
            column.heading = rng.choice(HEADINGS[draft.kind][column.field])
        if column.unit:
            other.set_unit(column, rng.choice(SCALED), "{}（{}）")
    _same_zone(draft, other)
    return other


def _same_zone(draft, other):
    """The zone that a title names is that of all lists."""
    first = draft.first.records[0]
    if first.get("of title"):
        for row in other.records:
            row["zone"], row["of title"] = first["zone"], True


@shape("second list: below", FILE, claims=("second",))
def below(draft):
    """Another heading further down, with its own order and units: its rows are read by it, or refused."""
    rng, other = draft.rng, _second(draft)
    gap = [[] for _count in range(rng.randint(0, 2))]
    other.above = gap + (
        [[rng.choice(("二、落地项目", "续表", "第二批"))]] if rng.random() < 0.5 else []
    )
    draft.parts.append(other)


def _is_plain(column):
    return column.known and not column.upper


@shape("second list: same headings, other unit", FILE, claims=("second",))
def other_unit(draft):
    """The same headings again, but for the unit."""
    columns = [copy_of(column) for column in draft.first.columns]
    amounts = [column for column in columns if column.field in AMOUNTS]
    if not amounts or "amounts" in draft.claims or not all(map(_is_plain, columns)):
        # headings, or columns beside them, that mean something else
        return False
    names = [column.field for column in columns if column.field]
    other = Part(draft.kind, draft.rng, columns, draft.part(names, 2).records)
    for column in amounts:
        other.set_unit(column, draft.rng.choice(SCALED), "{}（{}）")
    _same_zone(draft, other)
    draft.parts.append(other)
    return True


@shape("second list: of another kind", FILE, claims=("second",))
def other_kind(draft):
    """A list of something else below is not read under the first heading."""
    part, rng = draft.first, draft.rng
    rows = [
        ["序号", "会议名称", "召开时间", "参会人数"],
        [1, "示例推进会", "2026-03-05", 30],
        [2, "示例座谈会", "2026-04-05", 12],
    ]
    if len(part.columns) < 4:
        return False
    for cells in rows:
        part.between.setdefault(len(part.records), []).append(
            ("other list", dict(enumerate(cells)))
        )
    return rng is not None


@shape("second list: beside", FILE, claims=("second",))
def beside(draft):
    """A second list to the right: read by its own heading, refused, or said."""
    part = draft.first
    if part.between or part.below or part.above or any(column.upper for column in part.columns):
        return False
    other = _second(draft, len(part.records))
    draft.parts.append(other)
    draft.beside = True
    other.optional.update(range(len(other.records)))
    return True


@shape("page: left margin", FILE)
def margin(draft):
    """The list begins in another column."""
    draft.left = draft.rng.randint(1, 3)
