from odoo import api, models

from ...domain import first_contact


class KfzInteraction(models.Model):
    """An effective interaction opens or renews the zone's claim, however it is recorded."""

    _inherit = "kfz.interaction"

    @api.model_create_multi
    def create(self, vals_list):
        interactions = super().create(vals_list)
        # sudo: recording makes claims, for every user who may record
        self.env["kfz.first.contact"].sudo()._kfz_follow(interactions)
        return interactions

    def write(self, vals):
        result = super().write(vals)
        if {"date", "kind", "partner_id", "lead_id"} & vals.keys():
            # sudo: as for recording
            Claim = self.env["kfz.first.contact"].sudo()
            Claim.search([("interaction_id", "in", self.ids)])._kfz_recheck_source()
            Claim._kfz_follow(self)
        return result

    def unlink(self):
        # sudo: as for recording
        claims = self.env["kfz.first.contact"].sudo().search([("interaction_id", "in", self.ids)])
        result = super().unlink()
        claims._kfz_recheck_source()
        return result

    def _kfz_first_contact_events(self):
        """{(zone, enterprise): [(event, interaction)]} of what opens or renews a claim, in the order of recording."""
        rules = self.env["kfz.first.contact.kind"]._kfz_rules()
        events = {}
        # sudo: reading an enterprise's name and code for the zone's own claim
        for interaction in self.sudo():
            zone, partner = interaction.company_id, interaction.partner_id
            event = first_contact.effect(rules, interaction.kind, interaction.date)
            if zone.zone_code and partner.is_enterprise and (event.opens or event.renews):
                events.setdefault((zone, partner), []).append((event, interaction))
        return events
