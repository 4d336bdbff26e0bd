"""Sentences about lists of visits and meetings."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: about a cell; they follow the name of its column and a colon
VISIT_CELL = {
    "unknown_kind": _lt("“%(text)s” is no kind of visit that is known here."),
    "unknown_kind_near": _lt(
        "“%(text)s” is no kind of visit that is known here. Is “%(near)s” meant?"
    ),
    "unknown_result": _lt("“%(text)s” is no result that is known here; it is left out."),
    "unknown_result_near": _lt(
        "“%(text)s” is no result that is known here; it is left out. Is “%(near)s” meant?"
    ),
    "unknown_leader": _lt(
        "“%(text)s” says neither yes nor no; whether a principal leader led follows from our participants."
    ),
    "unknown_participants": _lt(
        "%(names)s: not among the officials of your zone. The names are kept with the visit, and counted for nobody; to count them, add the officials first and send the list again."
    ),
    "visit_too_old": _lt(
        "%(date)s is before the year 2000, so it is a typing mistake. Correct the year."
    ),
    "no_visit_enterprise": _lt(
        "“%(text)s” is no name of an enterprise in the directory. Write the name as the directory has it."
    ),
    "unknown_visit_enterprise": _lt(
        "“%(name)s” is neither in your zone's directory nor in the common one. Have the enterprise entered first, then send this row again."
    ),
    "unknown_visit_project": _lt(
        "no project of your zone has the code or name “%(name)s”. Correct it, or leave the cell empty to record the visit with the enterprise alone."
    ),
    "two_visit_projects": _lt(
        "several projects of your zone are named “%(name)s”. Give the project code or the enterprise."
    ),
    "visit_of_colleague": _lt(
        "you may not open the project “%(name)s”. Ask its account manager or a manager to import this row."
    ),
    "visit_project_without_enterprise": _lt(
        "the project “%(name)s” has no enterprise yet. Choose it on the project first."
    ),
    "visit_project_of_other": _lt(
        "the project “%(name)s” is not one of “%(enterprise)s”. Correct the project or the enterprise."
    ),
    "visit_with_other_text": _lt(
        "a visit of this kind to the same enterprise on this day is recorded with another text. If it is the same, change the recorded one on its page; if it is another one, record it by hand."
    ),
    "visit_result_kept": _lt(
        "the visit is recorded with another result. The import does not change what is recorded; change it on the visit's page."
    ),
    "step_day_passed": _lt(
        "%(date)s has passed, so nobody is reminded; the next step itself is kept."
    ),
    "step_without_words": _lt("%(date)s has no next step beside it and is left out."),
}

#: about a whole row
VISIT_ROW = {
    "visit_without_enterprise": _lt(
        "The list has no column for the enterprise or the project. Add one: a visit is with an enterprise."
    ),
    "second_visit": _lt(
        "Second visit of that day: row %(row)s has the same enterprise, project and kind with another text. Both are recorded; check that it is not the same one."
    ),
    "repeated_visit": _lt(
        "The same visit with the same text is already in row %(row)s; this row is left out."
    ),
}
