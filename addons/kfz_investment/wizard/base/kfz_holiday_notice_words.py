"""What is wrong with the text of a holiday notice; each sentence stands alone."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: by the codes of ``domain/holiday_notice.NoticeError``
SENTENCES = {
    "no_year": _lt("The text has no title with its year. Enter the year below it."),
    "two_years": _lt(
        "The title says %(titled)s, and the year beside it is %(year)s. Correct the year, or leave it empty."
    ),
    "two_notices": _lt(
        "The text holds notices for %(place)s. Take them in one at a time, the earlier year first."
    ),
    "year": _lt("%(place)s is no year of a holiday notice here. Check the title of the notice."),
    "lacking": _lt(
        "The text gives no day off for %(place)s. Paste the whole notice; change single days in the calendar itself."
    ),
    "unclear": _lt(
        "“%(place)s” takes a day off back, which is not read from a text. Leave the sentence out and enter its days in the calendar."
    ),
    "nothing": _lt("No day off was found. Paste the whole text of the notice, from its title on."),
    "too_long": _lt("That is too long for a holiday notice. Paste the notice alone."),
    "no_date": _lt("“%(place)s” is not in the calendar. Check it against the notice."),
    "no_month": _lt("“%(place)s” has no month. Check it against the notice."),
    "far": _lt(
        "“%(place)s” lies outside %(year)s and the last days of the December before it. Check it against the notice."
    ),
    "weekday": _lt("“%(place)s”: %(day)s is 星期%(weekday)s. Check the day and the year."),
    "length": _lt(
        "“%(place)s”: the notice says %(said)s days, the dates make %(days)s. Check them."
    ),
    "backwards": _lt("“%(place)s” ends before it begins. Check it against the notice."),
    "long": _lt("“%(place)s” would be %(days)s days. Check it against the notice."),
    "weekend_work": _lt(
        "“%(place)s”: %(day)s is a weekday, and a notice names only days of weekends as worked. Check it."
    ),
    "twice": _lt("“%(place)s”: %(day)s is off in one sentence and worked in another. Check them."),
}
