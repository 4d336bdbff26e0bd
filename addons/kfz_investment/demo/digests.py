import datetime

from ..domain import calendar

#: days for which an officer has put something aside
ASIDE = 10


def load(system):
    """Today's digests, made as the morning's job makes them; one item is put aside. No channel is set up: nothing leaves."""
    Digest = system["kfz.digest"]
    readers = Digest._kfz_readers()
    digests = Digest._kfz_make(readers, calendar.today())
    officer = system.ref("kfz_investment.group_kfz_officer")
    lines = digests.line_ids.filtered(
        lambda line: line.lead_number and officer in line.user_id.all_group_ids
    )
    for line in lines[:1]:
        theirs = line.with_user(line.user_id)
        until = calendar.today() + datetime.timedelta(days=ASIDE)
        theirs.env["kfz.seen"]._kfz_put_aside(theirs, until, "示例：企业下周答复，届时再办")
