import { describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { addGlobalFilter } from "@spreadsheet/../tests/helpers/commands";
import { defineSpreadsheetModels } from "@spreadsheet/../tests/helpers/data";
import { createModelWithDataSource } from "@spreadsheet/../tests/helpers/model";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { DashboardDateFilter } from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_date_filter/dashboard_date_filter";
import { user } from "@web/core/user";

import { yearUntilToday } from "@kfz_investment/dashboard/dashboard_periods";

describe.current.tags("headless");
defineSpreadsheetModels();

const nameOf = (value) =>
    Object.getOwnPropertyDescriptor(DashboardDateFilter.prototype, "inputValue").get.call(
        Object.assign(Object.create(DashboardDateFilter.prototype), { props: { value } }),
    );

test("twelve months end today, in whatever month", () => {
    const today = luxon.DateTime.fromISO("2026-11-30");
    expect(yearUntilToday(today)).toEqual({ type: "range", from: "2025-12-01", to: "2026-11-30" });
});

test("a dashboard that shows twelve months ends today", async () => {
    mockDate("2026-11-30 10:00:00");
    const { model } = await createModelWithDataSource();
    await addGlobalFilter(model, { id: "p", type: "date", label: "Period", defaultValue: "last_12_months" });
    expect(model.getters.getGlobalFilterValue("p")).toEqual({ type: "range", from: "2025-12-01", to: "2026-11-30" });
});

test("periods of a dashboard are Chinese for Chinese readers", () => {
    patchWithCleanup(user, { lang: "zh-CN" });
    expect(nameOf({ type: "quarter", year: 2026, quarter: 3 })).toBe("2026年第3季度");
    expect(nameOf({ type: "month", year: 2026, month: 11 })).toBe("2026年11月");
    expect(nameOf({ type: "year", year: 2026 })).toBe("2026年");
    const year = { type: "range", from: "2025-12-01", to: "2026-11-30" };
    expect(nameOf(year)).toBe("2025年12月1日至2026年11月30日");
    patchWithCleanup(user, { lang: "en-US" });
    expect(nameOf({ type: "year", year: 2026 })).toBe("2026");
});
