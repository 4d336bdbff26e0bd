import { describe, expect, test } from "@odoo/hoot";

import {
    formatAmount,
    formatExact,
    inListUnit,
    listFigure,
    listUnit,
    parseUnits,
    stepFigure,
    withoutCurrency,
} from "@kfz_investment/amount/amount";

describe.current.tags("headless");

const ZH = "zh-CN";
const EN = "en-US";

describe("formatAmount", () => {
    test("picks the unit that fits", () => {
        expect(formatAmount(9999.5, ZH)).toBe("9,999.5元");
        expect(formatAmount(10_000, ZH)).toBe("1万元");
        expect(formatAmount(100_000_000, ZH)).toBe("1亿元");
        expect(formatAmount(999_999, EN)).toBe("CNY 999,999");
        expect(formatAmount(1_000_000, EN)).toBe("CNY 1 million");
        expect(formatAmount(1_000_000_000, EN)).toBe("CNY 1 billion");
    });

    test("groups thousands within a unit", () => {
        expect(formatAmount(12_345_600, ZH)).toBe("1,234.56万元");
        expect(formatAmount(123_456_700_000_000, ZH)).toBe("1,234,567亿元");
        expect(formatAmount(1_234_500_000_000, EN)).toBe("CNY 1,234.5 billion");
    });

    test("rounds half away from zero", () => {
        expect(formatAmount(1.005, ZH)).toBe("1.01元");
        expect(formatAmount(-1.005, ZH)).toBe("-1.01元");
        expect(formatAmount(12_345_650, ZH)).toBe("1,234.57万元");
        expect(formatAmount(-12_345_650, ZH)).toBe("-1,234.57万元");
    });

    test("moves to the next unit when rounding fills one", () => {
        expect(formatAmount(9999.995, ZH)).toBe("1万元");
        expect(formatAmount(99_999_999, ZH)).toBe("1亿元");
        expect(formatAmount(999_999_999, EN)).toBe("CNY 1 billion");
    });

    test("keeps the sign, and has no negative zero", () => {
        expect(formatAmount(-500_000_000, ZH)).toBe("-5亿元");
        expect(formatAmount(-0.001, ZH)).toBe("0元");
    });

    test("reads an empty value as zero", () => {
        for (const empty of [0, false, null, undefined]) {
            expect(formatAmount(empty, ZH)).toBe("0元");
            expect(formatAmount(empty, EN)).toBe("CNY 0");
        }
    });

    test("names other currencies", () => {
        expect(formatAmount(3_000_000, ZH, "USD")).toBe("300万美元");
        expect(formatAmount(3_000_000, ZH, "CHF")).toBe("300万 CHF");
        expect(formatAmount(3_000_000, EN, "USD")).toBe("USD 3 million");
        expect(formatAmount(150_000_000, ZH, "JPY")).toBe("1.5亿日元");
    });

    test("writes Chinese only for Chinese readers", () => {
        expect(formatAmount(10_000, "zh_CN")).toBe("1万元");
        expect(formatAmount(10_000, "zh-TW")).toBe("1万元");
        expect(formatAmount(10_000, "fr-FR")).toBe("CNY 10,000");
        expect(formatAmount(10_000, undefined)).toBe("CNY 10,000");
    });
});

test("formatExact gives every yuan and fen", () => {
    expect(formatExact(12_345_678.9, ZH)).toBe("12,345,678.9元");
    expect(formatExact(12_345_678.9, EN)).toBe("CNY 12,345,678.9");
    expect(formatExact(-0.5, ZH, "USD")).toBe("-0.5美元");
    expect(formatExact(5, ZH, "CHF")).toBe("5 CHF");
    expect(formatExact(false, ZH)).toBe("0元");
});

test("withoutCurrency takes off the name or sign, in any width", () => {
    expect(withoutCurrency("￥500万")).toBe("500万");
    expect(withoutCurrency(" 人民币 500万元 ")).toBe("500万");
    expect(withoutCurrency("RMB 500")).toBe("500");
    expect(withoutCurrency("300万美元")).toBe("300万");
    expect(withoutCurrency("")).toBe("");
    expect(withoutCurrency(undefined)).toBe("");
});

describe("parseUnits", () => {
    test("reads 万 and 亿", () => {
        expect(parseUnits("3000万")).toBe(30_000_000);
        expect(parseUnits("1.2亿元")).toBe(120_000_000);
        expect(parseUnits("1亿2000万")).toBe(120_000_000);
        expect(parseUnits("2千万")).toBe(20_000_000);
        expect(parseUnits("3萬")).toBe(30_000);
        expect(parseUnits("0.0001万")).toBe(1);
    });

    test("reads English units", () => {
        expect(parseUnits("12.5 million")).toBe(12_500_000);
        expect(parseUnits("1.2bn")).toBe(1_200_000_000);
        expect(parseUnits("3 Thousand")).toBe(3000);
    });

    test("reads grouping, full width and signs", () => {
        expect(parseUnits("3,000万元")).toBe(30_000_000);
        expect(parseUnits("3，000 万")).toBe(30_000_000);
        expect(parseUnits("１．２亿")).toBe(120_000_000);
        expect(parseUnits("-3万")).toBe(-30_000);
    });

    test("rounds to the fen", () => {
        expect(parseUnits("1.1亿")).toBe(110_000_000);
        expect(parseUnits("0.0000005万")).toBe(0.01);
    });

    test("leaves what has no unit, or is no amount, to the number format", () => {
        for (const text of ["", undefined, "30000000", "万", "亿亿", "3X", "1.2M", "万3"]) {
            expect(parseUnits(text)).toBe(null);
        }
    });
});

describe("listUnit", () => {
    test("is one unit for a whole column, named as imports read it", () => {
        expect(listUnit(ZH)).toEqual([1e4, "（万元）"]);
        expect(listUnit(ZH, "USD")).toEqual([1e4, "（万美元）"]);
        expect(listUnit(EN)).toEqual([1e6, " (CNY million)"]);
    });

    test("is the currency itself for money that is owed to the fen", () => {
        expect(listUnit(ZH, "CNY", true)).toEqual([1, "（元）"]);
        expect(listUnit(ZH, "CHF", true)).toEqual([1, "（CHF）"]);
        expect(listUnit(EN, "USD", true)).toEqual([1, " (USD)"]);
    });

    test("figures have two decimals, steps of an axis as many as they need", () => {
        expect(listFigure(27_287_000_000, 1e4)).toBe("2,728,700.00");
        expect(listFigure(-12_345_650, 1e4)).toBe("-1,234.57");
        expect(listFigure(-1, 1e4)).toBe("0.00");
        expect(listFigure(false, 1e4)).toBe("0.00");
        expect(stepFigure(50_000_000, 1e4)).toBe("5,000");
        expect(stepFigure(500_000, 1e6)).toBe("0.5");
    });

    test("keeps all decimals and adds none", () => {
        expect(inListUnit(123_456_789.5, 1e4)).toBe(12345.67895);
        expect(inListUnit(1.1, 1e4)).toBe(0.00011);
    });
});
