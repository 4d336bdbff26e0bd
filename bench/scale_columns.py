"""What differs between the copies of a row: names and codes, dates, and whatever must be unique."""

#: dates that are ahead, or that say how long something lasts, stay as they are in all copies
KEPT_DATES = (
    *(
        "date_deadline",
        "date_end",
        "visible_until",
        "claimed_from",
        "protected_until",
        "warned_for",
    ),
    *("next_step_date", "next_step_on", "review_on", "owed_until", "expected_signing"),
)
DAYS = 4 * 365
#: columns whose value must be another one in each copy, whatever table they are in
UNIQUE_TEXT = {
    "uid": "s.uid || '-' || k",
    "sheet_uid": "s.sheet_uid || '-' || k",
    "message_id": "'<' || k || '-' || s.pos || '-scale@example.com>'",
}
#: {(table, column): expression over the row `s`, the copy `k` and the enterprise's words `n`}
CHANGED = {
    **{
        ("res_partner", column): f"n.{word}"
        for column, word in {
            "name": "name",
            "complete_name": "name",
            "name_key": "name_key",
            "search_text": "search_text",
            "vat": "code",
            "phone": "phone",
            "email": "email",
            "email_normalized": "email",
            "region_code": "region_code",
            "region_name": "region_name",
        }.items()
    },
    **{
        ("crm_lead", column): value
        for column, value in {
            "name": "n.project",
            "email_from": "n.email",
            "email_normalized": "n.email",
            "email_domain_criterion": "substr(n.email, position('@' IN n.email))",
            "email_state": "'correct'",
            "phone": "n.phone",
            "phone_sanitized": "replace(n.phone, ' ', '')",
            "phone_state": "'correct'",
        }.items()
    },
    ("crm_lead", "partner_name"): "CASE WHEN s.partner_name IS NOT NULL THEN n.name END",
    (
        "crm_lead",
        "project_code",
    ): "split_part(s.project_code, '-', 1) || '-' || extract(year FROM {created})"
    " || '-' || lpad({number}::text, greatest(4, length({number}::text)), '0')",
    # a meeting in the calendar is one visit; the copies have none
    ("kfz_interaction", "meeting_id"): "NULL::integer",
    ("kfz_first_contact", "name"): "n.name",
    ("kfz_first_contact", "name_key"): "n.name_key",
    ("kfz_first_contact", "uscc"): "n.code",
}
#: {table: its enterprise, as a place}
ENTERPRISE = {
    "res_partner": "s.pos",
    "crm_lead": "-s.partner_id - 1",
    "kfz_first_contact": "-s.partner_id - 1",
}


def shifted(column, kind, copies):
    """A date or time, moved back so that ids and dates ascend together over four years; None for what is no date."""
    if column in KEPT_DATES:
        return None
    days = f"{DAYS} * (1 - (k + s.root / 500.0) / {copies})"
    if kind == "date":
        return f's."{column}" - ({days})::int'
    if kind.startswith("timestamp"):
        return f's."{column}" - make_interval(secs => 86400 * {days})'
    return None
