from odoo import models
from odoo.exceptions import ValidationError


class ResUsers(models.Model):
    """Who may be made responsible for a record of a zone, and whom a portal user reads."""

    _inherit = "res.users"

    def _kfz_portal_partners(self):
        """The partners that a portal user of a zone reads: itself. Rooms that let it act for somebody add them."""
        return self.partner_id

    def _kfz_check_works_in(self, zone, *groups):
        """Refuse people who do not work in a zone, or not in one of the roles: they are told of the record and could not open it.

        For ``@api.constrains``, which runs as the system. The system's own user stands for nobody, and only where the
        system itself acts.

        :param groups: names of groups of this addon, any of which will do; none for every colleague of the zone
        :raises ValidationError: names the person and the zone
        :raises AccessError: for a person whom the user cannot read
        """
        for user in self.filtered(lambda user: not user._kfz_is_acting_system()):
            works_here = user.active and user._is_internal() and zone in user.company_ids
            has_role = not groups or any(
                user.has_group(f"kfz_investment.{group}") for group in groups
            )
            if not (works_here and has_role):
                user._kfz_check_named()
                raise ValidationError(
                    self.env._(
                        "%(name)s does not work on this in %(zone)s and could not open it. Choose an active colleague of the zone with the right role.",
                        name=user.name,
                        zone=zone.display_name,
                    )
                )

    def _kfz_check_named(self):
        """Before a refusal names these people: constraints run as the system, and would name whomever a client guesses.

        :raises AccessError: for people whom the user of this call cannot read; the same for all of them
        """
        self.with_user(self.env.uid).check_access("read")

    def _kfz_is_acting_system(self):
        """Whether this is the system's own user, and the one who acts: nobody gives a task to it."""
        return self._is_superuser() and self == self.env.user
