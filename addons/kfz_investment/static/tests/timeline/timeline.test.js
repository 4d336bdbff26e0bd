import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { contains, defineModels, fields, mockService, models, mountView, onRpc, patchWithCleanup } from "@web/../tests/web_test_helpers";

import { user } from "@web/core/user";
import { inParts } from "@kfz_investment/timeline/timeline";

class Project extends models.Model {
    _name = "project";

    name = fields.Char();

    _records = [{ id: 1, name: "示例项目" }];
}

defineModels([Project]);
defineMailModels();

function row(kind, date, title, more = {}) {
    return { kind, label: kind, date, day: date, title, detail: "", who: "", model: "", record: 0, planned: false, late: false, ...more };
}

const ROWS = [
    row("visit", "2026-01-05", "示例下一步", { planned: true, late: true }),
    row("visit", "2025-12-31", "示例来访", { model: "kfz.interaction", record: 7 }),
    row("stage", "2025-06-01", "示例签约"),
    row("stage", "2024-06-01", "示例洽谈"),
];

async function mountTimeline(rows = ROWS) {
    onRpc("project", "action_timeline", () => {
        expect.step("asked");
        return { rows, kinds: [["visit", "来访", 2], ["stage", "阶段", 2]] };
    });
    await mountView({
        type: "form",
        resModel: "project",
        resId: 1,
        arch: `<form><field name="name"/><notebook><page string="A"><div class="a"/></page><page string="T" name="t"><widget name="kfz_timeline"/></page></notebook></form>`,
    });
    expect.verifySteps([]);
    await contains(".o_notebook_headers a[name=t]").click();
    expect.verifySteps(["asked"]);
}

test("the tab asks for the timeline when it is opened, and shows what is planned above the years", async () => {
    await mountTimeline();
    expect(queryParts()).toEqual(["Planned", "2025", "2024"]);
    expect(".o_kfz_timeline_late").toHaveCount(1);
});

function queryParts() {
    return [...document.querySelectorAll(".o_kfz_timeline_part")].map((node) => node.textContent);
}

test("a kind shows its rows alone", async () => {
    await mountTimeline();
    await contains(".o_kfz_timeline button[name=stage]").click();
    expect(".o_kfz_timeline_row").toHaveCount(2);
    await contains(".o_kfz_timeline button:contains(All)").click();
    expect(".o_kfz_timeline_row").toHaveCount(4);
});

test("a row with a page opens it", async () => {
    mockService("action", {
        doAction: (action) => expect.step(`${action.res_model} ${action.res_id}`),
    });
    await mountTimeline();
    expect(".o_kfz_timeline_open").toHaveCount(1);
    await contains(".o_kfz_timeline_open").click();
    expect.verifySteps(["kfz.interaction 7"]);
});

test("a long history comes in pages", async () => {
    await mountTimeline(Array.from({ length: 70 }, (_, index) => row("visit", "2025-01-01", `${index}`)));
    expect(".o_kfz_timeline_row").toHaveCount(50);
    await contains(".o_kfz_timeline_more").click();
    expect(".o_kfz_timeline_row").toHaveCount(70);
    expect(".o_kfz_timeline_more").toHaveCount(0);
});

test("rows are parted by year", () => {
    expect(inParts([], "Planned")).toEqual([]);
    expect(inParts(ROWS, "Planned").map((part) => part.rows.length)).toEqual([1, 2, 1]);
});

test("a year is written as its language writes it", () => {
    expect(inParts(ROWS, "Planned").map((part) => part.title)).toEqual(["Planned", "2025", "2024"]);
    patchWithCleanup(user, { lang: "zh-CN" });
    expect(inParts(ROWS, "计划").map((part) => part.title)).toEqual(["计划", "2025年", "2024年"]);
});
