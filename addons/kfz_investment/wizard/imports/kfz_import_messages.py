"""The sentences of the workbook import, by the codes of ``domain.workbook`` and ``domain.imports``.

Those of ``CELL`` follow the name of their column and a colon; all others stand alone.
"""

from odoo.tools import LazyTranslate

from ...models.pipeline.crm_stage import MILESTONES

_lt = LazyTranslate(__name__)

FILE = {
    "empty": _lt("The file is empty."),
    "too_big": _lt(
        "The file has %(size_mb)s MB; at most %(limit_mb)s MB can be read. Delete pictures and unused sheets, or split the list."
    ),
    "bomb": _lt(
        "The file is refused: unpacked it would take %(unpacked_mb)s MB or more, far more than a list needs. Save the list in a new workbook and send that."
    ),
    "too_many_rows": _lt("The file has more than %(limit)s rows. Split it into several files."),
    "too_many_columns": _lt(
        "The file has cells beyond column %(limit)s. Delete what stands far right of the list and send it again."
    ),
    "too_many_cells": _lt("The file has more than %(limit)s cells. Split it into several files."),
    "too_slow": _lt(
        "Reading the file took longer than %(seconds)s seconds and was stopped. Save the list in a new workbook, or split it."
    ),
    "encrypted": _lt(
        "The file is locked with a password. Save a copy without password and send that."
    ),
    "html": _lt(
        "The file is a web page that carries the name of a workbook. Open it, save it as .xlsx and send that."
    ),
    "xml_2003": _lt(
        "The file is in the XML format of 2003. Open it, save it as .xlsx and send that."
    ),
    "ods": _lt("The file is an OpenDocument file. Save it as .xlsx and send that."),
    "word": _lt(
        "The file is a text document or presentation. Send the list as .xlsx, .xls or .csv."
    ),
    "pdf": _lt("The file is a PDF. Send the list as .xlsx, .xls or .csv."),
    "image": _lt("The file is a picture. Send the list as .xlsx, .xls or .csv."),
    "archive": _lt("The file is a packed archive. Unpack it and send the workbook inside."),
    "unknown_type": _lt("This kind of file cannot be read. Send the list as .xlsx, .xls or .csv."),
    "damaged": _lt(
        "The file is damaged or not what its name says. Open it, save it as a new .xlsx and send that."
    ),
    "entities": _lt("The file contains definitions that a workbook never has, so it is refused."),
    "not_text": _lt("The file is neither a workbook nor a text file in UTF-8, UTF-16 or GB18030."),
    "no_sheet": _lt("The workbook has no sheet."),
    "only_hidden": _lt(
        "All sheets of the workbook are hidden. Show the one with the list and send it again."
    ),
    "no_header": _lt(
        "No heading was found in the first 30 rows. The list needs one row with headings such as %(headings)s."
    ),
    "missing_columns": _lt(
        "Sheet “%(sheet)s”, row %(row)s: the heading lacks the column %(headings)s."
    ),
    "no_rows": _lt("Sheet “%(sheet)s” has a heading in row %(row)s and no data below it."),
    "unexpected": _lt(
        "The file could not be processed. The administrator finds the reason in the server's log."
    ),
}

TABLE = {
    "sheet_chosen": _lt("Sheet “%(sheet)s” is read; its heading is in row %(row)s."),
    "text_read": _lt("The text file is read as %(encoding)s; its heading is in row %(row)s."),
    "other_sheets": _lt(
        "The sheets %(sheets)s look like such a list too and are not read. Send them as files of their own."
    ),
    "hidden_sheets": _lt("Hidden sheets are not read: %(sheets)s."),
    "unknown_headings": _lt("These columns are not known and are left out: %(headings)s."),
    "skipped_total": _lt("Totals are left out: row %(rows)s."),
    "skipped_note": _lt("Notes and signatures are left out: row %(rows)s."),
    "skipped_section": _lt("Section lines are left out: row %(rows)s."),
    "skipped_heading": _lt("Repeated headings are left out: row %(rows)s."),
    "more_lines": _lt(
        "%(count)s further remarks are not shown. Correct those above first; the workbook of refused rows names all errors."
    ),
    "opening": _lt(
        "This is taken in as a past ledger: stages and dates as given. What the gates still ask for is owed until %(until)s."
    ),
}

CELL = {
    "missing": _lt("is empty and must be filled."),
    "cell_error": _lt("shows the error %(text)s instead of a value."),
    "ditto": _lt("says “%(text)s”. Write the value itself: rows may be sorted."),
    "boolean": _lt("holds the truth value %(text)s."),
    "date_in_text": _lt("holds the date %(text)s instead of a text."),
    "too_long": _lt("has %(length)s characters; at most %(limit)s fit."),
    "formula_text": _lt("“%(text)s” looks like a formula; it is kept as plain text."),
    "phone_zero": _lt("the leading zero that the spreadsheet dropped was put back: %(text)s."),
    "phone_damaged": _lt(
        "the phone number was turned into a number and lost digits; it is left out."
    ),
    "not_a_phone": _lt("“%(text)s” is no phone number; it is left out."),
    "not_an_email": _lt("“%(text)s” is no e-mail address; it is left out."),
    "not_a_date": _lt("“%(text)s” is not a date. Write it like 2024-03-05."),
    "no_such_date": _lt("there is no such date: %(text)s."),
    "year_implausible": _lt("the year of “%(text)s” cannot be right."),
    "two_dates": _lt("“%(text)s” holds more than one date. Keep one."),
    "date_planned": _lt("“%(text)s” is a plan. This column takes what has happened."),
    "date_incomplete": _lt("“%(text)s” names no day and no month."),
    "date_ambiguous": _lt("“%(text)s” can be read as two dates. Write it like 2024-03-05."),
    "date_in_future": _lt("%(date)s is still ahead. This column takes what has happened."),
    "month_only": _lt("names only the month; %(date)s is taken."),
    "two_digit_year": _lt("has a year of two digits; %(date)s is taken."),
    "approximate_day": _lt("names no exact day; %(date)s is taken."),
    "date_in_amount": _lt("holds the date %(text)s instead of an amount."),
    "percent": _lt("“%(text)s” is a percentage, not an amount."),
    "range": _lt("“%(text)s” is a range. Write one amount."),
    "negative": _lt("“%(text)s” is negative."),
    "two_amounts": _lt("“%(text)s” holds more than one number. Keep one."),
    "comma": _lt("the commas in “%(text)s” do not separate thousands."),
    "two_currencies": _lt("“%(text)s” names two currencies."),
    "no_unit": _lt(
        "“%(text)s” has no unit: write 元, 万元 or 亿元 in the cell or in the heading, or choose the unit on this page."
    ),
    "not_a_number": _lt("“%(text)s” is not an amount."),
    "too_large": _lt("“%(text)s” is larger than any amount can be here. Check the unit."),
    "approximate": _lt("“%(text)s” is approximate; the number is taken as it stands."),
    "unusually_large": _lt("“%(text)s” comes to more than 100 billion yuan. Check the unit."),
    "name_is_number": _lt("“%(text)s” is a number, not a name."),
    "two_names": _lt("“%(text)s” names two enterprises. Give each a row of its own."),
    "code_in_name": _lt("“%(text)s” is a unified social credit code, not a name."),
    "short_name": _lt("“%(text)s” is a very short name. Check it."),
    "not_a_code": _lt("“%(text)s” is no unified social credit code."),
    "code_damaged": _lt(
        "%(text)s is a unified social credit code that the spreadsheet turned into a number; its last digits are lost. Format the column as text and enter the code again."
    ),
    "code_length": _lt(
        "the unified social credit code %(text)s has %(length)s characters; it must have 18."
    ),
    "code_characters": _lt(
        "the unified social credit code %(text)s contains characters that cannot stand there: %(characters)s."
    ),
    "code_check_digit": _lt(
        "the last character of the unified social credit code %(text)s does not fit the others: it was mistyped somewhere."
    ),
    "code_registration_number": _lt(
        "%(text)s is an old registration number of 15 digits. Enter the unified social credit code of 18 characters."
    ),
    "unknown_industry": _lt("the industry “%(text)s” is not in GB/T 4754-2017; it is left out."),
    "unknown_industry_near": _lt(
        "the industry “%(text)s” is not in GB/T 4754-2017; it is left out. Perhaps %(near)s is meant."
    ),
    "unknown_ownership": _lt("“%(text)s” is not a known kind of ownership; it is left out."),
    "unknown_ownership_near": _lt(
        "“%(text)s” is not a known kind of ownership; it is left out. Perhaps %(near)s is meant."
    ),
    "unknown_country": _lt("the country “%(text)s” is not known; it is left out."),
    "unknown_country_near": _lt(
        "the country “%(text)s” is not known; it is left out. Perhaps %(near)s is meant."
    ),
    "unknown_function": _lt(
        "“%(text)s” is not one of the zone's functions (2+1+N); it is left out."
    ),
    "unknown_function_near": _lt(
        "“%(text)s” is not one of the zone's functions (2+1+N); it is left out. Perhaps %(near)s is meant."
    ),
    "unknown_entry_type": _lt("the entry type “%(text)s” is not known; it is left out."),
    "unknown_entry_type_near": _lt(
        "the entry type “%(text)s” is not known; it is left out. Perhaps %(near)s is meant."
    ),
    "unknown_area": _lt("“%(text)s” is no area of this zone; it is left out."),
    "unknown_area_near": _lt(
        "“%(text)s” is no area of this zone; it is left out. Perhaps %(near)s is meant."
    ),
    "unknown_zone": _lt("there is no zone “%(text)s”."),
    "unknown_zone_near": _lt("there is no zone “%(text)s”. Perhaps %(near)s is meant."),
    "other_zone": _lt(
        "you do not work for the zone “%(text)s”; its own office imports its projects."
    ),
    "unknown_stage": _lt("there is no stage “%(text)s”."),
    "unknown_stage_near": _lt("there is no stage “%(text)s”. Perhaps %(near)s is meant."),
    "stage_assumed": _lt("is empty; “%(stage)s” is taken, as the dates say."),
    "several_people": _lt("“%(text)s” names several people; %(first)s is taken."),
    "missing_enterprise": _lt("is empty; from negotiation on a project has its enterprise."),
    "no_enterprise": _lt("is empty; the lead is taken in without an enterprise."),
    "paid_above_registered": _lt(
        "the paid-in capital is higher than the registered capital. Check the units."
    ),
    "landed_before_signed": _lt(
        "the project landed on %(landed)s, before it was signed on %(signed)s."
    ),
    "landed_without_signed": _lt("is empty, but the project landed on %(landed)s."),
    "milestone_order": _lt(
        "“%(stage)s” on %(date)s lies before the step of %(earlier)s that comes first."
    ),
    "stage_needs_signed": _lt("is empty, but the stage is “%(stage)s”."),
    "stage_needs_landed": _lt("is empty, but the stage is “%(stage)s”."),
    "signed_beyond_stage": _lt(
        "the stage is “%(stage)s” although the project was signed on %(date)s; the agreement is recorded, the stage is kept."
    ),
    "landed_beyond_stage": _lt(
        "the stage is “%(stage)s” although the project landed on %(date)s; the landing is recorded, the stage is kept."
    ),
    "investment_currency": _lt(
        "the planned investment is kept in yuan; convert the amount in %(currency)s first."
    ),
    "unknown_currency": _lt(
        "the currency %(currency)s is not active here; ask the administrator, or convert the amount."
    ),
    "no_rate": _lt(
        "there is no exchange rate for %(currency)s; ask the administrator, or convert the amount to yuan."
    ),
    "capital_without_date": _lt(
        "there is capital in place, but neither a date of signing nor of landing."
    ),
    "signed_without_amount": _lt("is empty; the agreement is recorded with an amount of 0."),
    "amount_without_signing": _lt("there is an amount but no date of signing; it is left out."),
    "above_investment": _lt("is higher than the planned investment. Check the units."),
    "several_months": _lt("“%(text)s” names several months. Give each month a row of its own."),
    "month_implausible": _lt(
        "%(month)s cannot be right: the month lies between 2000-01 and %(latest)s."
    ),
    "month_in_future": _lt("%(month)s is still ahead. The row is taken in; check the month."),
    "unknown_direction": _lt("“%(text)s” is neither import (进口) nor export (出口)."),
    "unknown_mode": _lt("“%(text)s” is no supervision mode in use. There are: %(known)s."),
    "trade_currency": _lt("trade is recorded in yuan; convert the amount in %(currency)s first."),
    "trade_of_nothing": _lt("is 0; the row is left out."),
    "unknown_trade_enterprise": _lt(
        "“%(name)s” is neither in your zone's directory nor in the common one. Have the enterprises imported first, then send this row again."
    ),
}

ROW = {
    "same_name_other_code": _lt(
        "“%(name)s” stands in row %(row)s too, with another code. Both are taken in; check them."
    ),
    "repeated_name": _lt("“%(name)s” stands in row %(row)s already; this row is left out."),
    "repeated_code": _lt(
        "The unified social credit code %(code)s stands in row %(row)s already; this row is left out."
    ),
    "same_code_other_name": _lt(
        "The unified social credit code %(code)s stands in row %(row)s too, for “%(name)s”. One code belongs to one enterprise."
    ),
    "same_project_code": _lt(
        "The project code %(code)s stands in row %(row)s too, for “%(name)s”."
    ),
    "repeated_project": _lt(
        "“%(name)s” of this enterprise and zone stands in row %(row)s already; this row is left out."
    ),
    "other_name_in_directory": _lt(
        "The directory has the code %(code)s under the name “%(name)s”; the name is not changed."
    ),
    "archived_enterprise": _lt("“%(name)s” is archived in the directory. Unarchive it first."),
    "common_enterprise": _lt(
        "“%(name)s” stands in the common directory, which the import does not change; contact and notes stay with your zone."
    ),
    "two_enterprises": _lt(
        "The directory has several enterprises named “%(name)s”. Add the unified social credit code."
    ),
    "enterprise_created": _lt(
        "“%(name)s” is not in the directory yet and is added to it for this zone."
    ),
    "code_not_ours": _lt(
        "The project code %(code)s is not known here; the project gets a code of its own."
    ),
    "gates": _lt("The project cannot stand at “%(stage)s”. Missing: %(items)s."),
    "landing_by_manager": _lt(
        "Only a promotion manager can recognise a landing. Ask the manager to import this row."
    ),
    "not_moved_back": _lt(
        "The project is at “%(current)s” already; the import does not move it back to “%(stage)s”."
    ),
    "several_agreements": _lt(
        "The project has several agreements; the date and amount of this row are not taken over."
    ),
    "several_capital": _lt(
        "The project has several capital records; the amount of this row is not taken over."
    ),
    "ended": _lt("The project is lost or terminated; the row is left out."),
    "no_access": _lt("You may not change this record."),
    "repeated_trade": _lt(
        "The same trade with the same value stands in row %(row)s already; this row is left out."
    ),
    "same_trade_other_amount": _lt(
        "The same enterprise, month, direction and supervision mode stand in row %(row)s with another value. Keep one, or the sum of both."
    ),
    "trade_confirmed": _lt(
        "This trade is confirmed as %(number)s with %(amount)s and is not changed by an import. Reverse that record, with the right value."
    ),
    "trade_reversed": _lt(
        "This value was confirmed as %(number)s and reversed since; the row is left out. Enter it by hand if it is right after all."
    ),
}

_STAGES = {
    "lead": _lt("Lead"),
    "negotiation": _lt("Negotiation"),
    "review": _lt("Review"),
    "signed": _lt("Signed"),
    "landed": _lt("Landed"),
    "construction": _lt("Construction"),
    "production": _lt("Production"),
    "full_production": _lt("Full production"),
}
assert set(_STAGES) == {word for word, _label in MILESTONES}


def stage_label(env, milestone):
    """The stage's name in the user's language."""
    return env._(_STAGES[milestone])


def sentence(env, code, params):
    """The sentence of a remark, in the user's language; a remark on a cell continues its column's name."""
    if code == "refused":
        return params["reason"]
    values = dict(params)
    if values.get("stage") in _STAGES:
        values["stage"] = stage_label(env, values["stage"])
    if values.get("near") and code + "_near" in CELL:
        code += "_near"
    template = CELL.get(code) or ROW.get(code) or TABLE.get(code) or FILE[code]
    return env._(template) % values  # pylint: disable=translation-not-lazy
