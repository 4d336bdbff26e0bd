"""Sentences about columns that nobody has decided on and about columns that a list does not have; they stand alone."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

COLUMNS = {
    "column_unresolved": _lt(
        "The column “%(heading)s” looks like %(field)s: say in the list of columns what it is, or leave it out there."
    ),
    "column_answers": _lt(
        "The column “%(heading)s” says what the list has no column for: %(field)s. Say in the list of columns what it is."
    ),
    "column_missing": _lt(
        "Nobody has said which column holds %(field)s: choose it in the list of columns."
    ),
    "list_beside_lacks": _lt(
        "The list from column %(column)s on has no column for %(field)s, which the list left of it has. Add the column, or put one list below the other."
    ),
    "title_zone": _lt(
        "A line above names the zone “%(zone)s”, and the list has no column for the zone. Add the column, or choose the zone under “Zone for rows without one”."
    ),
    "title_zone_unknown": _lt(
        "A line above, the sheet or the file names “%(zone)s”, which is no zone here, and the list has no column for the zone. Add the column, or choose the zone under “Zone for rows without one”."
    ),
    "title_stage": _lt(
        "A line above, the sheet or the file says of these projects that they are at “%(stage)s”; by their dates they are not. Add a column for the stage."
    ),
    "title_stage_later": _lt(
        "A line above, the sheet or the file says “%(stage)s”, but the list has no date for that, and no column for the stage: the stage follows from the dates that it has. Add the column if that is wrong."
    ),
    "title_not_yet": _lt(
        "A line above, the sheet or the file says that these projects have not reached “%(stage)s” yet, but the list has a date for it. Add a column for the stage, or take the date out if it is only planned."
    ),
    "title_doubtful": _lt(
        "A line above, the sheet or the file says “%(text)s”; the row is imported all the same. Delete it if it is a sample, out of date or not to be counted."
    ),
    "contact_of_official": _lt(
        "The column “%(heading)s” follows “%(left)s” and is taken for the investor's contact. If it is the official's, leave it out in the list of columns."
    ),
    "year_differs": _lt(
        "The month lies in another year than the column “%(heading)s” says (%(text)s). Correct the wrong one."
    ),
    "column_says_ended": _lt(
        "The column “%(heading)s” says “%(text)s”, which does not change what the row is taken for. Delete the row if it counts no longer."
    ),
    "title_ended": _lt(
        "A line above, the sheet or the file says that these have been terminated, lost or deregistered. Such rows are not imported; add a column for the stage if they still count."
    ),
    "zone_default": _lt(
        "The list has no column for the zone; rows without one go to “%(zone)s” by default."
    ),
    "stage_default": _lt(
        "The list has no column for the stage; by default it follows from the dates."
    ),
    "missing_no_column": _lt("The list lacks a column that every row needs."),
    "no_enterprise_column": _lt(
        "The list has a column neither for the enterprise's name nor for its unified social credit code; add one."
    ),
    "missing_enterprise_no_column": _lt(
        "The list has no column for the enterprise; from negotiation on, a project needs one."
    ),
    "no_enterprise_no_column": _lt(
        "The list has no column for the enterprise; the lead is imported without one."
    ),
    "landed_without_signed_no_column": _lt(
        "The project landed on %(landed)s, but the list has no column for the signing date; add it."
    ),
    "stage_needs_signed_no_column": _lt(
        "The stage is “%(stage)s”, but the list has no column for the signing date; add it."
    ),
    "stage_needs_landed_no_column": _lt(
        "The stage is “%(stage)s”, but the list has no column for the landing date. Add a column “Landed date” with the day on which each landing was recognised; it lies between the signing and the start of construction."
    ),
    "signed_without_amount_no_column": _lt(
        "The list has no column for the amount agreed; a new agreement is recorded with an amount of 0, one that is there keeps its amount."
    ),
}
