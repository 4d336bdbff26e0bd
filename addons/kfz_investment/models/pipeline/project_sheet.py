from odoo import api, models


class ProjectSheetChinese(models.AbstractModel):
    """The one-page sheet of projects as the printing user reads them, in Chinese."""

    _name = "report.kfz_investment.project_sheet_zh"
    _description = "One-page project sheet in Chinese"
    _sheet_lang = "zh_CN"

    @api.model
    def _get_report_values(self, docids, data=None):
        """:raises AccessError: when the user may not read one of the projects, or not print so many
        :raises UserError: for leads that are no projects"""
        # a number that no project has is refused as a hidden one is
        leads = self.env["crm.lead"].browse(dict.fromkeys(docids or ()))
        leads._kfz_check_sheets()
        installed = dict(self.env["res.lang"].get_installed())
        lang = self._sheet_lang if self._sheet_lang in installed else "en_US"
        shown = leads.with_context(lang=lang)
        return {"docs": leads, "sheets": [(lead.id, lead._kfz_sheet()) for lead in shown]}


class ProjectSheetEnglish(models.AbstractModel):
    """The same in English."""

    _name = "report.kfz_investment.project_sheet_en"
    _inherit = ["report.kfz_investment.project_sheet_zh"]
    _description = "One-page project sheet in English"
    _sheet_lang = "en_US"
