"""Sentences about what a list that is sent again changes, and what has happened when it was imported; they stand alone."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

AGAIN = {
    "progress_kept": _lt(
        "says something else than the description of the project, which an import does not replace. Log it as a note or a visit."
    ),
    "gates_many": _lt(
        "%(count)s rows do not pass the gates of their stage. If this is a past ledger, tick “Past ledger” and press “Read again”: what is missing is owed then."
    ),
    "gates_many_officer": _lt(
        "%(count)s rows do not pass the gates of their stage. If this is a past ledger, ask a promotion manager to import it as one."
    ),
    "kept_undo": _lt(
        "Changed since the last import and left as it is: %(changes)s. Whoever may undo that, for projects and enterprises a promotion manager, ticks it before importing."
    ),
    "kept_manager": _lt(
        "Left as it is, because it counts already and only a promotion manager can change it: %(changes)s. Ask a manager to import the list or to correct the record."
    ),
    "kept_moved": _lt(
        "Not changed, because it is no longer as the preview showed it: %(changes)s. Read the file again to see and tick these changes."
    ),
    "other_name_in_common": _lt(
        "The common directory has the code %(code)s under the name “%(name)s”; the name is not changed. If yours is right, open the enterprise and propose the change."
    ),
    "other_enterprise": _lt(
        "The project is recorded for “%(name)s”, which an import does not change to “%(row)s”. Correct the project by hand if “%(row)s” is right."
    ),
    "enterprise_was_created": _lt(
        "“%(name)s” was not in the directory and was added to it for this zone."
    ),
    "was_proposed": _lt(
        "“%(name)s” is in the common directory: what differs (%(changes)s) was proposed to its keeper; contact and notes stay with your zone."
    ),
}
#: {sentence before the import: sentence after it}
DONE = {"enterprise_created": "enterprise_was_created", "proposed": "was_proposed"}
