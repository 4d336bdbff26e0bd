"""Columns that nobody has decided on, and what stands in for columns that are not there: said, or refused where it matters."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from ..cells import clean, is_empty
from ..letters import letter
from ..values.units import heading_key
from . import contacts, ends, said, years
from .glimpse import LOOK, samples
from .known import CHOSEN, LAYOUT, matters
from .proposals import look_again

ERROR, WARNING, INFO = "error", "warning", "info"
#: the field that titles and section lines name, too
ZONE = "zone"
_ZONE_CODES = ("title_zone", "title_zone_unknown")
NAME, STAGE = "name", "stage"
_LONGEST_HEADING = 16


class LeftOut(NamedTuple):
    """A column that is not read: its reason is 'chosen', 'repeats', 'unresolved', 'proposed' or 'unknown'."""

    column: object
    reason: str


def judge(table, sheet, known):
    """Put what is open about the columns on the rows and the table."""
    if len(table.blocks) > 1 or "other_heading" in table.skipped:
        _look_at_blocks(table, known)
    _sample(table)
    table.missing = tuple(
        name for name in known.required if name not in table.blocks[0].header.fields
    )
    for block in table.blocks:
        _judge_block(table, block, known)
    _judge_names(table, known)
    _tell_defaults(table, known)
    _judge_zone(table, sheet, known)
    _judge_stage(table, sheet, known)
    _judge_doubts(table, sheet, known)
    _judge_beside(table, known)
    ends.judge(table, known)
    years.judge(table, known)
    contacts.judge(table)


def _look_at_blocks(table, known):
    """What a column of one list looks like, its own rows tell, not those of the list below."""
    bodies = _bodies(table)
    for block in table.blocks:
        block.header = look_again(block.header, bodies.get(id(block), ()), known)
    table.header = table.blocks[0].header


def _sample(table):
    """Take the samples of columns from rows of data, not from totals."""
    bodies = _bodies(table)
    for block in table.blocks:
        rows = bodies.get(id(block), ())
        columns = tuple(
            replace(column, samples=samples(rows, column.index)) for column in block.header.columns
        )
        block.header = replace(block.header, columns=columns)
    table.header = table.blocks[0].header


def _bodies(table):
    """{id of a block: its first rows of data}."""
    bodies = {}
    for row in table.rows:
        rows = bodies.setdefault(id(row.block), [])
        if len(rows) < LOOK:
            rows.append(row.raw)
    return bodies


def _judge_block(table, block, known):
    fields = block.header.fields
    lacking = [
        (ERROR, None, "column_missing", {"field": known.label(name)})
        for name in known.required
        if name not in fields
    ]
    open_columns = _open_columns(table, block, fields, known)
    if open_columns or lacking:
        for row in table.rows:
            if row.block is block:
                row.remarks = (*row.remarks, *lacking, *_of_row(row, open_columns))


def _judge_names(table, known):
    """Refuse rows whose name is the word of a heading: a form or another table below the list."""
    ends = tuple({key[-1] for key in known.aliases if key} | set(")）:："))
    for row in table.rows:
        name = row.cells.get(NAME)
        if type(name) is str and len(name) <= _LONGEST_HEADING and name.endswith(ends):
            if heading_key(name).rstrip(":") in known.aliases:
                remark = ERROR, NAME, "name_is_heading", {"text": clean(name)}
                row.remarks = (*row.remarks, remark)


def _open_columns(table, block, fields, known):
    """[(index, remark)] of the columns on which rows hang; those that are left out are put on the table."""
    found = []
    for column in block.header.columns:
        if column.field:
            if column.looks_like:
                _judge_answers(table, block, column, known)
        elif matters(column) and not column.joins:
            reason = _reason(column, fields, known)
            table.left_out.append(LeftOut(column, reason))
            if reason == "unresolved":
                found.append((column.index, _remark(column, fields, known)))
    return found


def _judge_answers(table, block, column, known):
    """Refuse the rows in which a column of another field says what a default would stand in for."""
    name = column.looks_like[0]
    params = {"heading": column.heading, "field": known.label(name)}
    for row in table.rows:
        value = row.raw[column.index] if column.index < len(row.raw) else None
        if row.block is block and known.contents[name](value):
            if name != ZONE or not known.other_zone or known.other_zone([value]):
                row.remarks = (*row.remarks, (ERROR, None, "column_answers", params))


def _reason(column, fields, known):
    if column.source in (CHOSEN, LAYOUT):
        return "chosen"
    if column.repeats:
        return "repeats"
    if column.shares:
        return "unresolved"
    if known.defaulted.intersection(column.looks_like).difference(fields):
        return "unresolved"
    return "proposed" if column.proposal else "unknown"


def _remark(column, fields, known):
    """What is said on each row in which an unresolved column has a value."""
    names = sorted(set(column.looks_like) - fields)
    if name := column.proposal or column.shares:
        names = [name]
    words = " / ".join(map(known.label, names))
    return ERROR, None, "column_unresolved", {"heading": column.heading, "field": words}


def _of_row(row, open_columns):
    return [
        remark
        for index, remark in open_columns
        if index < len(row.raw) and not is_empty(row.raw[index])
    ]


def _tell_defaults(table, known):
    """What stands in for a column that is not there, once for the file; of a column that is only unresolved, nothing yet."""
    for name, (code, params) in known.announced.items():
        if any(_lacks(block, name) for block in table.blocks):
            level = INFO if name == ZONE and known.zone_chosen else WARNING
            table.remarks.append((level, code, params))


def _lacks(block, name):
    """Whether a list has no column of a field, and none that looks like it."""
    pointed = (column.looks_like for column in block.header.columns)
    return name not in block.headings and not any(name in names for names in pointed)


def _judge_zone(table, sheet, known):
    """Refuse rows without a zone of their own where the title, the sheet or a section line names another than the default."""
    lacking = [block for block in table.blocks if _lacks(block, ZONE)]
    if not known.other_zone or known.zone_chosen or not lacking:
        return
    for blocks, one in _side_by_side(table, lacking):
        above = _above(table, sheet, known, blocks[0])
        named = known.other_zone(above)
        _refuse_by_zone(table, blocks, named, _sections(table, sheet, known.other_zone, one))
        if known.unknown_zone:
            place = "" if named else known.unknown_zone(above)
            sections = said.by_sections(table, sheet, known.unknown_zone, one)
            _refuse_by_zone(table, blocks, place, sections, "title_zone_unknown")
    _spare_refused(table, lacking, known.announced.get(ZONE))


def _spare_refused(table, lacking, announced):
    """Say nothing of a default zone where every row that would go there is refused for what the title says."""
    rows = [row for row in table.rows if row.block in lacking]
    if rows and all(any(remark[2] in _ZONE_CODES for remark in row.remarks) for row in rows):
        table.remarks[:] = [remark for remark in table.remarks if remark[1:] != announced]


def _side_by_side(table, blocks):
    """[(those of the blocks that stand in the same columns, one of them where others stand beside)]."""
    places = {}
    for block in blocks:
        places.setdefault((block.start, block.end), []).append(block)
    return [
        (found, found[0] if len(table.blocks) > len(found) else None) for found in places.values()
    ]


def _above(table, sheet, known, block):
    titles = said.title(sheet, table.header.first, block.start, block.end)
    return [known.filename, sheet.name, *sheet.page_texts, *titles]


def _refuse_by_zone(table, lacking, named, word_at, code="title_zone"):
    for row in table.rows:
        word = row.block in lacking and (word_at(row.number) or named)
        if word:
            row.remarks = (*row.remarks, (ERROR, None, code, {"zone": word}))


def _sections(table, sheet, word_of, block):
    """What a section line above a row says, or the subtotal below it."""
    sections = said.by_sections(table, sheet, word_of, block)
    totals = said.by_subtotals(table, sheet, word_of, block)
    return lambda number: sections(number) or totals(number)


def _judge_stage(table, sheet, known):
    """Refuse rows without a stage of their own where the title, the sheet or a section line says another than their dates."""
    lacking = [block for block in table.blocks if _lacks(block, STAGE)]
    if not known.stage_said or not lacking:
        return
    for blocks, one in _side_by_side(table, lacking):
        word_at = said.by_sections(table, sheet, known.stage_said, one)
        titled = known.stage_said(_above(table, sheet, known, blocks[0]))
        for row in table.rows:
            word = row.block in blocks and (word_at(row.number) or titled)
            if word:
                _refuse_by_stage(row, word, known)


def _judge_beside(table, known):
    """Refuse rows of a list that lacks a column which the list beside it has: it may be meant for both."""
    for block in table.blocks:
        left = {
            name
            for other in table.blocks
            if block.start and other.end == block.start
            for name in other.headings
        }
        missing = [name for name in known.announced if name in left and _lacks(block, name)]
        if missing:
            params = {"field": known.label(missing[0]), "column": letter(block.start)}
            _refuse(table, block, (ERROR, None, "list_beside_lacks", params))


def _refuse(table, block, remark):
    for row in table.rows:
        if row.block is block:
            row.remarks = (*row.remarks, remark)


def _refuse_by_stage(row, word, known):
    """Put on a row what is wrong where a word says its stage."""
    found = known.against_stage(word, row.cells)
    if found:
        level, code, stage = found
        row.remarks = (*row.remarks, (level, None, code, {"stage": stage}))


def _judge_doubts(table, sheet, known):
    """Warn where the title, the sheet or a section line says that the rows below are samples, old or left out."""
    for block in table.blocks if known.doubt_said else ():
        word_of = partial(known.doubt_said, ends=not _lacks(block, STAGE))
        titled = word_of(_above(table, sheet, known, block))
        word_at = said.by_sections(table, sheet, word_of)
        for row in table.rows:
            word = row.block is block and (word_at(row.number) or titled)
            if word:
                row.remarks = (*row.remarks, (WARNING, None, "title_doubtful", {"text": word}))
