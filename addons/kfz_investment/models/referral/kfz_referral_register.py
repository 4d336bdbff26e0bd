from odoo import api, fields, models

from ...domain import referral, uscc
from ..guards.quiet import is_quiet


class KfzReferral(models.Model):
    """Registering a referral: the enterprise's identity, the last day of validity, the declaration."""

    _inherit = "kfz.referral"

    @api.model
    def _kfz_complete(self, vals):
        """Values for ``create``: the name and code of a given enterprise, the last day of validity, the declaration."""
        vals |= self._identity_vals(vals)
        # sudo: the validity in days is a setting of the zone
        zone = (
            self.env["res.company"]
            .sudo()
            .browse(
                vals.get("company_id") or self.default_get(["company_id"]).get("company_id") or ()
            )
        )
        moment = fields.Datetime.to_datetime(vals.get("registered_on")) or fields.Datetime.now()
        vals["registered_on"] = moment
        vals.setdefault(
            "expires_on", referral.last_day(moment, zone._kfz_settings().kfz_referral_days or 365)
        )
        return self._kfz_stamped(vals)

    @api.model
    def _identity_vals(self, vals):
        """Name and code as given, or else those of the enterprise of the directory."""
        # sudo: the identity of an enterprise whose visibility has just been checked
        partner = self.env["res.partner"].sudo().browse(vals.get("partner_id") or ())
        code = vals.get("enterprise_code")
        if not code and partner and uscc.is_valid(partner.vat):
            code = partner.vat
        name = vals.get("enterprise_name") or partner.name
        return {
            **({"enterprise_name": name} if partner else {}),
            "enterprise_code": uscc.normalise(code) or False,
        }

    def _kfz_stamped(self, vals):
        """A declaration is stored with its words and its moment; one that is taken back loses them."""
        told = {"declares_not_official", "declares_not_affiliate"} & set(vals)
        if not told or "declared_on" in vals:
            return vals
        both = all(
            vals.get(name, bool(self) and all(self.mapped(name)))
            for name in ("declares_not_official", "declares_not_affiliate")
        )
        return {
            **vals,
            "declaration_text": both and self._kfz_declaration(),
            "declared_on": both and fields.Datetime.now(),
        }

    @api.model
    def _kfz_declaration(self):
        """The words that are declared, in the reader's language."""
        return "\n".join(
            (
                self.env._(
                    "I declare that neither I nor my near relatives are officials or staff of a management committee, a "
                    "government office or customs that takes part in investment promotion."
                ),
                self.env._(
                    "I declare that we are neither the investor nor its parent, subsidiary, shareholder or other affiliate, "
                    "and that the investor knows of this referral."
                ),
            )
        )

    def _kfz_after_create(self):
        """The zone is told."""
        if not is_quiet(self.env):
            self._kfz_announce()
