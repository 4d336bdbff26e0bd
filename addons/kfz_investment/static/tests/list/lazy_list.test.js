import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { contains, defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

import { hiddenLazyColumns } from "@kfz_investment/list/lazy_list";

class Project extends models.Model {
    _name = "project";

    name = fields.Char();
    stage = fields.Selection({ selection: [["a", "A"]] });
    missing = fields.Char();
    note = fields.Char();

    _records = [{ id: 1, name: "Warehouse", stage: "a", missing: "Site need", note: "Call" }];
}

defineModels([Project]);
defineMailModels();

const MENU = ".o_optional_columns_dropdown button";
const ARCH = `
    <list js_class="kfz_lazy_list" multi_edit="1">
        <field name="name"/>
        <field name="missing" optional="hide" options="{'lazy': True}"/>
        <field name="note" optional="hide"/>
    </list>`;

const openList = (options) => mountView({ resModel: "project", type: "list", arch: ARCH, ...options });
const headings = () => queryAllTexts("thead th[data-name]");

beforeEach(() => {
    const read = ({ kwargs }) => {
        const asked = kwargs.specification ?? kwargs.unfold_read_specification;
        expect.step(Object.keys(asked).sort().join(","));
    };
    onRpc("web_search_read", read);
    onRpc("web_read_group", read);
});

/** Shows or hides columns one after the other; the menu stays open meanwhile. */
async function toggle(...labels) {
    await contains(MENU).click();
    for (const label of labels) {
        await contains(`.o-dropdown--menu .dropdown-item:contains(${label})`).click();
    }
}

test("a hidden lazy column is not read, another hidden column is", async () => {
    await openList();
    expect.verifySteps(["name,note"]);
    expect(headings()).toEqual(["Name"]);
});

test("a lazy column is read when it is shown, and stays when the list is opened again", async () => {
    await openList();
    await toggle("Missing");
    expect.verifySteps(["name,note", "missing,name,note"]);
    expect(headings()).toEqual(["Name", "Missing"]);
    expect(".o_data_row td[name=missing]").toHaveText("Site need");
    await openList();
    expect.verifySteps(["missing,name,note"]);
});

test("a lazy column that is hidden again is not read any more", async () => {
    await openList();
    await toggle("Missing", "Missing");
    expect(headings()).toEqual(["Name"]);
    await contains("thead th[data-name=name]").click();
    expect.verifySteps(["name,note", "missing,name,note", "name,note"]);
});

test("another column is shown without reading the list again", async () => {
    await openList();
    await toggle("Note");
    expect(headings()).toEqual(["Name", "Note"]);
    expect.verifySteps(["name,note"]);
});

test("groups read a lazy column when it is shown", async () => {
    await openList({ groupBy: ["stage"] });
    await contains(".o_group_header").click();
    await toggle("Missing");
    expect(".o_data_row td[name=missing]").toHaveText("Site need");
    expect.verifySteps(["name,note", "name,note", "missing,name,note"]);
});

test("a row in edition is saved before the list is read again", async () => {
    onRpc("web_save", () => expect.step("web_save"));
    await openList();
    await contains(".o_list_record_selector input").click();
    await contains(".o_data_row td[name=name]").click();
    await contains(".o_data_row td[name=name] input").edit("Cold store", { confirm: false });
    await toggle("Missing");
    expect(".o_data_row td[name=missing]").toHaveText("Site need");
    expect(".o_data_row td[name=name]").toHaveText("Cold store");
    expect.verifySteps(["name,note", "web_save", "missing,name,note"]);
});

test("columns that are shown from the start are read from the start", () => {
    const column = (name, optional, lazy) => ({ type: "field", name, optional, options: { lazy } });
    const columns = [
        column("shown", "show", true),
        column("hidden", "hide", true),
        column("plain", "hide", false),
        column("always", false, true),
        { type: "button_group" },
    ];
    expect(hiddenLazyColumns(columns, "nowhere")).toEqual(["hidden"]);
});
