"""How days, months, quarters and years are written in the reader's language.

Chinese as an office writes it (2026年11月30日); English as the fields beside the sentence (Nov 30, 2026), quarters are Q3 2026.
"""

import datetime

from ...domain import calendar
from ...domain.date_groups import chinese_label, quarter_label
from ...domain.one_page import MONTHS

#: the first year of the lists of quarters and years
_FIRST_YEAR = 2000


def is_chinese(env):
    """Whether the reader's language is Chinese."""
    return (env.lang or "").startswith("zh")


def _month(day):
    """The short name of its month in English, whatever the language of the server."""
    return MONTHS[day.month - 1][:3]


def day_text(env, day):
    """2026年11月30日, or Nov 30, 2026; empty for no day."""
    if not day:
        return ""
    return chinese_label("day", day) if is_chinese(env) else f"{_month(day)} {day.day}, {day.year}"


def weekday_names(env):
    """The names of the weekdays, Monday first."""
    return (
        env._("Monday"),
        env._("Tuesday"),
        env._("Wednesday"),
        env._("Thursday"),
        env._("Friday"),
        env._("Saturday"),
        env._("Sunday"),
    )


def month_text(env, month):
    """2026年11月, or Nov 2026, of any day of the month; empty for no month."""
    if not month:
        return ""
    return chinese_label("month", month) if is_chinese(env) else f"{_month(month)} {month.year}"


def moment_text(env, moment):
    """2026年11月30日 08:30, or Nov 30, 2026 08:30, in Shanghai, of a moment in UTC as Odoo stores it; empty for none."""
    if not moment:
        return ""
    local = moment.replace(tzinfo=datetime.timezone.utc).astimezone(calendar.SHANGHAI)
    return f"{day_text(env, local)} {local:%H:%M}"


def quarter_text(env, name):
    """2026年第3季度, or Q3 2026, of a quarter that fields keep as 2026-Q3."""
    return quarter_label(name) if is_chinese(env) else f"Q{name[-1]} {name[:4]}"


def sheet_date(env):
    """How Excel shows a day, in its own words."""
    return 'yyyy"年"m"月"d"日"' if is_chinese(env) else "yyyy-mm-dd"


def quarter_choices(env):
    """[(2026-Q3, its name)] of all quarters until the end of next year, the latest first."""
    names = [f"{year}-Q{number}" for year in _years() for number in (4, 3, 2, 1)]
    return [(name, quarter_text(env, name)) for name in names]


def year_choices(env):
    """[(2026, its name)] of all years until next year, the latest first."""
    end = "年" if is_chinese(env) else ""
    return [(str(year), f"{year}{end}") for year in _years()]


def _years():
    return range(calendar.today().year + 1, _FIRST_YEAR - 1, -1)
