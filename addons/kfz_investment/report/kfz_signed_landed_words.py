from odoo import api, models

from ..domain import calendar


class KfzSignedLandedReport(models.Model):
    """The words of the signed-versus-landed workbook, in the reader's language."""
    _inherit = 'kfz.signed.landed.report'

    @api.model
    def _kfz_unit_name(self, unit):
        return self.env._("CNY 10,000") if unit == 'wan' else self.env._("CNY 100 million")

    @api.model
    def _kfz_quarter_label(self, quarter):
        return self.env._("Q%(number)s %(year)s", number=quarter[-1], year=quarter[:4])

    @api.model
    def _kfz_words(self, quarter, unit, unread=0):
        """Sheet names, titles and headings; amounts say their unit in the heading."""
        _ = self.env._
        unit_name, label = self._kfz_unit_name(unit), self._kfz_quarter_label(quarter)
        labels = {name: field['string'] for name, field in self.fields_get(
            ['signed_count', 'landed_count', 'period_rate', 'cohort_rate', 'days_to_land', 'aging'],
            ['string']).items()}
        return {
            **self._kfz_sheet_words(label), **self._kfz_column_words(), **labels,
            **dict(self._fields['aging']._description_selection(self.env)),
            'subtitle': _("As known at the end of %(day)s. Amounts in %(unit)s.", day=self._kfz_day(), unit=unit_name),
            'signed_amount': _("Amount signed (%(unit)s)", unit=unit_name),
            'landed_amount': _("Amount landed (%(unit)s)", unit=unit_name),
            'open_amount': _("Amount (%(unit)s)", unit=unit_name),
            'amount_axis': unit_name,
            'unread': _("%(count)s more projects are signed and not landed, but are not yours to read.", count=unread),
        }

    @api.model
    def _kfz_sheet_words(self, label):
        _ = self.env._
        return {
            'sheet_summary': _("Overview"), 'sheet_quarters': _("Quarter × zone"),
            'sheet_open': _("Signed, not landed"), 'sheet_notes': _("Explanation"),
            'title_summary': _("Signed versus landed, %(quarter)s", quarter=label),
            'title_quarters': _("Signed versus landed by quarter and zone"),
            'title_open': _("Projects signed and not landed"), 'title_notes': _("What the figures mean"),
            'heading_quarter': _("The quarter compared"), 'heading_zones': _("Zones in the quarter"),
            'heading_aging': _("Signed, not landed: days since signing"),
            'heading_quarters': _("All zones of this report"), 'heading_detail': _("By quarter and zone"),
            'heading_definitions': _("Definitions"), 'heading_export': _("About this workbook"),
            'chart_title': _("Amounts signed and landed, and landing rate of the period"),
        }

    @api.model
    def _kfz_column_words(self):
        _ = self.env._
        return {
            'indicator': _("Indicator"), 'change': _("Change on the quarter before"),
            'change_year': _("Change on the year before"), 'year_so_far': _("Year so far"),
            'zone': _("Zone"), 'quarter': _("Quarter"), 'total': _("Total"), 'projects': _("Number of projects"),
            'share': _("Share of the amount"), 'number': _("No."), 'code': _("Project code"), 'project': _("Project"),
            'enterprise': _("Enterprise"), 'function': _("Function"), 'signed_on': _("Signed on"),
            'days': _("Days since signing"), 'official': _("Lead official"), 'manager': _("Account manager"),
            'term': _("Term"), 'meaning': _("Meaning"), 'item': _("Item"), 'content': _("Content"),
        }

    @api.model
    def _kfz_definitions(self):
        """Each measure with the definition that its help shows on screen."""
        fields = self.fields_get(
            ['signed_count', 'signed_amount', 'landed_count', 'landed_amount', 'period_rate', 'cohort_rate',
             'days_to_land', 'aging'], ['string', 'help'])
        return [(field['string'], field['help']) for field in fields.values()]

    @api.model
    def _kfz_facts(self, quarter, zones, unit):
        """Which figures these are, as of when, and who took them out."""
        _ = self.env._
        return [
            (_("Quarter"), quarter),
            (_("Zones"), _(", ").join(zones.mapped('name'))),
            (_("As known on"), str(self._kfz_day())),
            (_("Unit of amounts"), self._kfz_unit_name(unit)),
            (_("Exported by"), self.env.user.name),
            (_("Exported on"), str(calendar.today())),
            (_("Quarters"), _("Calendar quarters in the time zone Asia/Shanghai.")),
        ]

    @api.model
    def _kfz_day(self):
        """The Shanghai date as of which the figures are."""
        moment = self._kfz_as_of()
        return min(moment.day, calendar.today()) if moment else calendar.today()
