from odoo import api, models

from ..domain import credited_sheet
from .kfz_signed_landed_export import _fen

_MEASURES = (
    "signed_amount",
    "landed_amount",
    "capital_amount",
    "trade_amount",
    "credited_signed_amount",
    "credited_landed_amount",
    "credited_capital_amount",
    "credited_trade_amount",
    "counted_twice_amount",
)


class KfzSignedLandedReport(models.Model):
    """The workbook's sheet of credited figures; present only if a benefit split makes them differ from the plain ones."""

    _inherit = "kfz.signed.landed.report"

    @api.model
    def _kfz_credited_sheets(self, words, quarters, zones, unit):
        sheets = super()._kfz_credited_sheets(words, quarters, zones, unit)
        figures = self._kfz_credited_figures(quarters, zones)
        if not credited_sheet.differs(figures):
            return sheets
        words = {**words, **self._kfz_credited_words(self._kfz_unit_name(unit))}
        names = {zone.id: zone.name for zone in zones}
        return (*sheets, credited_sheet.credited(words, figures, quarters, names, unit))

    @api.model
    def _kfz_credited_figures(self, quarters, zones):
        """Cells and totals; totals are queried, not added up, so that nothing is counted twice in them."""
        domain = [("company_id", "in", zones.ids), ("quarter", "in", list(quarters))]
        aggregates = [f"{name}:sum" for name in _MEASURES]
        result = {}
        sets = [["quarter", "company_id"], ["quarter"], ["company_id"], []]
        answers = self._read_grouping_sets(
            domain, [[*groupby, "indicator"] for groupby in sets], aggregates
        )
        for groupby, rows in zip(sets, answers, strict=True):
            for row in rows:
                place = dict(zip([*groupby, "indicator"], row, strict=False))
                amounts = dict(zip(_MEASURES, map(_fen, row[len(groupby) + 1 :]), strict=True))
                zone, indicator = place.get("company_id"), place["indicator"]
                result[place.get("quarter"), zone and zone.id, indicator] = credited_sheet.Credited(
                    amounts[f"{indicator}_amount"],
                    amounts[f"credited_{indicator}_amount"],
                    amounts["counted_twice_amount"],
                )
        return result

    @api.model
    def _kfz_credited_words(self, unit):
        return {
            "sheet_credited": self.env._("Credited figures"),
            "title_credited": self.env._("Figures as credited by the benefit splits"),
            "signed_credited": self.env._("Amount signed, credited (%(unit)s)", unit=unit),
            "signed_twice": self.env._("Signed, counted twice (%(unit)s)", unit=unit),
            "landed_credited": self.env._("Amount landed, credited (%(unit)s)", unit=unit),
            "landed_twice": self.env._("Landed, counted twice (%(unit)s)", unit=unit),
            "capital_amount": self.env._("Capital in place (%(unit)s)", unit=unit),
            "capital_credited": self.env._("Capital in place, credited (%(unit)s)", unit=unit),
            "capital_twice": self.env._("Capital, counted twice (%(unit)s)", unit=unit),
            "trade_amount": self.env._("Bonded trade value (%(unit)s)", unit=unit),
            "trade_credited": self.env._("Bonded trade value, credited (%(unit)s)", unit=unit),
            "trade_twice": self.env._("Bonded trade, counted twice (%(unit)s)", unit=unit),
            "note_credited": self.env._(
                "Credited: as the zones agreed in their benefit splits; without one, in full to the zone of the project."
            ),
            "note_twice": self.env._(
                "Counted twice: credited in full to this zone and also to the zone of the project. Totals of both "
                "count it once, so the zones can add up to more than the total, by the amount in this column."
            ),
        }
