from odoo import api, models
from odoo.exceptions import UserError

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
    """What may change by hand: no claim, and nothing of a referral that was decided on."""

    _inherit = "kfz.referral"

    def _kfz_check_write(self, vals):
        if self.env.su:
            return
        # before anything is compared: a hidden record tells nothing
        self.check_access("write")
        if any(record._changes_claim(vals) for record in self):
            raise UserError(
                self.env._(
                    "The intermediary and the enterprise cannot be changed after the registration, since its date would stay. Withdraw this referral and register another."
                )
            )
        if DECIDED & set(vals):
            self._kfz_check_open()

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
