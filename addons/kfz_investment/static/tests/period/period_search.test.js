import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { queryAllTexts } from "@odoo/hoot-dom";
import {
    defineModels, fields, getFacetTexts, models, mountWithSearch, patchWithCleanup, serverState,
    toggleMenuItem, toggleMenuItemOption, toggleSearchBarMenu,
} from "@web/../tests/web_test_helpers";
import { user } from "@web/core/user";
import { SearchBar } from "@web/search/search_bar/search_bar";

class Figure extends models.Model {
    _name = "figure";

    happened = fields.Date({ string: "发生日期" });

    _views = { search: `<search><filter name="happened" string="发生日期" date="happened"/></search>` };
}

defineModels([Figure]);
defineMailModels();

async function openMenu(lang) {
    mockDate("2026-11-30 10:00:00");
    serverState.lang = lang;
    patchWithCleanup(user, { lang: lang.replace("_", "-") });
    await mountWithSearch(SearchBar, {
        resModel: "figure",
        searchMenuTypes: ["filter"],
        searchViewId: false,
    });
    await toggleSearchBarMenu();
    await toggleMenuItem("发生日期");
}

test("the periods of a date filter are Chinese for Chinese readers", async () => {
    await openMenu("zh_CN");
    const names = queryAllTexts(".o_item_option");
    for (const name of ["11月", "第4季度", "第3季度", "2026年", "2025年"]) {
        expect(names).toInclude(name);
    }
    await toggleMenuItemOption("发生日期", "第3季度");
    expect(getFacetTexts()[0]).toInclude("2026年第3季度");
    await toggleMenuItemOption("发生日期", "第3季度");
    await toggleMenuItemOption("发生日期", "11月");
    expect(getFacetTexts()[0]).toInclude("2026年11月");
});

test("English readers keep the wording of core", async () => {
    await openMenu("en_US");
    const names = queryAllTexts(".o_item_option");
    expect(names).toInclude("November");
    expect(names).toInclude("Q3");
});
