import { onWillStart } from "@odoo/owl";
import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { PivotModel } from "@web/views/pivot/pivot_model";
import { PivotRenderer } from "@web/views/pivot/pivot_renderer";

import { inListUnit, listUnit } from "@kfz_investment/amount/amount";

/*
 * The file of a pivot table: amounts in the unit of the screen, and by what filter, for the log of exports. Pivot tables of
 * amounts are in yuan throughout.
 */

patch(PivotModel.prototype, {
    exportData() {
        const data = super.exportData();
        const { headers, rows } = this.getTable();
        const isAmount = (measure) => this.metaData.widgets[measure] === "kfz_amount";
        const [factor, unit] = listUnit(user.lang, "CNY");
        data.domain = this.searchParams.domain;
        data.measures = this.metaData.activeMeasures;
        headers.at(-1).forEach((header, index) => {
            if (isAmount(header.measure)) {
                data.measure_headers[index].title += unit;
            }
        });
        rows.forEach((row, index) => {
            row.subGroupMeasurements.forEach(({ measure, value }, column) => {
                if (isAmount(measure) && typeof value === "number") {
                    data.rows[index].values[column].value = inListUnit(value, factor);
                }
            });
        });
        return data;
    },
});

patch(PivotRenderer.prototype, {
    setup() {
        super.setup();
        onWillStart(async () => {
            this.mayExport = await user.hasGroup("base.group_allow_export");
        });
    },
});
