"""Sentences about a whole row; they stand alone."""

from odoo.tools import LazyTranslate

from .kfz_import_messages_again import AGAIN
from .kfz_import_messages_table import SHAPE

_lt = LazyTranslate(__name__)

ROW = {
    **SHAPE,
    "same_name_other_code": _lt(
        "“%(name)s” is also in row %(row)s, with another code. Both are imported; check them."
    ),
    "repeated_name": _lt("“%(name)s” is already in row %(row)s; this row is left out."),
    "repeated_code": _lt(
        "The unified social credit code %(code)s is already in row %(row)s; this row is left out."
    ),
    "same_code_other_name": _lt(
        "The unified social credit code %(code)s is also in row %(row)s, for “%(name)s”. One code belongs to one enterprise."
    ),
    "same_project_code": _lt("The project code %(code)s is also in row %(row)s, for “%(name)s”."),
    "repeated_project": _lt(
        "“%(name)s” of this enterprise and zone is already in row %(row)s; this row is left out."
    ),
    "repeated_differs": _lt(
        "“%(name)s” is already in row %(row)s, with other values (%(columns)s). Keep the row that is right and delete the other."
    ),
    "same_project": _lt(
        "This row means the project “%(name)s”, as row %(row)s does. Keep one of the rows."
    ),
    "same_enterprise": _lt(
        "This row means the enterprise “%(name)s” of the directory, as row %(row)s does. Keep one of the rows."
    ),
    "namesake": _lt(
        "A project “%(name)s” (%(project)s) of another enterprise is recorded; this row adds a second one. If it is the same project, give its code or its enterprise."
    ),
    "namesake_unclear": _lt(
        "A project “%(name)s” (%(project)s) is recorded with its enterprise, and this row names none. Give the enterprise or the project code."
    ),
    "other_name_in_directory": _lt(
        "The directory has the code %(code)s under the name “%(name)s”; the name is not changed."
    ),
    "other_code_in_directory": _lt(
        "The directory has “%(name)s” with the code %(code)s; this row adds another enterprise of this name. Check the code."
    ),
    "archived_enterprise": _lt("“%(name)s” is archived in the directory. Unarchive it first."),
    "common_enterprise": _lt(
        "“%(name)s” is in the common directory, which the import does not change; contact and notes stay with your zone."
    ),
    "proposed": _lt(
        "“%(name)s” is in the common directory: what differs (%(changes)s) is proposed to its keeper; contact and notes stay with your zone."
    ),
    "already_proposed": _lt(
        "“%(name)s” is in the common directory. Your zone has already proposed these values; its keeper has not decided yet."
    ),
    "two_enterprises": _lt(
        "The directory has several enterprises named “%(name)s”. Add the unified social credit code."
    ),
    "enterprise_created": _lt(
        "“%(name)s” is not in the directory yet and is added to it for this zone."
    ),
    "code_not_ours": _lt(
        "The project code %(code)s is not known here; the project gets a new code."
    ),
    "colleagues_project": _lt(
        "This project is there already, with another officer (%(name)s). Ask %(name)s or a manager to change it."
    ),
    "others_project": _lt(
        "This project is there already, with another officer. Ask a manager to change it."
    ),
    "stays_with_you": _lt(
        "“%(name)s” is entered as account manager, but the project stays with you until it is handed over: only a manager's import makes projects for colleagues."
    ),
    "two_logins": _lt(
        "The official “%(name)s” has another login than the colleague of that name, so the project goes to neither. Ask a manager to set the official's login right, or to give the two different names."
    ),
    "gates": _lt("The project cannot be at “%(stage)s”. Missing: %(items)s."),
    "landing_by_manager": _lt(
        "Only a promotion manager can recognise a landing. Ask the manager to import this row."
    ),
    "not_moved_back": _lt(
        "The project is at “%(current)s” already; the import does not move it back to “%(stage)s”."
    ),
    "several_agreements": _lt(
        "The project has several agreements; the date and amount in this row are not used."
    ),
    "several_capital": _lt(
        "The project has several capital records; the amount in this row is not used."
    ),
    "ended": _lt("The project is lost or terminated; the row is left out."),
    "no_access": _lt("You may not change this record."),
    "repeated_trade": _lt(
        "The same trade with the same value is already in row %(row)s; this row is left out."
    ),
    "same_trade_other_amount": _lt(
        "The same enterprise, month, direction and supervision mode are in row %(row)s with another value. Keep one, or the sum of both."
    ),
    "trade_confirmed": _lt(
        "This trade is confirmed as %(number)s with %(amount)s and is not changed by an import. Reverse that record, with the right value."
    ),
    "trade_reversed": _lt(
        "This value was confirmed as %(number)s and reversed since; the row is left out. Enter it by hand if it is right after all."
    ),
    **AGAIN,
}
