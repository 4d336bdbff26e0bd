"""Sentences about names, stages and dates that say something else besides; they follow the name of their column and a colon."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

NAMES = {
    "no_such_name": _lt(
        "“%(text)s” is no enterprise's name and is not taken as one. Write the name, or leave the cell empty until there is one."
    ),
    "name_is_heading": _lt(
        "“%(text)s” is the word of a heading, not a name. Send a list with one row for each entry."
    ),
    "several_names": _lt(
        "“%(text)s” stands for several enterprises. Name one, or give each its own row."
    ),
    "number_in_name": _lt(
        "“%(text)s” holds a telephone number or code besides the name. Write the name alone."
    ),
    "more_than_name": _lt(
        "“%(text)s” holds more than the enterprise's name. Write the name alone."
    ),
    "name_trimmed": _lt(
        "“%(text)s” is taken as “%(name)s”, without the numbers, labels and signs around the name."
    ),
    "name_unsure": _lt(
        "“%(text)s” says “%(words)s”, so it is perhaps not the registered name; it is kept as it is. Correct it if the name is another."
    ),
    "no_project_name": _lt(
        "“%(text)s” is no project's name. Write the name, or delete the row if it is only a sample."
    ),
    "two_projects": _lt("“%(text)s” names several projects. Give each its own row."),
    "perhaps_two_projects": _lt(
        "“%(text)s” perhaps names several projects, or an old and a new name; it is kept as one name. Give each project its own row."
    ),
    "name_masked": _lt(
        "“%(text)s” holds signs that stand for something left out; it is kept as it is. Write the whole name."
    ),
    "name_says_ended": _lt(
        "“%(text)s” says “%(words)s”; the row is imported all the same, the words as part of the name. Delete the row if it no longer counts."
    ),
    "in_doubt": _lt("“%(text)s” is marked as doubtful. Write what is certain, without the mark."),
}
