"""The words of the ladder, which several models share."""

STEPS = [
    ("registration", "Business registration"),
    ("customs", "Customs filing"),
    ("site", "Lease or land"),
    ("equipment", "Equipment in the zone"),
    ("first_business", "First bonded business"),
    ("construction", "Construction"),
    ("production", "Production"),
    ("full_production", "Full production"),
]
STATES = [
    ("undated", "No date yet"),
    ("planned", "Planned"),
    ("due", "Due within 30 days"),
    ("late", "Late"),
    ("done", "Done"),
    ("not_needed", "Not needed"),
]
