import { _t } from "@web/core/l10n/translation";
import { sortBy } from "@web/core/utils/arrays";
import { patch } from "@web/core/utils/patch";
import { formatInteger } from "@web/views/fields/formatters";
import { GraphModel } from "@web/views/graph/graph_model";
import { GraphRenderer } from "@web/views/graph/graph_renderer";

import { columnUnit } from "@kfz_investment/amount/unit";
import { graphWidgets, isAmountMeasure } from "./measures";

/*
 * Graphs: axis, tooltip and legend of amounts have one unit, named with the measure; the axis of a count has whole steps.
 */

/** Whether what is measured comes in whole numbers: half a project is no step of an axis. */
export function isCount(measure, measures) {
    return ["integer", "many2one"].includes(measures[measure].type);
}

patch(GraphModel.prototype, {
    /** The unit of the measure that is shown, when it is an amount. Core has converted amounts of several currencies into one. */
    amountUnit() {
        const { fieldAttrs, fields, measure } = this.metaData;
        if (!isAmountMeasure(measure, fields, graphWidgets(fieldAttrs))) {
            return null;
        }
        return columnUnit((this.dataPoints || []).map((point) => point.currencyId).filter(Boolean));
    },

    _getDatasetLabel(dataPoint) {
        const label = super._getDatasetLabel(dataPoint);
        const { measure, measures } = this.metaData;
        return label === measures[measure].string ? label + (this.amountUnit()?.heading ?? "") : label;
    },
});

patch(GraphRenderer.prototype, {
    /** The measures, of which the one that is shown names its unit. */
    namedMeasures() {
        const { measure, measures } = this.model.metaData;
        const unit = this.model.amountUnit();
        const shown = measures[measure];
        return unit ? { ...measures, [measure]: { ...shown, string: shown.string + unit.heading } } : measures;
    },

    formatValue(value, ...args) {
        const { measure, measures } = this.model.metaData;
        const unit = this.model.amountUnit();
        if (unit) {
            return unit.figure(value);
        }
        return isCount(measure, measures) ? formatInteger(value) : super.formatValue(value, ...args);
    },

    getScaleOptions() {
        const options = super.getScaleOptions();
        if (!options.y) {
            return options;
        }
        const { measure, measures } = this.model.metaData;
        const unit = this.model.amountUnit();
        options.y.title = { ...options.y.title, text: this.namedMeasures()[measure].string, display: true };
        if (unit) {
            options.y.ticks.callback = (value) => unit.step(value);
        }
        if (isCount(measure, measures)) {
            options.y.ticks.precision = 0;
        }
        return options;
    },

    customTooltip(data, metaData, context) {
        return super.customTooltip(data, { ...metaData, measures: this.namedMeasures() }, context);
    },

    getTooltipItems(data, metaData, tooltipModel) {
        const items = super.getTooltipItems(data, metaData, tooltipModel);
        const unit = this.model.amountUnit();
        if (!unit) {
            return items;
        }
        const points = sortBy(tooltipModel.dataPoints, "raw", "desc");
        const empty = `${_t("No data")}`;
        return items.map((item, index) => ({
            ...item,
            value: unit.figure(`${item.label}` === empty ? 0 : points[index].raw),
        }));
    },
});
