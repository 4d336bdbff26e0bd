/**
 * Periods as Chinese writes them: the same rules as domain/date_groups.py. Pure functions, no Odoo import.
 */

export function isChinese(lang) {
    return (lang || "").toLowerCase().startsWith("zh");
}

/** 2026年, 2026年第3季度, 2026年11月, 2026年11月30日: as much as is given; a month needs no quarter. */
export function chinesePeriod({ year, quarter, month, day }) {
    const parts = [
        [year, (value) => `${value}年`],
        [month ? undefined : quarter, (value) => `第${value}季度`],
        [month, (value) => `${value}月`],
        [day, (value) => `${value}日`],
    ];
    return parts.map(([value, write]) => (value ? write(value) : "")).join("");
}

/** From the month of one day to that of another: 2026年11月, 2026年11月至12月, 2026年12月至2027年1月. */
export function chineseMonths(from, to) {
    const start = chinesePeriod({ year: from.year, month: from.month });
    if (from.year !== to.year) {
        return `${start}至${chinesePeriod({ year: to.year, month: to.month })}`;
    }
    return from.month === to.month ? start : `${start}至${to.month}月`;
}
