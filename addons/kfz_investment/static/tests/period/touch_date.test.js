import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { mockDate, mockTouch } from "@odoo/hoot-mock";
import { queryOne } from "@odoo/hoot-dom";
import { defineModels, fields, models, mountView, patchWithCleanup, serverState } from "@web/../tests/web_test_helpers";
import { user } from "@web/core/user";
import { utils } from "@web/core/ui/ui_service";

class Visit extends models.Model {
    _name = "visit";

    date = fields.Date();
    month = fields.Char();

    _records = [{ id: 1, date: "2026-07-05", month: "2026-07" }];
}

defineModels([Visit]);
defineMailModels();

const ARCH = `<form><field name="date" widget="kfz_touch_date"/><field name="month" widget="kfz_period" readonly="1"/></form>`;

test("a day of the running year has its year in Chinese", async () => {
    mockDate("2026-11-30 10:00:00");
    serverState.lang = "zh_CN";
    patchWithCleanup(user, { lang: "zh-CN" });
    patchWithCleanup(luxon.Settings, { defaultLocale: "zh-CN" });
    await mountView({ type: "form", resModel: "visit", resId: 1, arch: `<form edit="0"><field name="date"/></form>` });
    expect(".o_field_widget[name=date]").toHaveText("2026年7月5日");
});

async function openOnPhone(lang) {
    mockTouch(true);
    patchWithCleanup(utils, { isSmall: () => true });
    patchWithCleanup(user, { lang });
    await mountView({ type: "form", resModel: "visit", resId: 1, arch: ARCH });
}

test("a day that the phone asks for is written by the page, in Chinese", async () => {
    await openOnPhone("zh-CN");
    expect(".o_kfz_touch_date > div").toHaveText("2026年7月5日");
    expect(queryOne(".o_kfz_touch_date input").value).toBe("2026-07-05");
    expect(".o_field_widget[name=month]").toHaveText("2026年7月");
});

test("in English it stays as messages have it", async () => {
    await openOnPhone("en-US");
    expect(".o_kfz_touch_date > div").toHaveText("2026-07-05");
    expect(".o_field_widget[name=month]").toHaveText("2026-07");
});
