/**
 * Amounts in 万元 / 亿元, or in CNY million / billion: the same rules as domain/money.py.
 * Pure functions, no Odoo import.
 */

const ZH_UNITS = [
    [1e8, 4, "亿"],
    [1e4, 2, "万"],
    [1, 2, ""],
];
const EN_UNITS = [
    [1e9, 5, " billion"],
    [1e6, 2, " million"],
    [1, 2, ""],
];
const ZH_CURRENCIES = {
    CNY: "元", USD: "美元", EUR: "欧元", HKD: "港元", JPY: "日元", GBP: "英镑", SGD: "新加坡元",
    THB: "泰铢", LAK: "基普", MMK: "缅元", VND: "越南盾", TWD: "新台币", MOP: "澳门元", KRW: "韩元",
};
const TYPED_UNITS = {
    万亿: 1e12, 千亿: 1e11, 百亿: 1e10, 十亿: 1e9, 亿: 1e8, 億: 1e8, 千万: 1e7, 百万: 1e6, 十万: 1e5, 万: 1e4, 萬: 1e4,
    千: 1e3, billion: 1e9, bn: 1e9, million: 1e6, mn: 1e6, thousand: 1e3, 元: 1, "": 1,
};
const UNIT_PATTERN = Object.keys(TYPED_UNITS).filter(Boolean).sort((a, b) => b.length - a.length).join("|");
const AMOUNT = new RegExp(`^(-?)((?:\\d+(?:\\.\\d+)?(?:${UNIT_PATTERN}))+)$`);
const PART = new RegExp(`(\\d+(?:\\.\\d+)?)(${UNIT_PATTERN})`, "g");
const CURRENCY_WORDS = /^(?:¥|rmb|cny|人民币)|(?:元人民币|元整|美元|欧元|港元|日元|rmb|cny|人民币|圆|(?<=[万亿千])元)$/g;

function isChinese(lang) {
    return (lang || "").toLowerCase().startsWith("zh");
}

/** Half away from zero on the decimal digits, as offices round; toFixed alone rounds 1.005 down. */
function round(value, decimals) {
    const shifted = Number(`${Math.abs(value).toPrecision(15)}e${decimals}`.replace(/e([+-]\d+)e(\d+)/, (m, a, b) => `e${Number(a) + Number(b)}`));
    return (Math.sign(value) * Math.round(shifted)) / 10 ** decimals || 0;
}

function grouped(value, decimals) {
    return value.toLocaleString("en-US", { maximumFractionDigits: decimals });
}

function withCurrency(figure, lang, currency) {
    if (!isChinese(lang)) {
        return `${currency} ${figure}`;
    }
    const name = ZH_CURRENCIES[currency];
    return name ? figure + name : `${figure} ${currency}`;
}

/**
 * @param {number} value in the currency's own unit (yuan)
 * @param {string} lang reader's language
 * @param {string} [currency] ISO code
 * @returns {string} 1,234.56万元, 12.3亿元, CNY 12.35 million
 */
export function formatAmount(value, lang, currency = "CNY") {
    const units = isChinese(lang) ? ZH_UNITS : EN_UNITS;
    let index = units.length - 1;
    let rounded = round(value || 0, units[index][1]);
    while (index > 0 && Math.abs(rounded) * units[index][0] >= units[index - 1][0]) {
        index--;
        rounded = round((value || 0) / units[index][0], units[index][1]);
    }
    const [, decimals, word] = units[index];
    return withCurrency(grouped(rounded, decimals) + word, lang, currency);
}

/** The exact amount, for tooltips and hints: 12,345,678.9元 / CNY 12,345,678.9 */
export function formatExact(value, lang, currency = "CNY") {
    return withCurrency(grouped(round(value || 0, 2), 2), lang, currency);
}

/** Money that is owed, to the fen, as sentences have it: 12,345,678.90元 / CNY 12,345,678.90 */
export function formatOwed(value, lang, currency = "CNY") {
    const figure = round(value || 0, 2).toLocaleString("en-US", { minimumFractionDigits: 2 });
    return withCurrency(figure, lang, currency);
}

/** The text in half-width characters, without a currency's sign or name before or after the figure. */
export function withoutCurrency(text) {
    return (text || "").normalize("NFKC").trim().toLowerCase().replace(CURRENCY_WORDS, "").trim();
}

/**
 * Read an amount with a unit: 3000万, 1.2亿元, 1亿2000万, 12.5 million, ￥500万.
 *
 * @returns {number|null} yuan, or null when no unit was written (then the locale's own number format applies)
 */
export function parseUnits(text) {
    const clean = withoutCurrency(text).replace(/[\s,，、]/g, "");
    const match = AMOUNT.exec(clean);
    if (!match) {
        return null;
    }
    let total = 0;
    for (const [, number, unit] of match[2].matchAll(PART)) {
        total += Number(number) * TYPED_UNITS[unit];
    }
    return round((match[1] ? -1 : 1) * total, 2);
}

/**
 * The unit of a whole column of amounts, and how its heading names it: the same as list_unit() of domain/money.py.
 *
 * @param {string} lang reader's language
 * @param {string} [currency] ISO code
 * @param {boolean} [exact] in the currency's own unit: money that is owed to the fen
 * @returns {[number, string]}
 */
export function listUnit(lang, currency = "CNY", exact = false) {
    const name = isChinese(lang) ? (ZH_CURRENCIES[currency] ?? currency) : currency;
    if (isChinese(lang)) {
        return exact ? [1, `（${name}）`] : [1e4, `（万${name}）`];
    }
    return exact ? [1, ` (${name})`] : [1e6, ` (${name} million)`];
}

/** An amount in the unit of its column, without the noise of binary fractions. */
export function inListUnit(value, factor) {
    return Number((value / factor).toPrecision(15));
}

/** The figure of a cell, in the unit of its column: 1,234.50, always with two decimals, so that a column is read at a glance. */
export function listFigure(value, factor) {
    return round((value || 0) / factor, 2).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** The figure at a step of an axis: as many decimals as it needs. */
export function stepFigure(value, factor) {
    return grouped(round(value / factor, 6), 6);
}
