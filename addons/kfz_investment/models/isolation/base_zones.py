from odoo import models

from ..guards.link_values import Malformed, all_identifiers
from .guarded import is_guarded


class Base(models.AbstractModel):
    """A record of a zone is made in it, and given to no other."""

    _inherit = "base"

    #: whether users name other zones as ``company_id``, such as the parties of an agreement
    _kfz_names_other_zones = False

    def _kfz_check_zone(self, vals_list):
        """Refuse the zone of others: core checks rights before a change, and unique indexes before rights.

        :raises AccessError: the same for another's zone and for none
        """
        if self._kfz_names_other_zones or not self._kfz_has_zone():
            return
        try:
            given = all_identifiers(
                vals["company_id"] for vals in vals_list if vals.get("company_id")
            )
        except Malformed:
            given = {0}
        if given and given - set(self.env.user.company_ids.ids):
            self._kfz_refuse_link(self._fields["company_id"])

    def _kfz_has_zone(self):
        """Whether the field ``company_id`` says whose the records are."""
        field = self._fields.get("company_id")
        if not field or field.type != "many2one" or self._kfz_links_are_free():
            return False
        return self._name.startswith("kfz.") or is_guarded(self.env, self._name)

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals and not vals["company_id"] and not self.env.su:
            # for all zones now: who may not change such records has not made this one
            if self._kfz_has_zone():
                self.check_access("write")
        return result
