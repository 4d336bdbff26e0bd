import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { formatFloat } from "@web/views/fields/formatters";
import { parseFloat } from "@web/views/fields/parsers";
import { MonetaryField, monetaryField } from "@web/views/fields/monetary/monetary_field";

import { formatAmount, formatExact, formatOwed, inListUnit, parseUnits, withoutCurrency } from "./amount";
import { currencyCode } from "./currency";

/**
 * Read what the user typed: an amount with a unit, else a number in the user's own format. Not core's parseMonetary,
 * which drops what it does not know: "1.2M" would be saved as 1.2 yuan.
 *
 * @param {string} text
 * @param {number} [factor] the unit of a number without one: that of its column
 */
export function parseAmount(text, factor = 1) {
    const amount = parseUnits(text);
    if (amount !== null) {
        return amount;
    }
    const plain = withoutCurrency(text);
    return plain && Number((parseFloat(plain, { allowOperation: true }) * factor).toPrecision(15));
}

/**
 * A monetary field that reads in 万元 / 亿元 (CNY million / billion in English), shows the exact yuan as a tooltip, and
 * accepts 3000万, 1.2亿 or plain yuan, saying below the input how it reads them. In a column of a list that has one unit
 * (amount_list.js), it shows and reads figures in that unit. With `exact`, amounts are in yuan to the fen: money that is owed.
 */
export class KfzAmountField extends MonetaryField {
    static template = "kfz_investment.KfzAmountField";
    static props = {
        ...MonetaryField.props,
        exact: { type: Boolean, optional: true },
        unit: { type: Object, optional: true },
    };

    get inputOptions() {
        return { ...super.inputOptions, parse: (text) => this.parse(text) };
    }

    parse(text) {
        return parseAmount(text, this.props.unit?.factor) || 0;
    }

    get currencyName() {
        return currencyCode(this.currencyId);
    }

    get formattedValue() {
        const { exact, readonly, unit } = this.props;
        if (!readonly) {
            return this.typedValue;
        }
        if (unit) {
            return unit.figure(this.value);
        }
        const format = exact ? formatOwed : formatAmount;
        return format(this.value, user.lang, this.currencyName);
    }

    /** What the input shows: nothing where there is no amount yet. */
    get typedValue() {
        const { unit } = this.props;
        if (!this.value) {
            return "";
        }
        if (!unit || unit.factor === 1) {
            return super.formattedValue;
        }
        const decimals = Math.round(Math.log10(unit.factor)) + 2;
        return formatFloat(inListUnit(this.value, unit.factor), { digits: [16, decimals], trailingZeros: false });
    }

    get exactValue() {
        return formatExact(this.value, user.lang, this.currencyName);
    }

    get hint() {
        const text = (this.state.value ?? "").trim();
        if (!text) {
            return "";
        }
        try {
            const amount = this.parse(text);
            if (!amount) {
                return "";
            }
            const exact = formatExact(amount, user.lang, this.currencyName);
            const short = formatAmount(amount, user.lang, this.currencyName);
            return short === exact ? `= ${exact}` : `= ${exact} (${short})`;
        } catch {
            return _t("Not understood. Write for example 30000000 or 30 million.");
        }
    }
}

export const kfzAmountField = {
    ...monetaryField,
    component: KfzAmountField,
    displayName: _t("Amount in large units"),
    supportedTypes: ["monetary", "float"],
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...monetaryField.extractProps(fieldInfo, dynamicInfo),
        exact: Boolean(fieldInfo.options.exact),
    }),
};

registry.category("fields").add("kfz_amount", kfzAmountField);
registry.category("fields").add("list.kfz_amount", { ...kfzAmountField, listViewWidth: [112, 150] });

/** Amounts where no field shows them, and totals of columns whose rows have several currencies. */
export function formatKfzAmount(value, options = {}) {
    if (value === false) {
        return "";
    }
    let currencyId = options.currencyId;
    if (!currencyId && options.data && options.field) {
        const currencyField = options.currencyField || options.field.currency_field || "currency_id";
        currencyId = options.data[currencyField]?.id;
    }
    const format = options.exact ? formatOwed : formatAmount;
    return format(value, user.lang, currencyCode(currencyId));
}
formatKfzAmount.extractOptions = ({ options }) => ({ currencyField: options.currency_field, exact: options.exact });

registry.category("formatters").add("kfz_amount", formatKfzAmount);
