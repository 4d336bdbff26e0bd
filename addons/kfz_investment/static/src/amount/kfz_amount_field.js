import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { parseFloat } from "@web/views/fields/parsers";
import { MonetaryField, monetaryField } from "@web/views/fields/monetary/monetary_field";

import { formatAmount, formatExact, parseUnits, withoutCurrency } from "./amount";
import { currencyCode } from "./currency";

/**
 * Read what the user typed: an amount with a unit, else a number in the user's own format. Not core's parseMonetary,
 * which drops what it does not know: "1.2M" would be saved as 1.2 yuan.
 */
export function parseAmount(text) {
    const amount = parseUnits(text);
    return amount === null ? parseFloat(withoutCurrency(text), { allowOperation: true }) : amount;
}

/**
 * A monetary field that reads in 万元 / 亿元 (CNY million / billion in English), shows the exact yuan as a tooltip, and
 * accepts 3000万, 1.2亿 or plain yuan, saying below the input how it reads them.
 */
export class KfzAmountField extends MonetaryField {
    static template = "kfz_investment.KfzAmountField";

    get inputOptions() {
        return { ...super.inputOptions, parse: parseAmount };
    }

    get currencyName() {
        return currencyCode(this.currencyId);
    }

    get formattedValue() {
        return this.props.readonly ? formatAmount(this.value, user.lang, this.currencyName) : super.formattedValue;
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
            const amount = parseAmount(text);
            if (!amount) {
                return "";
            }
            const exact = formatExact(amount, user.lang, this.currencyName);
            const short = formatAmount(amount, user.lang, this.currencyName);
            return short === exact ? `= ${exact}` : `= ${exact} (${short})`;
        } catch {
            return _t("Not understood. Write for example 30000000, 3000万 or 1.2亿.");
        }
    }
}

export const kfzAmountField = {
    ...monetaryField,
    component: KfzAmountField,
    displayName: _t("Amount in 万元 or 亿元"),
    supportedTypes: ["monetary", "float"],
};

registry.category("fields").add("kfz_amount", kfzAmountField);

/** Totals of list columns with this widget. */
export function formatKfzAmount(value, options = {}) {
    if (value === false) {
        return "";
    }
    let currencyId = options.currencyId;
    if (!currencyId && options.data && options.field) {
        const currencyField = options.currencyField || options.field.currency_field || "currency_id";
        currencyId = options.data[currencyField]?.id;
    }
    return formatAmount(value, user.lang, currencyCode(currencyId));
}
formatKfzAmount.extractOptions = ({ options }) => ({ currencyField: options.currency_field });

registry.category("formatters").add("kfz_amount", formatKfzAmount);
