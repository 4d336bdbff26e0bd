from odoo import models
from odoo.exceptions import AccessError


class KfzCommonOrOwnMixin(models.AbstractModel):
    """A rule or template that is common to all zones (no company), or a zone's own, which comes first there.

    A zone does not change what is common: it copies it and changes the copy.
    """

    _name = "kfz.common.or.own.mixin"
    _description = "Common to all zones, or a zone's own"

    def action_copy_for_zone(self):
        """Open a copy of a common record that belongs to the user's zone, comes before the common one, and can be changed.

        :raises AccessError: for anyone but a manager of a zone
        """
        self.ensure_one()
        self.check_access("read")
        self.browse().check_access("create")
        zone = self.env.company
        if not zone.zone_code:
            raise AccessError(self.env._("Choose your zone at the top of the page first."))
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self._kfz_copy_for(zone).id,
            "views": [(False, "form")],
        }

    def _kfz_copy_for(self, zone):
        """The copy of a zone."""
        return self.copy({"company_id": zone.id})
