import { DateTimePicker } from "@web/core/datetime/datetime_picker";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { CalendarCommonRenderer } from "@web/views/calendar/calendar_common/calendar_common_renderer";
import { CalendarController } from "@web/views/calendar/calendar_controller";

import { chineseMonths, chinesePeriod, isChinese } from "./period";

/* The titles of calendars in Chinese: 2026年11月30日, 2026年11月; core writes “30 十一月 2026”. */

/** 2026年11月 for the name and year of a month; what names no month stays. */
function chineseTitle(title) {
    const [name, year] = title.split(" ");
    const month = luxon.Info.months("long").indexOf(name) + 1;
    return month && year ? chinesePeriod({ year, month }) : title;
}

patch(CalendarController.prototype, {
    get dayHeader() {
        const { year, month, day } = this.date;
        return isChinese(user.lang) ? chinesePeriod({ year, month, day }) : super.dayHeader;
    },

    get weekHeader() {
        const { rangeStart, rangeEnd } = this.model;
        return isChinese(user.lang) ? chineseMonths(rangeStart, rangeEnd) : super.weekHeader;
    },

    /** For the badge beside a week: core's template has an English word. */
    get weekName() {
        return isChinese(user.lang) ? `第${this.currentWeek}周` : _t("Week %s", this.currentWeek);
    },

    get currentMonth() {
        return isChinese(user.lang) ? chineseMonths(this.date, this.date) : super.currentMonth;
    },

    get currentYear() {
        return isChinese(user.lang) ? chinesePeriod({ year: this.date.year }) : super.currentYear;
    },

    get currentDate() {
        const text = super.currentDate;
        if (!text || !isChinese(user.lang)) {
            return text;
        }
        const date = this.model.meta.date || luxon.DateTime.now();
        const isWeek = this.model.meta.scale === "week";
        return ` - ${isWeek ? chineseMonths(date.startOf("week"), date.endOf("week")) : chineseMonths(date, date)}`;
    },
});

/** What the calendar's library says itself, most of it to who listens to the page: it comes without Chinese. */
const CHINESE = {
    code: "zh-cn",
    weekText: "周",
    weekTextLong: "周次",
    closeHint: "关闭",
    timeHint: "时间",
    eventHint: "日程",
    allDayText: "全天",
    moreLinkText: (count) => `另有${count}项`,
    noEventsText: "暂无日程",
};

/* The number of a week beside its days; core asks the calendar's library, which has no Chinese. */
patch(CalendarCommonRenderer.prototype, {
    get options() {
        const options = super.options;
        const inChinese = { locale: CHINESE, weekNumberContent: ({ num }) => `第${num}周` };
        return isChinese(user.lang) ? { ...options, ...inChinese } : options;
    },
});

/* The picker of a day heads its months the same way: core writes “十一月 2026”. */
patch(DateTimePicker.prototype, {
    get titles() {
        return isChinese(user.lang) ? super.titles.map(chineseTitle) : super.titles;
    },
});
