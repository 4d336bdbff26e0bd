from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class KfzShareMark(models.Model):
    """How far a zone has read a sheet: its revision and, for the sharing zone, the last answer."""

    _name = "kfz.share.mark"
    _description = "Read mark of a shared project"

    sheet_id = fields.Many2one("kfz.shared.project", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    revision = fields.Integer(required=True)
    response_seen = fields.Integer("Last answer read", required=True)

    _once = models.UniqueIndex(
        "(sheet_id, company_id)", "A zone can have only one read mark per sheet."
    )


class KfzSharedProject(models.Model):
    """Unread sheets: new or changed for a recipient, answered for the sharing zone."""

    _inherit = "kfz.shared.project"

    is_new = fields.Boolean("Unread", compute="_compute_is_new", search="_search_is_new")

    @api.depends("revision", "zone_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_new(self):
        unread = (
            set(self.search([("id", "in", self.ids), ("is_new", "=", True)]).ids)
            if self.ids
            else set()
        )
        for sheet in self:
            sheet.is_new = sheet.id in unread

    def _search_is_new(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["kfz.share.mark"].flush_model()
        self.env["kfz.share.response"].flush_model()
        self.flush_model(["zone_id", "revision", "recipient_ids"])
        zones = tuple(self.env.companies.ids) or (0,)
        unread = SQL(
            """(
            SELECT s.id
              FROM kfz_shared_project s
              JOIN kfz_shared_project_recipient_rel r ON r.sheet_id = s.id AND r.company_id IN %(zones)s
              LEFT JOIN kfz_share_mark m ON m.sheet_id = s.id AND m.company_id = r.company_id
             WHERE m.id IS NULL OR m.revision < s.revision
             UNION
            SELECT a.sheet_id
              FROM kfz_share_response a
              LEFT JOIN kfz_share_mark m ON m.sheet_id = a.sheet_id AND m.company_id = a.zone_id
             WHERE a.zone_id IN %(zones)s AND a.id > COALESCE(m.response_seen, 0)
        )""",
            zones=zones,
        )
        domain = Domain("id", "in", unread)
        return domain if True in value else ~domain

    def action_mark_read(self):
        """Mark the sheets as read for the user's zones."""
        self.check_access("read")
        self._kfz_mark_read()
        return True

    def _kfz_mark_read(self):
        # sudo: a read mark is set by reading, for the user's own zones
        sheets, Mark = self.sudo(), self.env["kfz.share.mark"].sudo()
        zones = self.env.companies
        marks = {
            (mark.sheet_id, mark.company_id): mark
            for mark in Mark.search(
                [("sheet_id", "in", sheets.ids), ("company_id", "in", zones.ids)]
            )
        }
        new = []
        for sheet in sheets:
            last = max(sheet.response_ids.ids, default=0)
            for zone in zones & (sheet.zone_id | sheet.recipient_ids):
                values = {"revision": sheet.revision, "response_seen": last}
                if mark := marks.get((sheet, zone)):
                    mark.write(values)
                else:
                    new.append({"sheet_id": sheet.id, "company_id": zone.id, **values})
        Mark.create(new)
