from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .kfz_setup_step import SYSTEM
from .lists import comma


class ResCompany(models.Model):
    """Zones that a system uses or not: what hangs on each, out of use and into use again. Nothing is deleted."""

    _inherit = "res.company"

    zone_area_count = fields.Integer(
        "Areas in use", compute="_compute_zone_counts", groups="base.group_system"
    )
    zone_people_count = fields.Integer(
        "People with access", compute="_compute_zone_counts", groups="base.group_system"
    )

    @api.depends("kfz_area_ids.active", "user_ids.active", "user_ids.share")
    def _compute_zone_counts(self):
        areas = dict(
            self.env["kfz.area"]._read_group(
                [("company_id", "in", self.ids)], ["company_id"], ["__count"]
            )
        )
        people = dict(
            self.env["res.users"]._read_group(
                [("company_ids", "in", self.ids), ("share", "=", False)],
                ["company_ids"],
                ["__count"],
            )
        )
        for zone in self:
            zone.zone_area_count = areas.get(zone, 0)
            zone.zone_people_count = people.get(zone, 0)

    def action_kfz_put_out_of_use(self):
        """Archive a zone; its records stay, and its people keep their accounts.

        :raises AccessError: for who is not an administrator
        :raises UserError: for a zone in which people start, and for the last one
        """
        zone = self._kfz_check_use()
        others = self.search_count([("zone_code", "!=", False), ("id", "!=", zone.id)], limit=1)
        if not others:
            raise UserError(
                self.env._(
                    "%(zone)s is the only zone in use. Add another one first.",
                    zone=zone.display_name,
                )
            )
        people = self.env["res.users"].search([("company_id", "=", zone.id)], order="name")
        if people:
            names = [user.name for user in people[:3]]
            raise UserError(
                self.env._(
                    "%(zone)s is the zone in which %(count)s people start, among them %(names)s. Give them another zone to start in, or archive their accounts (“All users”); then put the zone out of use.",
                    zone=zone.display_name,
                    count=len(people),
                    names=comma(self.env).join(names),
                )
            )
        zone.active = False
        return {"type": "ir.actions.client", "tag": "reload_context"}

    def action_kfz_take_into_use(self):
        """Bring a zone back, with all that it had.

        :raises AccessError: for who is not an administrator
        """
        zone = self._kfz_check_use()
        zone.active = True
        # who set it up before it rested works in it again
        # sudo: an administrator joins the zone that is in use again, as when one is added
        self.env.user.sudo().company_ids |= zone
        return {"type": "ir.actions.client", "tag": "reload_context"}

    def _kfz_check_use(self):
        self.ensure_one()
        if not self.env.user.has_group(SYSTEM):
            raise AccessError(
                self.env._("Only administrators put zones out of use or take them into use again.")
            )
        if not self.zone_code:
            raise UserError(
                self.env._("“%(name)s” is not a zone; it has no zone code.", name=self.name)
            )
        return self
