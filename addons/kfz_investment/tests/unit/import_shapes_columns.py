"""Shapes: columns that nobody knows, hidden ones, other sheets, and zones that only a title names."""

from import_books import Page
from import_content import AMOUNTS, DATES, ZONES
from import_drafts import BOOKS, Column
from import_shapes import FILE, TABLE, shape

# fmt: off
_UNKNOWN = {
    "zone": ("归口板块", "承载平台名录", "属地", "四区归属", "挂靠区域名", "片区归口"),
    "stage": ("目前走到哪一步", "进行到", "办理环节", "推动程度", "现状评价"),
    "signed_date": ("握手日", "落笔那天", "定约时点"), "landed_date": ("扎根日", "入驻时点"), "established": ("开张日", "诞生时点"),
    "investment": ("盘子多大", "体量"), "signed_amount": ("白纸黑字数", "约定数"), "capital": ("真金白银", "已进账"),
    "registered_capital": ("家底", "本钱"), "paid_in_capital": ("掏出的本钱", "已掏"),
    "uscc": ("十八位码",), "responsible_unit": ("谁来管",), "contact": ("找谁",),
}
_TITLES = ("{}2026年招商项目台账", "{}重点项目表", "2026年{}项目情况")
# fmt: on


def _rename(draft, names):
    columns = [column for column in draft.first.having(names) if column.known and not column.upper]
    if not columns:
        return False
    for column in draft.rng.sample(columns, min(len(columns), draft.rng.randint(1, 2))):
        column.heading, column.known = draft.rng.choice(_UNKNOWN[column.field]), False
    return True


@shape("unknown heading: zone or stage", TABLE, ("project",))
def zone_or_stage(draft):
    """Nobody knows the heading, but the cells say what it is: no default stands in for it in silence."""
    return _rename(draft, ("zone", "stage"))


@shape("unknown heading: amount or date", TABLE, ("project", "enterprise"), claims=("amounts",))
def amount_or_date(draft):
    """Amounts and days under words that nobody knows are not lost in silence."""
    return _rename(draft, [name for name in (*AMOUNTS, *DATES) if name in _UNKNOWN])


@shape("unknown heading: something else", TABLE, ("project", "enterprise"))
def something(draft):
    """Columns that change no figure are left out."""
    return _rename(draft, ("responsible_unit", "contact"))


@shape("unknown heading: every one", FILE, ("project", "enterprise"))
def every(draft):
    """No heading says anything; nothing is taken in before somebody has chosen."""
    part = draft.first
    if len(draft.parts) > 1 or any(column.upper or not column.field for column in part.columns):
        return False
    if part.between or part.below:
        return False
    for place, column in enumerate(part.columns):
        column.heading, column.known = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"[place] + "列", False
    return True


@shape("unknown heading: hidden zone", FILE, ("project",), writers=BOOKS)
def hidden_zone(draft):
    """A hidden column of zones under an unknown heading is not lost either."""
    if not draft.first.column("zone") or _rename(draft, ("zone",)) is False:
        return False
    draft.hidden_fields.add("zone")
    return True


@shape("column: hidden", FILE, writers=BOOKS)
def hidden(draft):
    """A hidden column is read."""
    names = [column.field for column in draft.first.columns if column.field]
    draft.hidden_fields.add(draft.rng.choice(names))


@shape("column: more of them", TABLE)
def more(draft):
    """Columns of other things."""
    rng, part = draft.rng, draft.first
    heads = (
        ("建筑面积（平方米）", 1200),
        ("用工人数", 35),
        ("示例栏", "示例"),
        ("土地面积（亩）", 12.5),
        ("预计年产值（万元）", 8000),
        ("是否重点", "是"),
    )
    for heading, value in rng.sample(heads, rng.randint(1, 3)):
        part.columns.insert(
            rng.randint(1, len(part.columns)), Column(None, heading, fill=_counting(value))
        )


def _counting(value):
    return lambda index: value if isinstance(value, str) else value + index


@shape("zone: named by the title", TABLE, ("project",))
def title_zone(draft):
    """A list without zones whose title names another one."""
    return _named_zone(draft, by_title=True)


@shape("zone: named by the sheet", TABLE, ("project",), writers=BOOKS)
def sheet_zone(draft):
    """A list without zones whose sheet is named for another one."""
    return _named_zone(draft, by_title=False)


def _named_zone(draft, by_title):
    part, rng = draft.first, draft.rng
    column = part.column("zone")
    if any(name == "zone" for _first, _last, name in part.merges) or not draft.claim("title zone"):
        return False
    if column:
        part.columns.remove(column)
    zone = rng.choice((2, 3, 4))
    word = rng.choice([word for word in ZONES[zone] if len(word) > 2] or ZONES[zone])
    for row in part.records:
        row["zone"], row["of title"] = zone, True
    if by_title:
        part.above.insert(0, [rng.choice(_TITLES).format(word)])
    else:
        draft.page_name = word
    return True


@shape("sheet: others", FILE, writers=BOOKS)
def others(draft):
    """Sheets of other things, and hidden ones of the same kind."""
    rng = draft.rng
    if rng.random() < 0.6:
        head = draft.first.heads()[0]
        rows = [head, ["示例隐藏"] * len(head)]
        draft.pages.append(Page(rows, "旧数据", hidden=True))
    if rng.random() < 0.6:
        draft.pages.append(Page([["会议", "时间"], ["示例会", "2026-03-05"]], "其他"))
