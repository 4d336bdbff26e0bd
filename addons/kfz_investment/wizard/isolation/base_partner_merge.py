from odoo import api, models
from odoo.exceptions import AccessError, UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Contacts are merged within one zone; enterprises of the common directory by the administrator."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _generate_query(self, fields, maximum_group=100):
        """Core groups all contacts of the server, and counts and limits what it then hides."""
        query = super()._generate_query(fields, maximum_group)
        if self._kfz_links_are_free():
            return query
        # the query is text, which the ORM does not flush for
        self.env["res.partner"].flush_model()
        visible = self.env["res.partner"]._search([]).select()
        return query.replace(
            "FROM res_partner",
            f"FROM (SELECT * FROM res_partner WHERE id IN ({self.env.cr.mogrify(visible).decode()})) AS visible",
            1,
        )

    def parent_migration_process_cb(self):
        """Core looks for pairs among all contacts of the server, and changes them past the ORM."""
        self._kfz_check_administrator()
        return super().parent_migration_process_cb()

    def action_update_all_process(self):
        """Core changes all contacts of the server past the ORM."""
        self._kfz_check_administrator()
        return super().action_update_all_process()

    def _kfz_check_administrator(self):
        """:raise AccessError: for zone users other than administrators"""
        if not (self._kfz_links_are_free() or self.env.user._is_system()):
            raise AccessError(
                self.env._(
                    "Only the administrator merges contacts of all zones. Choose the contacts that you want to merge."
                )
            )

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        self._kfz_check_one_zone(
            self.env["res.partner"].browse(partner_ids) | (dst_partner or self.env["res.partner"])
        )
        return super()._merge(partner_ids, dst_partner, extra_checks)

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Confirmed records follow the contact that stays, and nothing else of them changes; entered as a pass of the guards."""
        src_partners._kfz_merge_links(dst_partner, super()._update_foreign_keys)

    @api.model
    def _kfz_check_one_zone(self, partners):
        """Refuse what would take a record away from a zone or give it to another.

        :raise AccessError: for contacts that are not the user's to change
        """
        if self._kfz_links_are_free() or self.env.user.has_group("base.group_system"):
            return
        partners.check_access("write")
        common = partners.filtered(lambda partner: not partner.company_id)
        if common:
            raise UserError(
                self.env._(
                    "%(name)s is used by all zones, so only the administrator can merge it.",
                    name=common[0].display_name,
                )
            )
        if len(partners.company_id) > 1:
            raise UserError(self.env._("Contacts of different zones cannot be merged."))
