import { formatPercentage } from "@web/views/fields/formatters";
import { registry } from "@web/core/registry";

/** A rate of a group; "–" when there is nothing to divide by, which is not the same as 0 %. */
export function formatKfzRate(value, options = {}) {
    return value === null || value === undefined || value === false ? "–" : formatPercentage(value, options);
}

registry.category("formatters").add("kfz_rate", formatKfzRate);
