import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, expect, queryAllTexts, test } from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    patchWithCleanup,
    serverState,
    toggleKanbanColumnActions,
} from "@web/../tests/web_test_helpers";
import { AnimatedNumber } from "@web/views/view_components/animated_number";

class Project extends models.Model {
    _name = "project";

    state = fields.Selection({ selection: [["ready", "Ready"]] });
    stage = fields.Selection({ selection: [["a", "A"], ["b", "B"], ["c", "C"]] });
    currency_id = fields.Many2one({ relation: "res.currency" });
    amount = fields.Monetary({ currency_field: "currency_id" });

    _records = [
        { id: 1, state: "ready", stage: "a", amount: 30_000_000, currency_id: 1 },
        { id: 2, state: "ready", stage: "a", amount: 90_000_000, currency_id: 1 },
        { id: 3, state: "ready", stage: "b", amount: 3_000_000, currency_id: 2 },
        { id: 4, state: "ready", stage: "c", amount: 1_000_000, currency_id: 1 },
        { id: 5, state: "ready", stage: "c", amount: 1_000_000, currency_id: 2 },
    ];
}

defineModels([Project]);
defineMailModels();

beforeEach(() => {
    patchWithCleanup(AnimatedNumber, { enableAnimations: false });
    serverState.currencies = [
        { id: 1, name: "CNY", symbol: "¥", position: "before" },
        { id: 2, name: "USD", symbol: "$", position: "before" },
    ];
});

async function mountBoard() {
    await mountView({
        type: "kanban",
        resModel: "project",
        groupBy: ["stage"],
        arch: `
            <kanban js_class="kfz_project_kanban">
                <progressbar field="state" colors='{"ready": "success"}' sum_field="amount"/>
                <field name="currency_id"/>
                <templates>
                    <t t-name="card"><field name="amount"/></t>
                </templates>
            </kanban>`,
    });
}

test("a column's total reads in 万元 and 亿元, in the currency of its projects", async () => {
    serverState.lang = "zh_CN";
    await mountBoard();
    expect(".o_kanban_counter:eq(0) .o_animated_number").toHaveText("1.2亿元");
    expect(".o_kanban_counter:eq(1) .o_animated_number").toHaveText("300万美元");
});

test("in English a column's total reads in millions of its currency", async () => {
    await mountBoard();
    expect(".o_kanban_counter:eq(0) .o_animated_number").toHaveText("CNY 120 million");
    expect(".o_kanban_counter:eq(1) .o_animated_number").toHaveText("USD 3 million");
});

test("a column of several currencies is totalled in the company's", async () => {
    await mountBoard();
    expect(".o_kanban_counter:eq(2) .o_animated_number").toHaveText(/^CNY .*\?$/);
});

test("each stage says how many projects it holds, beside their total", async () => {
    await mountBoard();
    expect(queryAllTexts(".o_column_title .o_kfz_count")).toEqual(["(2)", "(1)", "(2)"]);
});

test("a folded stage says its number and its total, where one currency adds up", async () => {
    serverState.lang = "zh_CN";
    await mountBoard();
    for (const column of [0, 2]) {
        await toggleKanbanColumnActions(column);
        await contains(".o_kanban_toggle_fold").click();
    }
    expect(queryAllTexts(".o_column_folded .o_column_title").map((text) => text.replace(/\s+/g, " "))).toEqual([
        "A (2) 1.2亿元",
        "C (2)",
    ]);
});
