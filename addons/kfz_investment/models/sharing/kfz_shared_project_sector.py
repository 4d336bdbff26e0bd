from odoo import api, fields, models


class KfzSharedProject(models.Model):
    """The sector of a sheet in the reader's language: the sheet itself carries one text, whoever shared it."""

    _inherit = "kfz.shared.project"

    sector_name = fields.Char("Sector", compute="_compute_sector_name")

    @api.depends("sector")
    @api.depends_context("lang")
    def _compute_sector_name(self):
        names = self._kfz_sector_names()
        for sheet in self:
            sheet.sector_name = names.get(sheet.sector, sheet.sector)

    def _kfz_sector_names(self):
        """{text on the sheet: name in the reader's language} of sectors of the standard."""
        wanted = set(self.mapped("sector")) - {False}
        if not wanted:
            return {}
        # sudo: the standard's list of industries is no secret, and not every reader of the pool may read it
        Industry = self.env["res.partner.industry"].sudo()
        lang = self._kfz_lang()
        found = Industry.search(
            ["|", ("name_zh", "in", list(wanted)), ("name", "in", list(wanted))]
        ) | Industry.with_context(lang=lang).search([("name", "in", list(wanted))]).with_env(
            Industry.env
        )
        names = {}
        # a section and a division of one name have one name in any language
        for industry in found:
            shared = industry.with_context(lang=lang).name
            for text in (industry.name_zh, shared):
                if text:
                    names[text] = industry.name
        return names
