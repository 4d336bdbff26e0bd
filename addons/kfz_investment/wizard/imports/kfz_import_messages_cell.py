"""Sentences about a cell; they follow the name of its column and a colon."""

from odoo.tools import LazyTranslate

from .kfz_import_messages_amount import AMOUNT
from .kfz_import_messages_names import NAMES

_lt = LazyTranslate(__name__)

CELL = (
    AMOUNT
    | NAMES
    | {
        "missing": _lt("is empty and must be filled."),
        "cell_error": _lt("shows the error %(text)s instead of a value."),
        "not_calculated": _lt(
            "holds a formula that has not been calculated. Open the workbook in the spreadsheet program, save it and send it again."
        ),
        "ditto": _lt("says “%(text)s”. Write the value itself: rows may be sorted."),
        "boolean": _lt("contains the logical value %(text)s."),
        "date_in_text": _lt("contains the date %(text)s instead of text."),
        "too_long": _lt("has %(length)s characters; at most %(limit)s are allowed."),
        "formula_text": _lt("“%(text)s” looks like a formula; it is kept as plain text."),
        "phone_zero": _lt("the leading zero dropped by the spreadsheet was restored: %(text)s."),
        "phone_damaged": _lt(
            "the phone number was turned into a number and lost digits; it is left out."
        ),
        "not_a_phone": _lt("“%(text)s” is not a phone number; it is left out."),
        "not_an_email": _lt("“%(text)s” is not an e-mail address; it is left out."),
        "not_a_date": _lt("“%(text)s” is not a date. Write it like 2024-03-05."),
        "no_such_date": _lt("there is no such date: %(text)s."),
        "year_implausible": _lt("the year of “%(text)s” cannot be right."),
        "two_dates": _lt("“%(text)s” contains more than one date. Keep one."),
        "date_planned": _lt("“%(text)s” is a plan. This column is only for what has happened."),
        "date_incomplete": _lt("“%(text)s” gives neither day nor month."),
        "date_ambiguous": _lt("“%(text)s” can be read as two dates. Write it like 2024-03-05."),
        "date_in_future": _lt(
            "%(date)s is in the future. This column is only for what has happened."
        ),
        "month_only": _lt("gives only the month; %(date)s is used."),
        "two_digit_year": _lt("has a two-digit year; %(date)s is used."),
        "approximate_day": _lt("gives no exact day; %(date)s is used."),
        "date_in_amount": _lt("contains the date %(text)s instead of an amount."),
        "percent": _lt("“%(text)s” is a percentage, not an amount."),
        "range": _lt("“%(text)s” is a range. Write one amount."),
        "negative": _lt("“%(text)s” is negative."),
        "two_amounts": _lt("“%(text)s” contains more than one number. Keep one."),
        "comma": _lt("the commas in “%(text)s” do not separate thousands."),
        "two_currencies": _lt("“%(text)s” names two currencies."),
        "no_unit": _lt(
            "“%(text)s” has no unit: write 元, 万元 or 亿元 in the cell or in the heading, or choose it in the list of columns."
        ),
        "not_a_number": _lt("“%(text)s” is not an amount."),
        "too_large": _lt("“%(text)s” is larger than any possible amount. Check the unit."),
        "approximate": _lt("“%(text)s” is approximate; the number is used as it is."),
        "unusually_large": _lt("“%(text)s” comes to more than 100 billion yuan. Check the unit."),
        "name_is_number": _lt("“%(text)s” is a number, not a name."),
        "two_names": _lt("“%(text)s” names two enterprises. Give each its own row."),
        "code_in_name": _lt("“%(text)s” is a unified social credit code, not a name."),
        "short_name": _lt("“%(text)s” is a very short name. Check it."),
        "not_a_code": _lt("“%(text)s” is not a unified social credit code."),
        "code_damaged": _lt(
            "%(text)s is a unified social credit code that the spreadsheet turned into a number; its last digits are lost. Format the column as text and enter the code again."
        ),
        "code_length": _lt(
            "the unified social credit code %(text)s has %(length)s characters; it must have 18."
        ),
        "code_characters": _lt(
            "the unified social credit code %(text)s contains invalid characters: %(characters)s."
        ),
        "code_check_digit": _lt(
            "the check character of the unified social credit code %(text)s does not match: the code was mistyped somewhere."
        ),
        "code_registration_number": _lt(
            "%(text)s is an old 15-digit registration number. Enter the 18-character unified social credit code."
        ),
        "unknown_industry": _lt(
            "the industry “%(text)s” is not in GB/T 4754-2017; it is left out."
        ),
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
        "unknown_area": _lt("“%(text)s” is not an area of this zone; it is left out."),
        "unknown_area_near": _lt(
            "“%(text)s” is not an area of this zone; it is left out. Perhaps %(near)s is meant."
        ),
        "unknown_zone": _lt("there is no zone “%(text)s”."),
        "unknown_zone_near": _lt("there is no zone “%(text)s”. Perhaps %(near)s is meant."),
        "other_zone": _lt(
            "you do not work for the zone “%(text)s”; its own office imports its projects."
        ),
        "unknown_stage": _lt("there is no stage “%(text)s”."),
        "unknown_stage_near": _lt("there is no stage “%(text)s”. Perhaps %(near)s is meant."),
        "stage_assumed": _lt("is empty; “%(stage)s” is assumed from the dates."),
        "several_people": _lt("“%(text)s” names several people; %(first)s is used."),
        "missing_enterprise": _lt("is empty; from negotiation on, a project needs an enterprise."),
        "no_enterprise": _lt("is empty; the lead is imported without an enterprise."),
        "paid_above_registered": _lt(
            "the paid-in capital is higher than the registered capital. Check the units."
        ),
        "landed_before_signed": _lt(
            "the project landed on %(landed)s, before it was signed on %(signed)s."
        ),
        "landed_without_signed": _lt("is empty, but the project landed on %(landed)s."),
        "milestone_order": _lt(
            "“%(stage)s” on %(date)s is earlier than the preceding step on %(earlier)s."
        ),
        "stage_needs_signed": _lt("is empty, but the stage is “%(stage)s”."),
        "stage_needs_landed": _lt(
            "is empty, but the stage is “%(stage)s”. Fill in the day on which the landing was recognised, or correct the stage."
        ),
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
            "there is capital in place but neither a signing date nor a landing date."
        ),
        "signed_without_amount": _lt(
            "is empty; a new agreement is recorded with an amount of 0, one that is there keeps its amount."
        ),
        "amount_without_signing": _lt(
            "there is an amount but no signing date; the amount is left out."
        ),
        "above_investment": _lt("is higher than the planned investment. Check the units."),
        "several_months": _lt(
            "“%(text)s” covers the months %(first)s to %(last)s. Give each month its own row."
        ),
        "month_implausible": _lt(
            "%(month)s cannot be right: the month must be between 2000-01 and %(latest)s."
        ),
        "month_in_future": _lt("%(month)s is in the future. The row is imported; check the month."),
        "unknown_direction": _lt("“%(text)s” is neither import (进口) nor export (出口)."),
        "unknown_mode": _lt("“%(text)s” is not a supervision mode in use. Known modes: %(known)s."),
        "trade_currency": _lt(
            "trade is recorded in yuan; convert the amount in %(currency)s first."
        ),
        "trade_of_nothing": _lt("is 0; the row is left out."),
        "unknown_trade_enterprise": _lt(
            "“%(name)s” is neither in your zone's directory nor in the common one. Have the enterprises imported first, then send this row again."
        ),
    }
)
