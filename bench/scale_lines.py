"""The lines of the table: what is measured, what the issue asks of it, and how its row is written."""

import dataclasses

REPEATS = 15


@dataclasses.dataclass(frozen=True)
class Line:
    """One line; ``aim`` is at most so many times stock and so many times SQL, ``repeats`` how often it runs on each side."""

    label: str
    stock: float | None = None
    floor: float | None = None
    repeats: int = REPEATS


#: in the order of the table; the names are those of the methods of `scale_pages.py`
LINES = {
    "board": Line("board, as many cards as the view says", 1, 2),
    "board_80": Line("board, 80 cards a column", 1, 2),
    "board_20": Line("board, 20 cards a column", 1, 2),
    "list": Line("list of 80", 1),
    "pivot": Line("pivot of projects", 1, 1.5),
    "official": Line("a lead official's page", 1),
    "form": Line("open a landed project", 1.3),
    "save": Line("save its name", 1.3),
    "save_amount": Line("save its amount", 1.3),
    "move": Line("move a project to the next stage", 1.3),
    "follow": Line("add a follower", 1.2),
    "note": Line("log a note", 1.2),
    "chatter": Line("its chatter", 1.2),
    "report_pivot": Line("report: pivot of eight quarters", None, 2),
    "report_list": Line("report: list of 80", None, 2),
    "report_as_of": Line("report: as known a year ago", None, 2),
    "pool": Line("first page of the joint pool", 1),
    "search_3": Line("search: three characters", 0.1),
    "search_initials": Line("search: initials", 0.1),
    "search_code": Line("search: part of a code", 0.1),
    "search_2": Line("search: two characters", 0.2),
    "search_common": Line("search: a common word", 0.2),
    "create_one": Line("create a project", 1 / 3),
    "create_many": Line("create 1,000 projects at once", 1 / 20, repeats=1),
    "enter": Line("enter an enterprise, among all claims", 1),
    "enter_few": Line("enter an enterprise, among 86 claims", 1),
}


def verdict(line, ours, stock, floor):
    """Which aims a measured line misses, as words; empty when it keeps them all."""
    missed = []
    for aim, other, word in ((line.stock, stock, "stock"), (line.floor, floor, "SQL")):
        if aim and other and ours > aim * other:
            missed.append(f"{ours / other:.2f} × {word}, aim {aim:.2g}")
    return "; ".join(missed)
