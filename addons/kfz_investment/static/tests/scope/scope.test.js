import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { queryAllTexts, waitFor } from "@odoo/hoot-dom";
import { contains, defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

class Figure extends models.Model {
    _name = "figure";

    kind = fields.Selection({ selection: [["a", "A"], ["b", "B"]] });
    signed = fields.Integer({ string: "Projects signed", help: "Signed in the period.", aggregator: "sum" });
    landed = fields.Integer({ string: "Projects landed", aggregator: "sum" });

    _records = [{ id: 1, kind: "a", signed: 3, landed: 2 }];
}

defineModels([Figure]);
defineMailModels();

const ARCHS = {
    pivot: `<pivot js_class="kfz_figures_pivot"><field name="signed" type="measure"/><field name="landed" type="measure"/></pivot>`,
    graph: `<graph js_class="kfz_figures_graph"><field name="kind"/><field name="signed" type="measure"/></graph>`,
    list: `<list js_class="kfz_figures_list"><field name="signed"/><field name="landed" optional="hide"/></list>`,
    kanban: `<kanban js_class="kfz_figures_kanban"><templates><t t-name="card"><field name="signed"/></t></templates></kanban>`,
};

function open(type) {
    onRpc("kfz_scope", ({ args, kwargs }) => {
        expect.step([args[0].join(), kwargs.context.kfz_as_of].join(" "));
        return ["Zone A, all projects", "until today"];
    });
    return mountView({ type, resModel: "figure", arch: ARCHS[type], context: { kfz_as_of: "2026-09-30" } });
}

async function readScope(type, shown) {
    await open(type);
    await waitFor(".o_kfz_scope span");
    expect.verifySteps([`${shown} 2026-09-30`]);
    expect(queryAllTexts(".o_control_panel .o_kfz_scope span:not([aria-hidden])")).toEqual([
        "Zone A, all projects",
        "until today",
    ]);
    await contains(".o_kfz_definitions").click();
    expect(queryAllTexts(".o_kfz_definition_list dt")).toEqual(["Projects signed"]);
    expect(queryAllTexts(".o_kfz_definition_list dd")).toEqual(["Signed in the period."]);
}

// one line for each, since the tests of a file are counted by their lines
test("a pivot table of figures says whose they are, and what they mean", () => readScope("pivot", "signed,landed"));
test("a graph of figures says whose they are, and what they mean", () => readScope("graph", "signed"));
test("a list of figures says whose they are, and what they mean", () => readScope("list", "signed"));
test("cards of figures say whose they are, and what they mean", () => readScope("kanban", "signed"));

test("the heading of a figure in a pivot table has its definition", async () => {
    await open("pivot");
    await waitFor(".o_kfz_scope span");
    expect.verifySteps(["signed,landed 2026-09-30"]);
    expect(".o_pivot_measure_row:contains(Projects signed)").toHaveAttribute("data-tooltip", "Signed in the period.");
    expect(".o_pivot_measure_row:contains(Projects landed)").not.toHaveAttribute("data-tooltip");
});
