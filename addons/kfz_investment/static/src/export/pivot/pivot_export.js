import { onWillStart } from "@odoo/owl";
import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { PivotModel } from "@web/views/pivot/pivot_model";
import { PivotRenderer } from "@web/views/pivot/pivot_renderer";

import { inListUnit } from "@kfz_investment/amount/amount";

/*
 * The file of a pivot table: amounts in the units of the screen, which its headings name, and by what filter, for the log
 * of exports.
 */

patch(PivotModel.prototype, {
    exportData() {
        const data = super.exportData();
        data.domain = this.searchParams.domain;
        data.measures = this.metaData.activeMeasures;
        this.getTable().rows.forEach((row, index) => {
            row.subGroupMeasurements.forEach(({ measure, value }, column) => {
                const unit = this.amountUnit(measure);
                if (unit && typeof value === "number") {
                    data.rows[index].values[column].value = inListUnit(value, unit.factor);
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
