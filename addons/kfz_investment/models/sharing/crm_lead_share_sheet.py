from odoo import models

from ...domain import one_page


class CrmLead(models.Model):
    """What the one-page sheet says of the other zones: shares, joint promotions, where the project came from or went."""

    _inherit = "crm.lead"

    def _kfz_sheet_lines(self):
        # sudo: names of zones, which the page shows as well
        names = self.sudo()
        ways = (
            (self.env._("Transferred from"), names.origin_zone_id.display_name),
            (self.env._("Transferred to"), names.transferred_zone_id.display_name),
            (self.env._("Returned from"), names.returned_zone_id.display_name),
        )
        return [
            *super()._kfz_sheet_lines(),
            *(way for way in ways if way[1]),
            *self._kfz_sheet_shares(),
            *self._kfz_sheet_joint(),
        ]

    def _kfz_sheet_shares(self):
        shares = self._kfz_readable("share_ids")
        return [
            (
                self.env._("Shared with"),
                self.env._(
                    "%(zones)s: %(level)s, until %(date)s",
                    # sudo: names of zones and of the level, as the list on the page shows them
                    zones=one_page.listed(
                        share.sudo().recipient_ids.mapped("display_name"), self.env.lang
                    ),
                    level=share.sudo().level_id.name,
                    date=one_page.office_date(share.date_end, self.env.lang),
                ),
            )
            for share in shares
            if share.state == "published" and not share.is_thread
        ][:3]

    def _kfz_sheet_joint(self):
        """The joint promotions of the project that have not ended, by the zone's own side of them."""
        return [
            (
                self.env._("Joint promotion"),
                self.env._(
                    "with %(zones)s: %(state)s",
                    # sudo: the names of its zones, which its page shows
                    zones=one_page.listed(
                        (each.sudo().zone_ids - self.sudo().company_id).mapped("display_name"),
                        self.env.lang,
                    ),
                    state=each._kfz_word("state"),
                ),
            )
            for each in self._kfz_joint_promotions()
            if each.state != "ended"
        ][:2]

    def _kfz_joint_promotions(self):
        """Those that the reader reads and of which this is the zone's own project."""
        sides = self.env["kfz.joint.promotion.side"]
        if not sides.has_access("read"):
            return self.env["kfz.joint.promotion"]
        return sides.search([("lead_id", "=", self.id)]).promotion_id
