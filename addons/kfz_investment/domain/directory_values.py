"""What values the identity of an enterprise can have at all, whatever the registry says; plain values, as a proposal keeps them."""

#: characters; a longer name cannot be indexed
LONGEST = 200
#: what a page may lead to
ADDRESSES = ("http://", "https://")
TEXTS = ("name", "vat", "city", "street", "website")
AMOUNTS = ("registered_capital", "paid_in_capital")
#: older enterprises are mistakes
FIRST_DAY = "1800-01-01"


def is_plausible(name: str, value, today: str) -> bool:
    """Whether a field can have a value.

    :param value: plain: text, number, ISO date, or nothing
    :param today: ISO date in Shanghai
    """
    if not value:
        return True
    if name in TEXTS and len(str(value)) > LONGEST:
        return False
    if name == "website":
        # without a scheme it is completed when it is saved
        return ":" not in value or value.lower().startswith(ADDRESSES)
    if name in AMOUNTS:
        return value > 0
    if name == "established_date":
        return FIRST_DAY <= value <= today
    return True
