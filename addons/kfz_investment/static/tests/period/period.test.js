import { describe, expect, test } from "@odoo/hoot";

import { chineseMonths, chinesePeriod, isChinese } from "@kfz_investment/period/period";

describe.current.tags("headless");

test("a period has its year first", () => {
    expect(chinesePeriod({ year: 2026 })).toBe("2026年");
    expect(chinesePeriod({ year: 2026, quarter: 3 })).toBe("2026年第3季度");
    expect(chinesePeriod({ year: 2026, month: 11 })).toBe("2026年11月");
    expect(chinesePeriod({ year: 2026, month: 11, day: 30 })).toBe("2026年11月30日");
    expect(chinesePeriod({ quarter: 4 })).toBe("第4季度");
    expect(chinesePeriod(luxon.DateTime.fromISO("2001-01-01"))).toBe("2001年1月1日");
});

test("months from one day to another are named once", () => {
    expect(chineseMonths({ year: 2026, month: 11 }, { year: 2026, month: 11 })).toBe("2026年11月");
    expect(chineseMonths({ year: 2026, month: 11 }, { year: 2026, month: 12 })).toBe("2026年11月至12月");
    expect(chineseMonths({ year: 2026, month: 12 }, { year: 2027, month: 1 })).toBe("2026年12月至2027年1月");
});

test("only Chinese readers get it", () => {
    expect(["zh_CN", "zh-CN", "zh-TW"].every(isChinese)).toBe(true);
    expect(["en_US", "fr-FR", "", undefined].some(isChinese)).toBe(false);
});
