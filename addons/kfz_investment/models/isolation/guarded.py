"""Which models have records that are hidden from other zones."""

from .kfz_zone_stamp_mixin import STAMPED

#: core models with records that belong to a zone; all of ours do
GUARDED = frozenset(
    {
        "calendar.attendee",
        "calendar.filters",
        "calendar.recurrence",
        "crm.lead",
        "discuss.channel.member",
        "ir.attachment",
        "ir.exports.line",
        "mail.activity",
        "mail.followers",
        "mail.mail",
        "mail.message",
        "mail.notification",
        "res.partner",
        *STAMPED,
    }
)

#: portal users of other zones are hidden, colleagues are not
PEOPLE = "res.users"


def is_guarded(env, model_name):
    """Whether a model has records that are hidden from other zones."""
    return model_name in GUARDED or (
        model_name.startswith("kfz.") and not env[model_name]._transient
    )
