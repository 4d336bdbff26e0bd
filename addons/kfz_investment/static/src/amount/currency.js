import { getCurrency } from "@web/core/currency";

/**
 * @param {number|false} [id] database id of a currency
 * @returns {string} its ISO code; CNY when the data names none (the zones count in yuan), ¤ when it is archived
 */
export function currencyCode(id) {
    return id ? getCurrency(id)?.name || "¤" : "CNY";
}
