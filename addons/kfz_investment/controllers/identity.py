from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request


class Identity(CustomerPortal):
    """A zone knows the people of its intermediaries by name and e-mail address: these do not change behind its back."""

    @http.route()
    def portal_address_submit(self, partner_id=None, **form_data):
        """As in core, which leaves its checks out when the form says so."""
        form_data.pop("verify_address_values", None)
        return super().portal_address_submit(partner_id, **form_data)

    def _validate_address_values(self, address_values, partner_sudo, *args, **kwargs):
        """Core's findings, and one more for a name or address that changes."""
        invalid, missing, errors = super()._validate_address_values(
            address_values, partner_sudo, *args, **kwargs
        )
        is_common = partner_sudo._kfz_is_in_directory()
        fixed = address_values if is_common else ("name", "email")
        changed = {
            name
            for name in fixed
            if name in address_values and _plain(address_values[name]) != _plain(partner_sudo[name])
        }
        if changed and is_common:
            invalid |= changed
            errors.append(partner_sudo._kfz_common_message(sorted(changed)))
        elif changed and partner_sudo.user_ids.company_ids.filtered("zone_code"):
            invalid |= changed
            errors.append(
                request.env._(
                    "Your name and e-mail address are what the zone knows you by. Ask the zone's office to change them."
                )
            )
        return invalid, missing, errors


def _plain(value):
    """A value of a form, or of a record, for comparison."""
    value = getattr(value, "id", value)
    return str(value or "").strip()
