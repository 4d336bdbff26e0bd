"""The words of lights: selections that several models share, and the texts of spans. Plain values and functions."""

from ..base.period_words import is_chinese

LIGHTS = [("green", "Green"), ("amber", "Amber"), ("red", "Red")]
KINDS = [("progress", "Light of progress"), ("record", "Light of the record")]
UNITS = [("days", "Calendar days"), ("work_days", "Working days"), ("months", "Months")]
FROM = [("amber", "From amber on"), ("red", "From red on"), ("never", "Never")]


def span_text(env, number, unit):
    """“3 months”, in the reader's language."""
    number = number or 0
    if unit == "months":
        return env._("1 month") if number == 1 else env._("%(number)s months", number=number)
    if unit == "work_days":
        return (
            env._("1 working day")
            if number == 1
            else env._("%(number)s working days", number=number)
        )
    return (
        env._("1 calendar day") if number == 1 else env._("%(number)s calendar days", number=number)
    )


def together(env, sentences):
    """Sentences one after the other: with a space in English, without one in Chinese."""
    return ("" if is_chinese(env) else " ").join(filter(None, sentences))
