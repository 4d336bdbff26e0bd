import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { CalendarController } from "@web/views/calendar/calendar_controller";

import { chineseMonths, chinesePeriod, isChinese } from "./period";

/* The titles of calendars in Chinese: 2026年11月30日, 2026年11月; core writes “30 十一月 2026”. */

patch(CalendarController.prototype, {
    get dayHeader() {
        const { year, month, day } = this.date;
        return isChinese(user.lang) ? chinesePeriod({ year, month, day }) : super.dayHeader;
    },

    get weekHeader() {
        const { rangeStart, rangeEnd } = this.model;
        return isChinese(user.lang) ? chineseMonths(rangeStart, rangeEnd) : super.weekHeader;
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
