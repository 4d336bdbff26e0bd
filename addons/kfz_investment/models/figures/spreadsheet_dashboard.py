import json
import re

from odoo import models

from ...domain.money import list_unit

MODEL = "kfz.signed.landed.report"


def _in_lines(heading):
    """A heading whose words in brackets begin a line: a narrow column would break them anywhere."""
    return re.sub(r"\s*(?=[（(])", "\n", heading)


class SpreadsheetDashboard(models.Model):
    """Dashboards in the reader's words: amounts in the unit of lists, tables named, zones in their order."""

    _inherit = "spreadsheet.dashboard"

    def _get_sample_dashboard(self):
        """A dashboard without figures is empty: core's samples are people and sums that nobody entered."""
        return

    def _get_serialized_readonly_dashboard(self):
        """Core's content, in which each measure of amounts is a column in 万元 or CNY million, as its heading says.

        The measures themselves, in yuan, stay as hidden ones: the shown ones are calculated from them.
        """
        content = json.loads(super()._get_serialized_readonly_dashboard())
        snapshot = content["snapshot"]
        sheets = snapshot.get("sheets") or [{}]
        for pivot in snapshot.get("pivots", {}).values():
            if pivot.get("model") == MODEL:
                pivot["name"] = self.name
            pivot["measures"] = [
                part
                for measure in pivot.get("measures", ())
                for part in self._kfz_in_list_unit(pivot, measure, sheets[0].get("id"))
            ]
        self._kfz_name_zones(sheets)
        return json.dumps(content)

    def _kfz_name_zones(self, sheets):
        """Tell the charts of our figures the order of the zones: legends keep it, whichever zone a quarter has first."""
        charts = [figure["data"] for sheet in sheets for figure in sheet.get("figures", ())]
        ours = [chart for chart in charts if chart.get("metaData", {}).get("resModel") == MODEL]
        zones = self.env[MODEL]._kfz_all_zones().ids if ours else []
        for chart in ours:
            chart["metaData"]["zones"] = zones

    def _kfz_in_list_unit(self, pivot, measure, sheet_id):
        """A measure, or for amounts the hidden measure and the shown one that is calculated from it."""
        model, name = pivot.get("model"), measure.get("fieldName")
        if (model, name) not in self.env["ir.ui.view"]._kfz_amount_fields():
            return [measure]
        factor, words = list_unit(self.env.lang or "")
        yuan = f"'{measure['id']}'"
        shown = {
            "id": f"{name}_shown:sum",
            "fieldName": f"{name}_shown",
            "aggregator": "sum",
            "userDefinedName": _in_lines(
                self.env[model]._fields[name]._description_string(self.env) + words
            ),
            "computedBy": {"sheetId": sheet_id, "formula": f'=IF({yuan}="","",{yuan}/{factor})'},
            "format": "#,##0.00",
        }
        return [{**measure, "isHidden": True}, shown]
