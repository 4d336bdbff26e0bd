import { patch } from "@web/core/utils/patch";
import { ListRenderer } from "@web/views/list/list_renderer";

import { columnUnit } from "./unit";

/*
 * Lists: a column of amounts (widget kfz_amount) has one unit, which stands in its heading; its cells, the totals of groups
 * and the total of the list are figures only. Where the rows have several currencies, each amount keeps its own unit.
 */

function isAmount(column) {
    return column.type === "field" && column.widget === "kfz_amount";
}

/** The currencies of the amounts that a list shows in a column: those of its records, or of its groups. */
function currenciesOf(list, name, currencyField) {
    if (!list.isGrouped) {
        return list.records.filter((record) => record.data[name]).map((record) => record.data[currencyField]?.id);
    }
    return list.groups.flatMap((group) => {
        const known = group.aggregates[currencyField];
        return Array.isArray(known) ? known : currenciesOf(group.list, name, currencyField);
    });
}

patch(ListRenderer.prototype, {
    setup() {
        // a list of another module may choose its columns without core's method
        this.amountUnits = {};
        super.setup();
    },

    /** The unit of a column of amounts; null where currencies mix, undefined for any other column. */
    amountUnit(column) {
        if (!isAmount(column)) {
            return undefined;
        }
        const currencies = currenciesOf(this.props.list, column.name, this.getCurrencyField(column));
        return columnUnit(currencies, column.options.exact);
    },

    getActiveColumns() {
        this.amountUnits = {};
        return super.getActiveColumns().map((column) => {
            const unit = this.amountUnit(column);
            if (unit === undefined) {
                return column;
            }
            this.amountUnits[column.name] = unit;
            return unit ? { ...column, label: column.label + unit.heading } : column;
        });
    },

    getFieldProps(record, column) {
        const props = super.getFieldProps(record, column);
        const unit = this.amountUnits[column.name];
        return unit ? { ...props, unit } : props;
    },

    computeAggregates() {
        const aggregates = super.computeAggregates();
        for (const [name, unit] of Object.entries(this.amountUnits)) {
            if (unit && aggregates[name]) {
                aggregates[name].value = unit.figure(aggregates[name].rawValue);
            }
        }
        return aggregates;
    },

    formatGroupAggregate(group, column) {
        const shown = super.formatGroupAggregate(group, column);
        const unit = this.amountUnits[column.name];
        const value = group.aggregates[column.name];
        return unit && typeof value === "number" ? { ...shown, value: unit.figure(value) } : shown;
    },
});
