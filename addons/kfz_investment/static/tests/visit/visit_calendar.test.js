import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame, mockDate, runAllTimers } from "@odoo/hoot-mock";
import { contains, defineModels, fields, models, mountView, onRpc, preloadBundle, serverState } from "@web/../tests/web_test_helpers";

class Enterprise extends models.Model {
    _name = "enterprise";

    name = fields.Char();
    _records = [{ id: 1, name: "示例甲公司" }];
}

class Project extends models.Model {
    _name = "project";

    name = fields.Char();
    is_promotion = fields.Boolean();
    _records = [
        { id: 1, name: "示例项目", is_promotion: true },
        { id: 2, name: "Sales lead", is_promotion: false },
    ];
}

class Visit extends models.Model {
    _name = "visit";

    date = fields.Date();
    kind = fields.Selection({ selection: [["call", "Call"], ["received_visit", "Received visit"]] });
    partner_id = fields.Many2one({ relation: "enterprise" });
    lead_id = fields.Many2one({ relation: "project" });
    summary = fields.Text();
    next_step = fields.Char();
    next_step_date = fields.Date();
    next_step_user_id = fields.Many2one({ relation: "res.users" });
    next_step_done = fields.Boolean();
    next_step_replaced = fields.Boolean();
    is_step_overdue = fields.Boolean();
    _records = [
        {
            id: 1,
            date: "2026-11-10",
            kind: "received_visit",
            partner_id: 1,
            lead_id: 1,
            summary: "示例：洽谈",
            next_step: "示例：寄送材料",
            next_step_date: "2026-11-12",
            is_step_overdue: true,
        },
        { id: 2, date: "2026-11-11", kind: "call", partner_id: 1, summary: "示例：电话" },
    ];
}

const MEETINGS = () => [
    { id: 1, name: "示例：踏勘", start: "2026-11-20 02:00:00", stop: "2026-11-20 03:00:00", opportunity_id: 1 },
    { id: 2, name: "Somebody's sale", start: "2026-11-20 02:00:00", stop: "2026-11-20 03:00:00", opportunity_id: 2 },
    { id: 3, name: "示例：我的会议", start: "2026-11-21 02:00:00", stop: "2026-11-21 03:00:00", partner_ids: [serverState.partnerId] },
];

class CalendarEvent extends models.Model {
    _name = "calendar.event";

    name = fields.Char();
    start = fields.Datetime();
    stop = fields.Datetime();
    allday = fields.Boolean();
    start_date = fields.Date();
    stop_date = fields.Date();
    location = fields.Char();
    opportunity_id = fields.Many2one({ relation: "project" });
    partner_ids = fields.Many2many({ relation: "res.partner" });
    _records = MEETINGS();
}

defineMailModels();
defineModels([Enterprise, Project, Visit, CalendarEvent]);
preloadBundle("web.fullcalendar_lib");

beforeEach(() => {
    mockDate("2026-11-15 08:00:00", 0);
    onRpc("has_group", () => true);
    // the server of these tests follows no path of fields
    onRpc("calendar.event", "search_read", ({ kwargs }) => {
        const isAll = kwargs.domain.some(([name]) => name === "opportunity_id.is_promotion");
        return MEETINGS()
            .filter(({ id }) => id === 3 || (isAll && id === 1))
            .map((row) => ({ ...row, opportunity_id: row.opportunity_id ? [row.opportunity_id, "示例项目"] : false }));
    });
});

async function mountCalendar(params = {}) {
    await mountView({
        type: "calendar",
        resModel: "visit",
        arch: `<calendar js_class="kfz_visit_calendar" date_start="date" color="kind" mode="month" scales="day,week,month" edit="0" delete="0" event_open_popup="1">
            <field name="kind" filters="1"/><field name="partner_id"/><field name="summary"/>
        </calendar>`,
        ...params,
    });
}

const STEP = "示例：寄送材料 · 示例甲公司";
const titles = () => queryAllTexts(".fc-event .o_event_title").sort();

test("visits, their next steps and meetings stand on one calendar", async () => {
    await mountCalendar();
    expect(titles()).toEqual(["示例甲公司", "示例甲公司", STEP, "示例：我的会议", "示例：踏勘"].sort());
    expect(queryAllTexts(".o_cw_filter_title").sort()).toEqual(["Call", "Meetings planned", "Next steps due", "Received visit"]);
});

test("a step that is overdue has a colour of its own", async () => {
    await mountCalendar();
    expect(".fc-event[data-event-id=step_1].o_calendar_color_1").toHaveCount(1);
    expect(".fc-event.o_past_event").toHaveCount(0);
});

test("a search about visits leaves out meetings that it is not about", async () => {
    await mountCalendar({ domain: [["kind", "=", "received_visit"]] });
    expect(titles()).toEqual(["示例甲公司", STEP].sort());
});

test("“My week” keeps the user's own meetings", async () => {
    await mountCalendar({ domain: [["kind", "=", "received_visit"]], context: { kfz_meetings: "mine" } });
    expect(titles()).toEqual(["示例甲公司", STEP, "示例：我的会议"].sort());
});

test("a kind that is unticked is left out, steps too", async () => {
    await mountCalendar();
    await contains(".o_calendar_filter_item[data-value=step] input").click();
    await runAllTimers();
    await animationFrame();
    expect(titles()).not.toInclude(STEP);
});

test("a step says what is to be done, for whom, and in what state it is", async () => {
    await mountCalendar();
    await contains(".fc-event[data-event-id=step_1]").click();
    await runAllTimers();
    await animationFrame();
    const text = queryOne(".o_cw_popover").innerText;
    for (const word of ["示例：寄送材料", "示例甲公司", "示例项目", "Overdue"]) {
        expect(text).toInclude(word);
    }
});

test("a click on a day that has come records a visit, on one to come it plans a meeting", async () => {
    Visit._views = { form: `<form><field name="summary"/></form>` };
    CalendarEvent._views = { form: `<form><field name="name"/></form>` };
    onRpc("calendar.event", "onchange", ({ kwargs }) => {
        expect.step(kwargs.context.default_start);
    });
    await mountCalendar();
    await contains(".o_kfz_calendar_meeting").click();
    await animationFrame();
    expect.verifySteps(["2026-11-16 09:00:00"]);
});
