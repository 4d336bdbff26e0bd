"""Shapes: merged cells."""

from import_content import AMOUNTS
from import_drafts import Want, either
from import_shapes import TABLE, shape

MERGING = {"raw", "xlsxwriter", "openpyxl", "xlwt"}
_TEXTS = (
    "zone",
    "lead_official",
    "responsible_unit",
    "contact",
    "industry",
    "ownership",
    "country",
    "address",
    "direction",
    "mode",
    "month",
    "stage",
)


def _run(draft):
    """(first, last) of some records below each other, None where there are not two."""
    count = len(draft.first.records)
    if count < 2:
        return None
    first = draft.rng.randint(0, count - 2)
    return first, draft.rng.randint(first + 1, min(count - 1, first + 3))


@shape("merge: text", TABLE, writers=MERGING, claims=("merge",))
def text(draft):
    """A zone, an official, a month named once for several rows."""
    part, run = draft.first, _run(draft)
    columns = [column for column in part.having(_TEXTS) if column.field != "stage"]
    if not run or not columns:
        return False
    column = draft.rng.choice(columns)
    value = part.records[run[0]][column.field]
    shown = part.plain(column, run[0])
    for index in range(run[0], run[1] + 1):
        part.records[index][column.field] = value
        part.put(index, column.field, shown if index == run[0] else None, Want((value,)))
    part.merges.append((*run, column.field))
    return True


@shape("merge: amount", TABLE, writers=MERGING, claims=("merge",))
def amount(draft):
    """One amount over several projects counts once."""
    return _amount(draft, copies=False)


@shape("merge: amount with copies below", TABLE, writers={"raw"}, claims=("merge",))
def copies(draft):
    """As before, but the covered cells hold the amount, too."""
    return _amount(draft, copies=True)


def _amount(draft, copies):
    part, run = draft.first, _run(draft)
    columns = part.having(AMOUNTS)
    if not run or not columns:
        return False
    column = draft.rng.choice(columns)
    name = column.field
    value = part.records[run[0]].get(name)
    if value is None:
        return False
    shown = part.plain(column, run[0])
    for index in range(run[0], run[1] + 1):
        covered = index > run[0]
        part.put(
            index,
            name,
            shown if copies or not covered else None,
            either(None) if covered else either(value, None),
        )
    part.merges.append((*run, name))
    return True


@shape(
    "merge: one project of two investors", TABLE, ("project",), writers=MERGING, claims=("merge",)
)
def investors(draft):
    """Everything but the investor is merged: one project, or an error on the second row."""
    part = draft.first
    if len(part.records) < 2 or not part.having(AMOUNTS):
        return False
    first = draft.rng.randint(0, len(part.records) - 2)
    enterprise = part.records[first + 1]["enterprise"]
    part.records[first + 1] = dict(part.records[first], enterprise=enterprise)
    for column in part.columns:
        name = column.field
        if name and name != "enterprise":
            if (first, name) not in part.cells:
                want = either(part.records[first].get(name))
                part.put(first, name, part.plain(column, first), want)
            part.put(first + 1, name, None, Want((), "refused"))
            part.merges.append((first, first + 1, name))
    part.optional.add(first + 1)
    return True
