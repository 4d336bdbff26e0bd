"""What a zone's own managers may set, and within which bounds; beyond them, the administrator decides."""

#: {setting: (lowest, highest, whether 0 is a choice, too)}; amounts in yuan, the rest in days
BOUNDS = {
    "kfz_major_threshold": (1_000_000, 100_000_000_000, False),
    "kfz_return_days": (30, 1095, True),
    "kfz_referral_days": (30, 1095, False),
    # shorter, an intermediary has no time to object to an account that is not its own
    "kfz_account_wait_days": (3, 60, False),
    "kfz_first_contact_warn_days": (0, 90, False),
    # working days
    "kfz_issue_days": (1, 60, False),
    "kfz_climb_days": (1, 30, False),
}


def outside(name: str, value: float) -> tuple[int, int] | None:
    """The bounds that a value breaks, or None. Settings without bounds take any value."""
    low, high, or_never = BOUNDS.get(name, (value, value, False))
    if low <= value <= high or (or_never and value == 0):
        return None
    return low, high
