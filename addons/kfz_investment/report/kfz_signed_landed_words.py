from odoo import api, models

from ..domain import calendar
from ..models.base.lists import comma
from ..models.base.period_words import day_text, quarter_text


class KfzSignedLandedReport(models.Model):
    """The words of the signed-versus-landed workbook, in the reader's language."""

    _inherit = "kfz.signed.landed.report"

    @api.model
    def _kfz_unit_name(self, unit):
        return self.env._("CNY 10,000") if unit == "wan" else self.env._("CNY 100 million")

    @api.model
    def _kfz_quarter_label(self, quarter):
        return quarter_text(self.env, quarter)

    @api.model
    def _kfz_subtitle(self, unit_name):
        """The line under each title: until when, and whose if the user's rights are narrower than the zones named."""
        words = self.env._(
            "As known at the end of %(day)s. Amounts in %(unit)s.",
            day=day_text(self.env, self._kfz_day()),
            unit=unit_name,
        )
        own = self.env._("Only the projects assigned to %(user)s.", user=self.env.user.name)
        return f"{words} {own}" if self._kfz_scope_is_own() else words

    @api.model
    def _kfz_words(self, quarter, unit, unread=0, more=0):
        """Sheet names, titles and headings; amounts say their unit in the heading."""
        unit_name, label = self._kfz_unit_name(unit), self._kfz_quarter_label(quarter)
        labels = {
            name: field["string"]
            for name, field in self.fields_get(
                [
                    "signed_count",
                    "landed_count",
                    "period_rate",
                    "cohort_rate",
                    "days_to_land",
                    "signed_unproven_count",
                    "landed_unproven_count",
                    "aging",
                ],
                ["string"],
            ).items()
        }
        return {
            **self._kfz_sheet_words(label),
            **self._kfz_column_words(),
            **labels,
            **dict(self._fields["aging"]._description_selection(self.env)),
            "subtitle": self._kfz_subtitle(unit_name),
            **dict(self._selection_quarter()),
            "signed_amount": self.env._("Amount signed (%(unit)s)", unit=unit_name),
            "landed_amount": self.env._("Amount landed (%(unit)s)", unit=unit_name),
            "open_amount": self.env._("Amount (%(unit)s)", unit=unit_name),
            "amount_axis": unit_name,
            "unread": self.env._(
                "%(count)s more projects are signed and not landed, but you cannot read them.",
                count=unread,
            ),
            "more": self.env._(
                "%(count)s more projects are signed and not landed. This sheet lists those that were signed first.",
                count=f"{more:,}",
            ),
        }

    @api.model
    def _kfz_sheet_words(self, label):
        return {
            "sheet_summary": self.env._("Overview"),
            "sheet_quarters": self.env._("Quarter × zone"),
            "sheet_open": self.env._("Signed, not landed"),
            "sheet_notes": self.env._("Explanation"),
            "title_summary": self.env._("Signed versus landed, %(quarter)s", quarter=label),
            "title_quarters": self.env._("Signed versus landed by quarter and zone"),
            "title_open": self.env._("Projects signed and not landed"),
            "title_notes": self.env._("What the figures mean"),
            "heading_quarter": self.env._("Quarter comparison"),
            "heading_zones": self.env._("Zones in the quarter"),
            "heading_aging": self.env._("Signed, not landed: days since signing"),
            "all_zones": self.env._("All zones of this report"),
            "heading_detail": self.env._("By quarter and zone"),
            "heading_definitions": self.env._("Definitions"),
            "heading_export": self.env._("About this workbook"),
            "chart_title": self.env._("Amounts signed and landed, and landing rate of the period"),
        }

    @api.model
    def _kfz_column_words(self):
        return {
            "indicator": self.env._("Indicator"),
            "change": self.env._("Change from previous quarter"),
            "change_year": self.env._("Change from a year earlier"),
            "year_so_far": self.env._("Year so far"),
            "zone": self.env._("Zone"),
            "quarter": self.env._("Quarter"),
            "total": self.env._("Total"),
            "projects": self.env._("Number of projects"),
            "share": self.env._("Share of the amount"),
            "number": self.env._("No."),
            "code": self.env._("Project code"),
            "project": self.env._("Project"),
            "enterprise": self.env._("Enterprise"),
            "function": self.env._("Function"),
            "signed_on": self.env._("Signed on"),
            "days": self.env._("Days since signing"),
            "official": self.env._("Lead official"),
            "manager": self.env._("Account manager"),
            "term": self.env._("Term"),
            "meaning": self.env._("Meaning"),
            "item": self.env._("Item"),
            "content": self.env._("Content"),
        }

    @api.model
    def _kfz_definitions(self):
        """Each measure with the definition that its help shows on screen."""
        fields = self.fields_get(
            [
                "signed_count",
                "signed_amount",
                "landed_count",
                "landed_amount",
                "period_rate",
                "cohort_rate",
                "days_to_land",
                "aging",
            ],
            ["string", "help"],
        )
        return [(field["string"], field["help"]) for field in fields.values()]

    @api.model
    def _kfz_facts(self, quarter, zones, unit):
        """Which figures these are, as of when, and who exported them."""
        return [
            (self.env._("Quarter"), quarter_text(self.env, quarter)),
            (self.env._("Zones"), comma(self.env).join(zones.mapped("name"))),
            (self.env._("Whose figures"), self._kfz_scope_whose(zones, "name")),
            (self.env._("As known on"), day_text(self.env, self._kfz_day())),
            (self.env._("Unit of amounts"), self._kfz_unit_name(unit)),
            (self.env._("Exported by"), self.env.user.name),
            (self.env._("Exported on"), day_text(self.env, calendar.today())),
            (
                self.env._("Quarters"),
                self.env._("Calendar quarters in the time zone Asia/Shanghai."),
            ),
        ]

    @api.model
    def _kfz_day(self):
        """The Shanghai date as of which the figures are."""
        moment = self._kfz_as_of()
        return min(moment.day, calendar.today()) if moment else calendar.today()
