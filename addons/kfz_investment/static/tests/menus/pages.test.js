import { importRecordsItem } from "@base_import/import_records/import_records";
import { expect, test } from "@odoo/hoot";

import { pagesBelow } from "@kfz_investment/menus/pages";

/** An app (1) with a list (2) that has two pages below it (4, 5) and an overview (3) with headings. */
const MENUS = {
    1: { id: 1, appID: 1, actionID: 20, xmlid: "app", kfzPages: [["", [2]]] },
    2: { id: 2, appID: 1, actionID: 20, xmlid: "list", kfzPages: [["", [4, 5, 6]]] },
    3: { id: 3, appID: 1, actionID: 30, xmlid: "overview", kfzPages: [["Zone", [4]], ["Import", [5]]] },
    4: { id: 4, appID: 1, actionID: 40, name: "Corrections", xmlid: "kfz_investment.menu_kfz_corrections" },
    5: { id: 5, appID: 1, actionID: 50, name: "Import a workbook", xmlid: "kfz_investment.menu_kfz_import_projects" },
    6: { id: 6, appID: 1, actionID: 40, name: "Corrections", xmlid: "kfz_investment.menu_kfz_corrections_mine" },
};
const menus = { getAll: () => Object.values(MENUS), getMenu: (id) => MENUS[id] };

test("the cog of a page offers the pages below it, each once; the app itself has none", () => {
    const groups = pagesBelow(menus, 20);
    expect(groups.map((group) => group.pages.map((page) => page.name))).toEqual([["Corrections", "Import a workbook"]]);
    expect(pagesBelow(menus, 99)).toEqual([]);
});

test("core's import is not offered where a workbook can be taken in", () => {
    const viewArch = new DOMParser().parseFromString("<list/>", "text/xml").documentElement;
    const config = { actionType: "ir.actions.act_window", viewType: "list", viewArch };
    expect(importRecordsItem.isDisplayed({ services: { menu: menus }, config: { ...config, actionId: 20 } })).toBe(false);
    expect(importRecordsItem.isDisplayed({ services: { menu: menus }, config: { ...config, actionId: 99 } })).toBe(true);
});

test("an overview has its pages under headings", () => {
    expect(pagesBelow(menus, 30).map((group) => [group.name, group.pages.length])).toEqual([["Zone", 1], ["Import", 1]]);
});
