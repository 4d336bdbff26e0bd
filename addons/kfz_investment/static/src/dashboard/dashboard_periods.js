import { GlobalFiltersCoreViewPlugin } from "@spreadsheet/global_filters/plugins/global_filters_core_view_plugin";
import { DateFilterDropdown } from "@spreadsheet/global_filters/components/date_filter_dropdown/date_filter_dropdown";
import { DateFilterValue } from "@spreadsheet/global_filters/components/date_filter_value/date_filter_value";
import { DashboardDateFilter } from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_date_filter/dashboard_date_filter";
import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";

import { chinesePeriod, isChinese } from "@kfz_investment/period/period";

/*
 * Twelve months of a dashboard end today, as reports do; core leaves out the running month. The dates are written out.
 * In Chinese, the other periods read 2026年第3季度, 2026年11月.
 */

/** The twelve months that end today. */
export function yearUntilToday(today) {
    return { type: "range", from: today.minus({ years: 1 }).plus({ days: 1 }).toISODate(), to: today.toISODate() };
}

patch(GlobalFiltersCoreViewPlugin.prototype, {
    getGlobalFilterValue(filterId) {
        const value = super.getGlobalFilterValue(filterId);
        return value?.type === "relative" && value.period === "last_12_months"
            ? yearUntilToday(luxon.DateTime.local())
            : value;
    },
});

function chineseDay(iso) {
    const { year, month, day } = luxon.DateTime.fromISO(iso);
    return chinesePeriod({ year, month, day });
}

/** The Chinese name of a month, quarter, year, or of a range with both ends; nothing for other values. */
function chineseName(value) {
    if (!isChinese(user.lang)) {
        return "";
    }
    if (value?.type === "range" && value.from && value.to) {
        return `${chineseDay(value.from)}至${chineseDay(value.to)}`;
    }
    return ["month", "quarter", "year"].includes(value?.type) ? chinesePeriod(value) : "";
}

for (const component of [DashboardDateFilter, DateFilterValue]) {
    patch(component.prototype, {
        get inputValue() {
            return chineseName(this.props.value) || super.inputValue;
        },
    });
}

patch(DateFilterDropdown.prototype, {
    getDescription(type) {
        return chineseName(this.selectedValues[type]) || super.getDescription(type);
    },
});
