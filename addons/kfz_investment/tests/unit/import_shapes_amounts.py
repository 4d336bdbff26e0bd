"""Shapes: cells of amounts, names and codes as people and programs write them."""

from decimal import Decimal

from import_books import Formula, Inline, number
from import_content import AMOUNTS, DATES
from import_drafts import BOOKS, REFUSED, Want, either, exact, warned
from import_shapes import CELLS, shape

# fmt: off
_MARKS = ("①", "②", "⑴", "²", "³", "*", "†", "[1]", "注1", "〔2〕", "⑩", "❶", "¹", "（注2）", "**", "※")
_REFUSED = ("5000-6000", "5000~6000", "5000—6000", "100至200", "(5000)", "（5000）", "-5000", "25%", "5000亩", "300人", "12公顷", "1O0", "见附件",
            "5000、6000", "50.0.0", "5,00", "一万到两万", "5000/6000", "3家", "#REF!", "同上", "12kg")
# fmt: on


def _cells(draft, names, most=2):
    """Some cells of these fields that no shape has taken."""
    found = draft.first.filled(names)
    return draft.rng.sample(found, min(len(found), draft.rng.randint(1, most)))


def _numbers(draft, most=2):
    """(record, field, what is written, its unit) of some amounts whose unit the heading or a line says."""
    part = draft.first
    for index, name in _cells(draft, AMOUNTS, most):
        unit = part.column(name).unit
        yield index, name, number(part.records[index][name].amount / unit.factor), unit


@shape("amount: footnote mark", CELLS)
def footnote(draft):
    """12000① is 12,000 with a mark, not 120,001."""
    done = False
    for index, name, shown, _unit in list(_numbers(draft)):
        mark = draft.rng.choice(_MARKS)
        want = either(draft.first.records[index][name])
        draft.first.put(index, name, f"{shown}{mark}", want)
        done = True
    return done


@shape("text: footnote mark", CELLS)
def footnote_at_text(draft):
    """A mark at a date or a code is no digit."""
    part, done = draft.first, False
    for index, name in _cells(draft, (*DATES, "uscc")):
        value = part.records[index][name]
        text = value if isinstance(value, str) else value.isoformat()
        part.put(index, name, text + draft.rng.choice(_MARKS[:8]), either(value))
        done = True
    return done


@shape("amount: spelling", CELLS)
def spelling(draft):
    """Thousands, full-width digits, spaces, plus signs, exponents."""
    done = False
    for index, name, shown, _unit in list(_numbers(draft, 4)):
        value = draft.first.records[index][name]
        text, want = _spelled(draft.rng, shown, value)
        draft.first.put(index, name, text, want)
        done = True
    return done


def _spelled(rng, shown, value):
    wide = str(shown).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    grouped = f"{shown:,}"
    plain = [
        grouped,
        wide,
        f" {shown} ",
        f"{shown}\u200b",
        f"\u00a0{shown}",
        grouped.replace(",", "，"),
        f"{shown:.2f}" if round(shown, 2) == shown else grouped,
    ]
    odd = [
        grouped.replace(",", "'"),
        grouped.replace(",", " "),
        grouped.replace(",", "\u202f"),
        f"{shown:.12e}",
        f"+{shown}",
        f"'{shown}",
    ]
    odd += (
        [grouped.replace(".", ";").replace(",", ".").replace(";", ",")]
        if isinstance(shown, float)
        else []
    )
    if rng.random() < 0.6:
        return rng.choice(plain), exact(value)
    return rng.choice(odd), either(value)


@shape("amount: words around it", CELLS)
def approximate(draft):
    """约5000 is 5,000, with a word."""
    done = False
    for index, name, shown, _unit in list(_numbers(draft)):
        text = draft.rng.choice(
            (
                "约{}",
                "大约{}",
                "{}左右",
                "不低于{}",
                "≥{}",
                "超{}",
                "近{}",
                "{}以上",
                "{}余",
                "逾{}",
            )
        )
        draft.first.put(index, name, text.format(shown), warned(draft.first.records[index][name]))
        done = True
    return done


@shape("amount: none at all", CELLS)
def refused(draft):
    """Ranges, shares, losses, areas, letters: no amount of money."""
    done = False
    for index, name, _shown, _unit in list(_numbers(draft)):
        draft.first.put(index, name, draft.rng.choice(_REFUSED), REFUSED)
        done = True
    return done


@shape("amount: with its own unit in a column that has one", CELLS)
def own_unit(draft):
    """0.5亿元 in a column （万元）."""
    part, done = draft.first, False
    for index, name, _shown, unit in list(_numbers(draft)):
        if unit.currency != "CNY":
            continue
        value = part.records[index][name]
        factor, word = draft.rng.choice(
            ((10_000, "万元"), (10**8, "亿元"), (10_000, "万"), (10**8, "亿"))
        )
        text = f"{(value.amount / Decimal(factor)).normalize():f}{word}"
        part.put(index, name, text, exact(value))
        done = True
    return done


@shape("amount: bare yuan in a column that has a factor", CELLS)
def bare_yuan(draft):
    """5000元 in a column （万元） is what it says, or asked."""
    part, done = draft.first, False
    for index, name, _shown, unit in list(_numbers(draft)):
        if unit.currency == "CNY" and unit.factor > 1:
            value = part.records[index][name]
            part.put(index, name, f"{value.amount.normalize():f}元", either(value))
            done = True
    return done


@shape("amount: nothing", CELLS)
def nothing(draft):
    """Words for none are none."""
    part, done = draft.first, False
    for index, name in _cells(draft, [name for name in AMOUNTS if name != "amount"]):
        part.put(
            index, name, draft.rng.choice(("—", "/", "无", "-", "N/A", "待定", " ")), exact(None)
        )
        done = True
    return done


@shape("formula: never calculated", CELLS, writers={"raw", "openpyxl"})
def formula(draft):
    """A formula without a value."""
    return _formula(draft, (*AMOUNTS, *DATES))


@shape("formula: dummy 0", CELLS, writers={"xlsxwriter"})
def dummy(draft):
    """XlsxWriter's 0 in a file that is to be calculated."""
    return _formula(draft, (*AMOUNTS, *DATES))


def _formula(draft, names):
    done = False
    for index, name in _cells(draft, names):
        draft.first.put(
            index,
            name,
            Formula(draft.rng.choice(("4000+1000", "C2", "SUM(A1:B2)", "DATE(2024,3,5)"))),
            warned(),
        )
        done = True
    return done


@shape("formula: calculated", CELLS, writers={"raw"})
def calculated(draft):
    """A formula with its value is a value."""
    done = False
    for index, name, shown, _unit in list(_numbers(draft, 4)):
        draft.first.put(
            index, name, Formula("4000+1000", shown), exact(draft.first.records[index][name])
        )
        done = True
    return done


@shape("cell: inline text and value", CELLS, writers={"raw"})
def inline(draft):
    """The inline text counts, whatever stands beside it."""
    done = False
    for index, name, shown, _unit in list(_numbers(draft, 3)):
        draft.first.put(
            index, name, Inline(str(shown), str(shown)), exact(draft.first.records[index][name])
        )
        done = True
    return done


@shape("text: same as above", CELLS)
def ditto(draft):
    """同上 is not a value."""
    part = draft.first
    for index, name in _cells(draft, ("enterprise", "zone", "stage"), 1):
        if index:
            part.put(index, name, draft.rng.choice(("同上", "〃")), REFUSED)
            return True
    return False


@shape("text: spaces and invisible signs", CELLS)
def untidy(draft):
    """What repairs lose nothing are done."""
    part, done = draft.first, False
    for index, name in _cells(draft, ("name", "enterprise", "responsible_unit", "uscc"), 3):
        value = part.records[index][name]
        half = len(value) // 2
        sign = draft.rng.choice(("\u200b", "\ufeff", "\u00ad"))
        part.put(
            index,
            name,
            draft.rng.choice((f" {value} ", value[:half] + sign + value[half:], f"\u3000{value}")),
            exact(value),
        )
        done = True
    return done


@shape("text: an error of the office's program", CELLS, writers=BOOKS)
def error_cell(draft):
    """#REF! is no text."""
    part = draft.first
    for index, name in _cells(draft, ("enterprise", "name", *AMOUNTS, *DATES), 1):
        part.put(index, name, draft.rng.choice(("#REF!", "#N/A", "#DIV/0!")), Want((), "refused"))
        return True
    return False
