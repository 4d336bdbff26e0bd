from odoo import api, models


class ResCompany(models.Model):
    """What a company needs when it becomes a zone. Rooms add theirs, so that a fifth zone works like the first four."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._kfz_become_zones()
        return companies

    def write(self, vals):
        done = super().write(vals)
        if vals.get("zone_code"):
            self._kfz_become_zones()
        return done

    def _kfz_become_zones(self):
        """Complete new zones; those that the addon's own data brings are complete with it."""
        zones = self.filtered("zone_code")
        if zones and self.pool.ready:
            # sudo: who may make a company a zone has done so; what belongs to it comes with it
            zones.sudo()._kfz_complete_zone()

    def _kfz_complete_zone(self):
        """Make what the zones lack; what they have stays. May be called again."""
        yuan = self.env.ref("base.CNY")
        first = self.env.ref("kfz_investment.zone_kcbz", raise_if_not_found=False)
        for zone in self:
            # a company that books in another currency already keeps it
            if zone.currency_id != yuan and not zone._kfz_is_in_use():
                zone.currency_id = yuan
            if first and zone.uses_default_logo:
                zone.logo = first.logo

    def _kfz_is_in_use(self):
        """Whether amounts of the company are there; rooms that hold some say so."""
        return False
