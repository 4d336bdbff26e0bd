from odoo import api, models
from odoo.exceptions import AccessError, UserError

#: set by the system, with the buttons
GUARDED = frozenset(
    {
        "state",
        "registered_on",
        "registered_by_id",
        "accepted_on",
        "decided_on",
        "decided_by_id",
        "reason",
        "expires_on",
        "declaration_text",
        "declared_on",
        "lead_id",
    }
)
#: what was claimed, and with which date, is one thing: neither changes without the other
CLAIM = frozenset({"intermediary_id", "enterprise_name", "enterprise_code"})
#: fixed by the decision
DECIDED = frozenset(
    {
        "partner_id",
        "attachment_ids",
        "member_ids",
        "idea",
        "contact_name",
        "contact_phone",
        "contact_email",
        "declares_not_official",
        "declares_not_affiliate",
    }
)


class KfzReferral(models.Model):
    """What may change by hand: nothing that the system sets, no claim, and nothing of a referral that was decided on."""

    _inherit = "kfz.referral"

    def _kfz_check_write(self, vals):
        if self.env.su:
            return
        # before anything is compared: a hidden record tells nothing
        self.check_access("write")
        self._check_guarded(set(vals))
        if any(record._changes_claim(vals) for record in self):
            raise UserError(
                self.env._(
                    "The intermediary and the enterprise cannot be changed after the registration, since its date would stay. Withdraw this referral and register another."
                )
            )
        if DECIDED & set(vals):
            self._kfz_check_open()

    def _check_guarded(self, names):
        """:raises AccessError: when a user gives a value that the system sets"""
        given = names & GUARDED
        if given and not self.env.su:
            raise AccessError(self._kfz_guarded_message(given))

    def _changes_claim(self, vals):
        """Whether the values name another intermediary or enterprise than the referral."""
        return any(
            getattr(vals[name], "id", vals[name]) != getattr(self[name], "id", self[name])
            for name in CLAIM & set(vals)
        )

    def _kfz_documents_changed(self):
        self._kfz_check_open()

    def _kfz_check_open(self):
        if not self.env.su and any(record.state != "registered" for record in self):
            raise UserError(
                self.env._("This referral has been decided: what it says can no longer be changed.")
            )

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("A referral cannot be copied: register a new one."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(
                self.env._(
                    "A referral stays on record. Refuse it, or let the intermediary withdraw it."
                )
            )

    @api.model
    def _kfz_guarded_message(self, given):
        labels = "、".join(
            self._fields[name]._description_string(self.env) for name in sorted(given)
        )
        return self.env._(
            "%(fields)s: set by the system when a referral is registered and decided, never by hand.",
            fields=labels,
        )
