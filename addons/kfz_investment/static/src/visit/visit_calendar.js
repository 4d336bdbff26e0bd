import { deserializeDate, deserializeDateTime, serializeDate, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { CalendarCommonPopover } from "@web/views/calendar/calendar_common/calendar_common_popover";
import { CalendarCommonRenderer } from "@web/views/calendar/calendar_common/calendar_common_renderer";
import { CalendarController } from "@web/views/calendar/calendar_controller";
import { CalendarModel } from "@web/views/calendar/calendar_model";
import { CalendarRenderer } from "@web/views/calendar/calendar_renderer";
import { calendarView } from "@web/views/calendar/calendar_view";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";

/*
 * The calendar of visits: what was done, what is due and what is planned. Beside the visits of the view it shows their next
 * steps on the day until which they are to be done, and the meetings that core's calendar holds for projects or for the user.
 * Each is read with the user's own rights. On a phone a week is a list.
 */

const STEP = "step";
const MEETING = "meeting";
/** What a kind looks like: indices of core's palette of calendars. */
const COLORS = {
    received_visit: 10,
    outbound_visit: 4,
    online_meeting: 6,
    call: 8,
    wechat: 7,
    mail: 3,
    event: 11,
    [STEP]: 2,
    [MEETING]: 5,
};
const OVERDUE = 1;
/** Hour, in the user's time zone, at which a meeting starts that is planned by a click on a day. */
const MORNING = 9;

const day = (value) => deserializeDate(value).startOf("day");

export class VisitCalendarModel extends CalendarModel {
    setup(params, services) {
        const small = this.env.isSmall;
        super.setup(small ? { ...params, scale: "week" } : params, services);
    }

    get storageKey() {
        // a phone shows a week as a list, a desk a month: neither decides for the other
        return this.env.isSmall ? `${super.storageKey}-small` : super.storageKey;
    }

    async loadRecords(data) {
        const [visits, steps, meetings] = await Promise.all([
            super.loadRecords(data),
            this.loadSteps(data),
            this.loadMeetings(data),
        ]);
        const others = [...steps, ...meetings].map((record) => [record.id, record]);
        return { ...visits, ...Object.fromEntries(others) };
    }

    normalizeRecord(rawRecord) {
        const record = super.normalizeRecord(rawRecord);
        return {
            ...record,
            title: rawRecord.partner_id ? rawRecord.partner_id[1] : record.title,
            colorIndex: COLORS[rawRecord.kind],
        };
    }

    makeFilterDynamic(filterInfo, previousFilter, fieldName, rawFilter, rawColors) {
        const filter = super.makeFilterDynamic(filterInfo, previousFilter, fieldName, rawFilter, rawColors);
        const own = { [STEP]: _t("Next steps due"), [MEETING]: _t("Meetings planned") };
        if (fieldName !== "kind") {
            return filter;
        }
        return { ...filter, label: own[filter.value] || filter.label, colorIndex: COLORS[filter.value] };
    }

    async loadSteps(data) {
        const domain = [
            ...this.meta.domain,
            ["next_step_date", ">=", serializeDate(data.range.start)],
            ["next_step_date", "<=", serializeDate(data.range.end)],
            ["next_step_replaced", "=", false],
        ];
        const names = ["partner_id", "lead_id", "date", "next_step", "next_step_date", "next_step_user_id", "next_step_done", "is_step_overdue"];
        const rows = await this.orm.searchRead(this.resModel, domain, names, { context: this.meta.context });
        return rows.map((row) => this.makeStep(row));
    }

    makeStep(row) {
        const start = day(row.next_step_date);
        return this.makeOther(STEP, row.id, {
            title: [row.next_step, row.partner_id && row.partner_id[1]].filter(Boolean).join(" · "),
            start,
            end: start,
            isAllDay: true,
            isStriked: row.next_step_done,
            colorIndex: row.is_step_overdue ? OVERDUE : COLORS[STEP],
            resModel: this.resModel,
            lines: [
                [_t("Enterprise"), row.partner_id && row.partner_id[1]],
                [_t("Project"), row.lead_id && row.lead_id[1]],
                [_t("Next step for"), row.next_step_user_id && row.next_step_user_id[1]],
                [_t("From the visit of"), day(row.date).toLocaleString(luxon.DateTime.DATE_FULL)],
                [_t("State"), this.stepState(row)],
            ],
        });
    }

    stepState(row) {
        if (row.next_step_done) {
            return _t("Done");
        }
        return row.is_step_overdue ? _t("Overdue") : _t("To be done");
    }

    /** A search is about visits: while it narrows them, of the meetings none is shown, or only the user's own. */
    meetingDomain() {
        const mine = ["partner_ids", "in", [user.partnerId]];
        if (!this.meta.domain.length) {
            return ["|", ["opportunity_id.is_promotion", "=", true], mine];
        }
        return this.meta.context.kfz_meetings === "mine" ? [mine] : null;
    }

    async loadMeetings(data) {
        const domain = this.meetingDomain();
        if (!domain) {
            return [];
        }
        const range = [
            ["start", "<=", serializeDateTime(data.range.end)],
            ["stop", ">=", serializeDateTime(data.range.start)],
        ];
        const names = ["name", "start", "stop", "allday", "start_date", "stop_date", "location", "opportunity_id"];
        const rows = await this.orm.searchRead("calendar.event", [...domain, ...range], names);
        return rows.map((row) => this.makeMeeting(row));
    }

    makeMeeting(row) {
        const whole = row.allday && row.start_date && row.stop_date;
        return this.makeOther(MEETING, row.id, {
            title: row.name,
            start: whole ? day(row.start_date) : deserializeDateTime(row.start),
            end: whole ? day(row.stop_date) : deserializeDateTime(row.stop),
            isAllDay: Boolean(whole),
            colorIndex: COLORS[MEETING],
            resModel: "calendar.event",
            lines: [
                [_t("Project"), row.opportunity_id && row.opportunity_id[1]],
                [_t("Where"), row.location],
            ],
        });
    }

    /** An entry of the calendar that is none of the view's own records: its id is a word, so that none takes another's place. */
    makeOther(kind, resId, values) {
        const type = values.isAllDay ? "date" : "datetime";
        return {
            id: `${kind}_${resId}`,
            resId,
            startType: type,
            endType: type,
            duration: values.isAllDay ? 1 : values.end.diff(values.start, "hours").hours,
            isHatched: false,
            isStriked: false,
            isTimeHidden: values.isAllDay,
            isMonth: this.meta.scale === "month",
            isSmall: this.env.isSmall,
            rawRecord: { kind },
            ...values,
            lines: values.lines.filter(([, text]) => text),
        };
    }
}

export class VisitPopover extends CalendarCommonPopover {
    static subTemplates = { ...CalendarCommonPopover.subTemplates, body: "kfz_investment.VisitPopover.body", footer: "kfz_investment.VisitPopover.footer" };
}

export class VisitCommonRenderer extends CalendarCommonRenderer {
    static components = { ...CalendarCommonRenderer.components, Popover: VisitPopover };

    /** A week of a phone: seven columns would show nothing of any entry. */
    get isList() {
        return this.env.isSmall && this.props.model.scale === "week";
    }

    get options() {
        const options = super.options;
        return this.isList
            ? { ...options, initialView: "listWeek", noEventsContent: _t("Nothing in this week."), listDaySideFormat: false }
            : options;
    }

    viewDidMount(info) {
        if (!this.isList) {
            super.viewDidMount(info);
        }
    }

    /** Most visits are past: that is no reason to show them pale. */
    eventClassNames(info) {
        return super.eventClassNames(info).filter((name) => name !== "o_past_event");
    }

    onEventDidMount(info) {
        if (!this.isList) {
            return super.onEventDidMount(info);
        }
        info.el.dataset.eventId = info.event.id;
    }
}

export class VisitCalendarRenderer extends CalendarRenderer {
    static components = {
        ...CalendarRenderer.components,
        day: VisitCommonRenderer,
        week: VisitCommonRenderer,
        month: VisitCommonRenderer,
    };
}

export class VisitCalendarController extends CalendarController {
    /** Core puts the year after the month in every language. */
    get currentMonth() {
        return this.date.toLocaleString({ year: "numeric", month: "long" });
    }

    get dayHeader() {
        return this.date.toLocaleString(luxon.DateTime.DATE_FULL);
    }

    get weekHeader() {
        const { rangeStart, rangeEnd } = this.model;
        const months = [rangeStart, rangeEnd].map((date) => date.toLocaleString({ year: "numeric", month: "long" }));
        return [...new Set(months)].join(" – ");
    }

    /** A day that has come is one of a visit, one to come that of a meeting. */
    createRecord(record) {
        if (!this.model.canCreate) {
            return;
        }
        return record.start.startOf("day") > luxon.DateTime.local() ? this.planMeeting(record.start) : super.createRecord(record);
    }

    getQuickCreateFormViewProps(record) {
        return {
            ...super.getQuickCreateFormViewProps(record),
            title: _t("Record visit"),
            onRecordSaved: () => this.model.load(),
        };
    }

    recordVisit() {
        const today = luxon.DateTime.local().startOf("day");
        const shown = this.model.date.startOf("day");
        return super.createRecord({ start: this.model.scale === "day" && shown < today ? shown : today, isAllDay: true });
    }

    planMeeting(start) {
        const from = (start || luxon.DateTime.local().plus({ days: 1 })).startOf("day").set({ hour: MORNING });
        this.displayDialog(FormViewDialog, {
            resModel: "calendar.event",
            title: _t("Plan meeting"),
            context: {
                form_view_ref: "kfz_investment.kfz_meeting_view_form",
                default_start: serializeDateTime(from),
                default_stop: serializeDateTime(from.plus({ hours: 1 })),
            },
            onRecordSaved: () => this.model.load(),
        });
    }

    editRecord(record, context = {}) {
        if (!record.resModel) {
            return super.editRecord(record, context);
        }
        this.displayDialog(FormViewDialog, {
            resModel: record.resModel,
            resId: record.resId,
            viewId: record.resModel === this.model.resModel ? this.model.formViewId : false,
            title: record.title,
            onRecordSaved: () => this.model.load(),
        });
    }
}

registry.category("views").add("kfz_visit_calendar", {
    ...calendarView,
    Controller: VisitCalendarController,
    Model: VisitCalendarModel,
    Renderer: VisitCalendarRenderer,
    buttonTemplate: "kfz_investment.VisitCalendar.buttons",
});
