import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { queryFirst } from "@odoo/hoot-dom";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { DateTimePicker } from "@web/core/datetime/datetime_picker";
import { user } from "@web/core/user";

defineMailModels();

const { DateTime, Settings } = luxon;

test("the picker heads a month as Chinese writes it", async () => {
    patchWithCleanup(user, { lang: "zh-CN" });
    patchWithCleanup(Settings, { defaultLocale: "zh-CN" });
    await mountWithCleanup(DateTimePicker, { props: { type: "date", value: DateTime.fromObject({ year: 2026, month: 11, day: 30 }) } });
    expect(queryFirst(".o_header_part").textContent.trim()).toBe("2026年11月");
});
