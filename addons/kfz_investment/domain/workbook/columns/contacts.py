"""Contacts that stand beside the office in charge: whose they are, the heading does not say."""

import re

from .known import WORD

PEOPLE = ("contact", "phone", "email")
_OFFICIALS = re.compile("责任|领导|专员|专班|牵头|部门|挂[点钩联]|包保|经办|承办|招商|投促|管委会")


def judge(table):
    """Warn once where a contact that is taken for the investor's follows a column of officials or offices."""
    for block in table.blocks:
        columns = sorted(block.header.columns, key=lambda column: column.index)
        before = None
        for column in columns:
            if column.field not in PEOPLE:
                before = column
            elif column.source == WORD and before and _OFFICIALS.search(before.heading):
                params = {"heading": column.heading, "left": before.heading}
                table.remarks.append(("warning", "contact_of_official", params))
                return
