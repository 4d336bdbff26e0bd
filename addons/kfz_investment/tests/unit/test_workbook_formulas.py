"""A formula counts with the value that was calculated for it; without one it is said, never taken for nothing or zero."""

import pytest
from domain.workbook.cells import is_empty, raw_text
from domain.workbook.errors import CellProblem, WorkbookError
from domain.workbook.readers.reader import read
from domain.workbook.sheet import CellError, Uncalculated
from domain.workbook.values.amounts import parse_amount
from workbook_files import cells_of, parts_of, zip_of

FULL = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><f>4000+1000</f><v/></c>", Uncalculated("4000+1000")),
        ("<c><f>4000+1000</f></c>", Uncalculated("4000+1000")),
        ('<c t="str"><f>A2</f></c>', Uncalculated("A2")),
        ('<c><f t="shared" si="0"/></c>', Uncalculated("")),
        ("<c><f>4000+1000</f><v>5000</v></c>", 5000),
        ("<c><f>4000-4000</f><v>0</v></c>", 0),
        ('<c t="str"><f>A2</f><v>已签约</v></c>', "已签约"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
        ('<c t="b"><f>1=0</f><v>0</v></c>', False),
    ],
)
def test_a_formula_is_its_calculated_value_or_none(cell, value):
    assert cells_of(cell, "<c><v>7</v></c>") == [value, 7]


def test_a_formula_that_gives_an_empty_text_is_empty():
    assert cells_of('<c t="str"><f>IF(B2="","",B2)</f><v></v></c>', "<c><v>7</v></c>") == [None, 7]


@pytest.mark.parametrize("calc", [FULL, '<calcPr calcCompleted="0"/>'])
@pytest.mark.parametrize("zero", ["0", "0.0", "-0"])
def test_the_zero_of_a_program_that_does_not_calculate_is_no_value(calc, zero):
    row = cells_of(
        f"<c><f>C2</f><v>{zero}</v></c>", "<c><f>C3</f><v>5</v></c>", "<c><v>0</v></c>", calc=calc
    )
    assert row == [Uncalculated("C2"), 5, 0]


@pytest.mark.parametrize(("calc", "rest"), [(FULL, "<c><v>0</v></c>"), ("", "")])
def test_all_cells_of_an_array_formula_that_nobody_calculated(calc, rest):
    first = f'<c r="A1"><f t="array" ref="A1:B2">C1:C4*2</f>{"<v>0</v>" if calc else ""}</c>'
    body = f'<sheetData><row r="1">{first}{rest}</row><row r="2"><c r="C2"><v>7</v></c></row></sheetData>'
    sheet = read(zip_of(parts_of(body, calc=calc)))[0]
    formula = Uncalculated("C1:C4*2")
    assert sheet.rows == {1: [formula, formula], 2: [formula, formula, 7]}


@pytest.mark.parametrize(
    ("area", "code"), [("A1:J1048576", "too_many_rows"), ("A1:XFD1", "too_many_columns")]
)
def test_an_array_formula_of_a_whole_row_or_column_is_refused_and_not_filled(area, code):
    body = f'<sheetData><row r="1"><c r="A1"><f t="array" ref="{area}">1</f></c></row></sheetData>'
    with pytest.raises(WorkbookError) as caught:
        read(zip_of(parts_of(body)))
    assert caught.value.code == code


def test_a_formula_without_a_value_is_not_empty_and_cannot_be_a_value():
    cell = Uncalculated("C2*0.2")
    assert not is_empty(cell) and raw_text(cell) == "C2*0.2"
    with pytest.raises(CellProblem) as caught:
        parse_amount(cell)
    assert caught.value.code == "not_calculated"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c t="inlineStr"><is><t>50</t></is><v>50</v></c>', "50"),
        ('<c t="inlineStr"><v>60</v><is><t>50</t></is></c>', "50"),
        ('<c t="inlineStr"><v>50</v></c>', "50"),
        ('<c t="str"><is><t>50</t></is><v>60</v></c>', "60"),
        ('<c t="str"><is><t>50</t></is></c>', "50"),
        ("<c><is><t>示例</t></is></c>", "示例"),
        ("<c><is><t>示例</t></is><v>5</v></c>", 5),
        (
            '<c t="inlineStr"><is><r><t>示</t></r><r><t xml:space="preserve"> 例</t></r><rPh><t>shi</t></rPh></is></c>',
            "示 例",
        ),
    ],
)
def test_text_in_the_cell_counts_once(cell, value):
    assert cells_of(cell, "<c><v>7</v></c>") == [value, 7]
