import { expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { user } from "@web/core/user";

import { dayText, yearText } from "@kfz_investment/period/period_text";

test("days and years of panels are written as an office writes them", () => {
    const day = luxon.DateTime.fromISO("2026-11-08");
    patchWithCleanup(user, { lang: "zh-CN" });
    expect([dayText(day), yearText("2026")]).toEqual(["2026年11月8日", "2026年"]);
    patchWithCleanup(user, { lang: "en-US" });
    expect(yearText("2026")).toBe("2026");
});
