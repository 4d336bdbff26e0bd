import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { PivotModel } from "@web/views/pivot/pivot_model";
import { PivotRenderer } from "@web/views/pivot/pivot_renderer";

import { formatExact } from "@kfz_investment/amount/amount";
import { currencyCode } from "@kfz_investment/amount/currency";
import { formatKfzAmount } from "@kfz_investment/amount/kfz_amount_field";
import { columnUnit } from "@kfz_investment/amount/unit";
import { isAmountMeasure } from "./measures";

/*
 * Pivot tables: the columns of a measure of amounts have one unit, which stands in their headings; the cells are figures
 * only. Where the table has several currencies, each cell has its own unit, in the currency that core converted it to.
 */

patch(PivotModel.prototype, {
    /** The unit of a measure of amounts; null where currencies mix, undefined for any other measure. */
    amountUnit(measure) {
        const { fields, widgets } = this.metaData;
        if (!isAmountMeasure(measure, fields, widgets)) {
            return undefined;
        }
        const currencies = Object.values(this.data.currencyIds).flatMap((known) => known[measure] || []);
        return columnUnit(currencies);
    },

    _getMeasuresRow(columns) {
        return super._getMeasuresRow(columns).map((cell) => {
            const unit = this.amountUnit(cell.measure);
            return unit ? { ...cell, title: cell.title + unit.heading } : cell;
        });
    },
});

patch(PivotRenderer.prototype, {
    getFormattedValue(cell) {
        const unit = this.model.amountUnit(cell.measure);
        if (unit === undefined || typeof cell.value !== "number") {
            return super.getFormattedValue(cell);
        }
        const [currencyId, ...others] = cell.currencyIds || [];
        const shownIn = others.length ? user.activeCompany.currency_id : currencyId;
        return {
            value: unit ? unit.figure(cell.value) : formatKfzAmount(cell.value, { currencyId: shownIn }),
            help: formatExact(cell.value, user.lang, currencyCode(shownIn)),
        };
    },
});
