import { registry } from "@web/core/registry";
import { DateTimeField, dateField } from "@web/views/fields/datetime/datetime_field";

/** A date shown as its month, for example 2026年1月; the picker offers months. */
export class KfzMonthField extends DateTimeField {
    getFormattedValue(index) {
        const value = this.values[index];
        return value ? value.toLocaleString({ year: "numeric", month: "short" }) : "";
    }
}

export const kfzMonthField = {
    ...dateField,
    component: KfzMonthField,
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...dateField.extractProps(fieldInfo, dynamicInfo),
        minPrecision: "months",
    }),
};

registry.category("fields").add("kfz_month", kfzMonthField);
