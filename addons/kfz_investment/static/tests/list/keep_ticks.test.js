import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { contains, defineActions, defineModels, fields, getService, models, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

import "@kfz_investment/list/keep_ticks";

class Project extends models.Model {
    _name = "project";
    _toolbar = { action: [{ id: 5, name: "Change", type: "ir.actions.act_window", res_model: "project", views: [[false, "form"]], target: "new" }], print: [] };
    _views = {
        list: `<list><field name="name"/></list>`,
        kanban: `<kanban><templates><t t-name="card"><field name="name"/></t></templates></kanban>`,
        search: `<search/>`,
        form: `<form><field name="name"/><footer><button name="cancel" string="Cancel" special="cancel"/><button string="Apply" name="apply" type="object"/></footer></form>`,
    };

    name = fields.Char();

    _records = [{ id: 1, name: "Warehouse" }, { id: 2, name: "Plant" }];
}

defineModels([Project]);
defineMailModels();

/** Ticks both rows of a list and opens the window of the menu of actions. */
async function openWindow() {
    const changes = { id: 5, name: "Change", type: "ir.actions.act_window", res_model: "project", views: [[false, "form"]], target: "new" };
    defineActions([{ id: 1, name: "Projects", res_model: "project", views: [[false, "list"]] }, changes]);
    onRpc("project", "apply", () => ({ type: "ir.actions.act_window_close" }));
    await mountWithCleanup(WebClient);
    await getService("action").doAction(1);
    await contains("thead .o_list_record_selector input").click();
    await contains(".o_cp_action_menus button:has(.fa-cog)").click();
    await contains(".o-dropdown-item:contains(Change)").click();
    expect(".o_dialog").toHaveCount(1);
}

const TICKED = "tbody .o_list_record_selector input:checked";

test("who cancels a window of the menu of actions keeps the ticks", async () => {
    await openWindow();
    await contains(".o_dialog footer button:contains(Cancel)").click();
    expect(".o_dialog").toHaveCount(0);
    expect(TICKED).toHaveCount(2);
});

test("who closes it by its cross keeps them, too", async () => {
    await openWindow();
    await contains(".o_dialog .btn-close").click();
    expect(TICKED).toHaveCount(2);
});

test("what was changed is read again", async () => {
    await openWindow();
    onRpc("project", "web_search_read", () => expect.step("read"));
    await contains(".o_dialog footer button:contains(Apply)").click();
    expect.verifySteps(["read"]);
});
