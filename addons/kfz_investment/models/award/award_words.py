"""Words for the steps of an award: lines and months of ``domain/award.py`` as a person reads them. Plain functions of an env."""

from decimal import Decimal

from markupsafe import Markup

from ...domain import award
from ...domain.money import format_exact
from ..base.period_words import month_text


def money(fen):
    """Fen as yuan: ``1,234.50``."""
    return award.yuan_text(fen * award.MICRO)


def amount(env, fen):
    """Fen as an amount with its unit: ``1,234.50元``, ``CNY 1,234.50``."""
    return format_exact(Decimal(fen) / 100, env.lang or "")


def rounding_words(env, mode, unit_fen):
    """How a sum was rounded."""
    units = {1: env._("0.01 yuan"), 100: env._("1 yuan"), 10_000: env._("100 yuan")}
    modes = {
        "half_up": env._("half up"),
        "half_down": env._("half down"),
        "down": env._("always down"),
    }
    return env._(
        "Rounded to %(unit)s, %(mode)s",
        unit=units.get(unit_fen, unit_fen),
        mode=modes.get(mode, mode),
    )


def line_words(env, line, rounding_mode):
    """(what the line is, how it is calculated) of a line."""
    start = money(line.lower)
    sentences = {
        "base": lambda: (env._("Base: confirmed bonded trade of the first year"), ""),
        "no_trade": lambda: (env._("No confirmed bonded trade: no award"), ""),
        "below_min_base": lambda: (
            env._("The base is below the minimum base: no award"),
            f"{money(line.base)} < {start}",
        ),
        "slice": lambda: (
            env._("Part of the base from %(start)s to %(end)s", start=start, end=money(line.upper))
            if line.upper is not None
            else env._("Part of the base from %(start)s on", start=start),
            f"{money(line.base)} × {award.rate_text(line.rate)}",
        ),
        "whole": lambda: (
            env._("All of the base, at the tier from %(start)s", start=start),
            f"{money(line.base)} × {award.rate_text(line.rate)}",
        ),
        "fixed": lambda: (env._("Fixed amount of the tier from %(start)s", start=start), ""),
        "sum": lambda: (env._("Sum"), ""),
        "rounded": lambda: (rounding_words(env, rounding_mode, line.lower), ""),
        "raised": lambda: (env._("Raised to the minimum award"), ""),
        "capped": lambda: (env._("Limited to the cap"), ""),
        "result": lambda: (env._("Award amount"), ""),
    }
    return sentences[line.code]()


def company_label(name, code):
    """A company as the statement names it, so that its trade can be looked up by hand."""
    return f"{name} ({code})" if code else name


def company_rows(env, companies):
    """Of several companies, what each brings to the base, as (what, how, yuan)."""
    if len(companies) < 2:
        return []
    return [
        (
            env._("Of the base, trade of %(company)s", company=company_label(name, code)),
            "",
            money(sum(month.amount for month in months)),
        )
        for name, code, months in companies
    ]


def line_rows(env, lines, rounding_mode, companies=()):
    """The lines as (what, how, yuan); after the base, what each of several companies brings to it."""
    rows = [(*line_words(env, line, rounding_mode), award.yuan_text(line.result)) for line in lines]
    return [*rows[:1], *company_rows(env, companies), *rows[1:]]


def lines_table(env, lines, rounding_mode, companies=()):
    """The lines as a table."""
    rows = line_rows(env, lines, rounding_mode, companies)
    last = len(rows) - 1 if lines[-1].code == "result" else None
    body = Markup("").join(
        Markup(
            '<tr class="%s"><td>%s</td><td class="text-end text-nowrap">%s</td><td class="text-end text-nowrap">%s</td></tr>'
        )
        % ("fw-bold" if index == last else "", *row)
        for index, row in enumerate(rows)
    )
    return Markup(
        '<table class="table table-sm kfz_award_lines"><thead><tr><th>%s</th><th class="text-end">%s</th>'
        '<th class="text-end">%s</th></tr></thead><tbody>%s</tbody></table>'
    ) % (env._("Step"), env._("Calculation"), env._("Yuan"), body)


def reason_words(env, reason):
    """Why a month counts or does not."""
    return {
        award.COUNTED: env._("Counts"),
        award.NO_RECORD: env._("Does not count: no confirmed trade record"),
        award.DRAFT: env._("Does not count yet: the trade record waits for confirmation"),
        award.NOT_BONDED: env._("Does not count: only supervision modes that are not bonded trade"),
        award.ELSEWHERE: env._(
            "Does not count: this trade counts for another award of the enterprise"
        ),
        award.NOT_OVER: env._("Not over yet"),
    }[reason]


def month_rows(env, months):
    """Months as (month, why, yuan)."""
    rows = []
    for month in months:
        words = reason_words(env, month.reason)
        if month.has_draft and month.reason == award.COUNTED:
            words = env._("Counts; another trade record of the month waits for confirmation")
        rows.append((month_text(env, month.month), words, money(month.amount)))
    return rows


def months_table(env, months):
    """Months as a table."""
    body = Markup("").join(
        Markup(
            '<tr class="%s"><td class="text-nowrap">%s</td><td>%s</td><td class="text-end text-nowrap">%s</td></tr>'
        )
        % ("" if month.reason == award.COUNTED else "text-muted", *row)
        for month, row in zip(months, month_rows(env, months), strict=True)
    )
    return Markup(
        '<table class="table table-sm kfz_award_months"><thead><tr><th>%s</th><th>%s</th><th class="text-end">%s</th></tr>'
        "</thead><tbody>%s</tbody></table>"
    ) % (env._("Month"), env._("Why"), env._("Yuan"), body)


def months_tables(env, months, companies):
    """The months as a table; of several companies, one of each first."""
    parts = [
        Markup('<h6 class="kfz_award_company">%s</h6>%s')
        % (company_label(name, code), months_table(env, own))
        for name, code, own in (companies if len(companies) > 1 else ())
    ]
    if parts:
        parts.append(Markup("<h6>%s</h6>") % env._("All project companies together"))
    return Markup("").join([*parts, months_table(env, months)])
