from odoo import fields, models

from ...domain import calendar, sharing


class KfzShare(models.Model):
    """The sheets of published shares: made from the projects, and kept in line with them."""

    _inherit = "kfz.share"

    def _kfz_sheets(self):
        """The sheets of the shares, as the system: no one from the zone appears as their author."""
        # sudo: sheets are written by the system only, from the shares of their zone
        Sheet = self.env["kfz.shared.project"]._kfz_as_system()
        return Sheet.search([("uid", "in", [uid for uid in self.mapped("sheet_uid") if uid])])

    def _kfz_create_sheets(self):
        facts = self.lead_id._kfz_share_facts()
        # sudo: sheets are written by the system only, from the shares of their zone
        Sheet = self.env["kfz.shared.project"]._kfz_as_system()
        return Sheet.create(
            [
                {
                    **share._kfz_frame(),
                    **sharing.payload(facts[share.lead_id.id], share.level_id._kfz_codes()),
                    "uid": share.sheet_uid,
                    "zone_id": share.company_id.id,
                    "state": "published",
                    "revision": 1,
                    "recipient_ids": [fields.Command.set(share.recipient_ids.ids)],
                }
                for share in self
            ]
        )

    def _kfz_frame(self):
        """What surrounds the values of a sheet: its level and the moment from which it is hidden."""
        return {"level_id": self.level_id.id, "visible_until": calendar.end_of_day(self.date_end)}

    def _kfz_sync(self):
        """Bring the sheets in line with their projects; a new revision where a value that the level carries changed."""
        published = self.filtered(lambda share: share.state == "published")
        if not published:
            return
        facts = published.lead_id._kfz_share_facts()
        sheets = published._kfz_sheets().grouped("uid")
        for share in published:
            sheet = sheets[share.sheet_uid]
            sheet._kfz_set_recipients(share.recipient_ids)
            frame = share._kfz_frame()
            if (sheet.level_id.id, sheet.visible_until) != (
                frame["level_id"],
                frame["visible_until"],
            ):
                sheet.write(frame)
            sheet._kfz_revise(sharing.payload(facts[share.lead_id.id], share.level_id._kfz_codes()))

    def _kfz_sync_documents(self):
        """Copy the selected documents onto the sheet; they are withdrawn with it."""
        sheets = self._kfz_sheets().grouped("uid")
        for share in self.filtered(lambda share: share.state == "published"):
            if sheet := sheets.get(share.sheet_uid):
                sheet._kfz_set_documents(share.attachment_ids)
