import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { animationFrame, expect, test } from "@odoo/hoot";
import { contains, defineModels, fields, mockService, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

import { axis, place } from "@kfz_investment/ladder/axis";

class Project extends models.Model {
    _name = "project";

    name = fields.Char();

    _records = [{ id: 1, name: "示例项目" }];
}

defineModels([Project]);
defineMailModels();

const TODAY = "2026-06-15";

function row(id, planned, done, state, more = {}) {
    return { id, label: `示例步骤${id}`, planned, planned_text: planned, done, done_text: done, state, state_text: state, late: "", calendar: "", green: false, who: "", reason: "", moves: [], ...more };
}

const ROWS = [
    row(1, "2026-01-10", "2026-01-08", "done"),
    row(2, "2026-05-01", false, "late", { late: "Late by 45 days", moves: [{ date: "2026-03-01", text: "示例原因" }] }),
    row(3, "2026-12-01", false, "planned"),
    row(4, false, false, "undated"),
];

async function mountLadder(rows = ROWS, setUp = false, more = {}) {
    onRpc("project", "action_ladder", () => {
        expect.step("asked");
        return { rows, today: TODAY, today_text: TODAY, set_up: setUp, ...more };
    });
    await mountView({
        type: "form",
        resModel: "project",
        resId: 1,
        arch: `<form><field name="name"/><notebook><page string="A"><div class="a"/></page><page string="L" name="l"><widget name="kfz_ladder"/></page></notebook></form>`,
    });
    expect.verifySteps([]);
    await contains(".o_notebook_headers a[name=l]").click();
    expect.verifySteps(["asked"]);
}

test("each step is a row with its dates, and a late one says so in red and in words", async () => {
    await mountLadder();
    expect("li.o_kfz_ladder_row").toHaveCount(4);
    expect("li .o_kfz_ladder_planned").toHaveCount(3);
    expect("li .o_kfz_ladder_done").toHaveCount(1);
    expect("li[data-state=late] .o_kfz_ladder_late").toHaveText("Late by 45 days");
    expect("li[data-state=late] .o_kfz_ladder_bar.bg-danger").toHaveCount(1);
});

test("a date that was moved is a mark on the axis and a line of words", async () => {
    await mountLadder();
    expect("li .o_kfz_ladder_moved").toHaveCount(1);
    expect("li .o_kfz_ladder_move").toHaveText("示例原因");
});

test("a step opens its page, and an empty ladder offers to be set up where the reader may", async () => {
    mockService("action", {
        doAction: (action) => expect.step(`${action.res_model} ${action.res_id}`),
    });
    await mountLadder();
    await contains(".o_kfz_ladder_open").click();
    expect.verifySteps(["kfz.ladder.step 1"]);
    expect(".o_kfz_ladder_set_up").toHaveCount(0);
});

test("without steps the page says what will stand here", async () => {
    await mountLadder([], true);
    expect(".o_kfz_ladder p").toHaveCount(1);
    expect(".o_kfz_ladder_set_up").toHaveCount(1);
    expect(".o_kfz_ladder_list").toHaveCount(0);
});

test("dates lie in order on the axis, which has few marks however long it is", () => {
    for (const last of ["2026-07-01", "2027-12-01", "2034-01-01", "2086-01-01"]) {
        const found = axis([row(1, "2026-01-10", false, "late"), row(2, last, false, "planned")], TODAY);
        const places = ["2026-01-10", TODAY, last].map((date) => place(found, date));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places[0]).toBeGreaterThan(0);
        expect(places[2]).toBeLessThan(100);
        expect(found.marks.length).toBeLessThan(14);
        expect(found.marks.length).toBeGreaterThan(0);
    }
});

test("an axis of one day is as wide as any", () => {
    const found = axis([row(1, TODAY, false, "due")], TODAY);
    expect(place(found, TODAY)).toBe(50);
});

test("before the review the page says from when on the ladder is set up", async () => {
    await mountLadder([], false, { is_early: true });
    expect(".o_kfz_ladder p").toHaveCount(1);
    expect(".o_kfz_ladder_early").toHaveCount(1);
});

test("a link opens the page of a project at the tab that it names", async () => {
    await mountView({
        type: "form",
        resModel: "project",
        resId: 1,
        context: { kfz_tab: "b" },
        arch: `<form js_class="kfz_project_form"><notebook><page string="A" name="a"><div class="a"/></page><page string="B" name="b"><div class="b"/></page></notebook></form>`,
    });
    await animationFrame();
    expect(".b").toHaveCount(1);
});
