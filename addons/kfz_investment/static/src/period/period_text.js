import { formatDate } from "@web/core/l10n/dates";
import { user } from "@web/core/user";

import { chinesePeriod, isChinese } from "./period";

/** A day in the reader's language: 2026年11月18日, elsewhere as core writes days. */
export function dayText(day) {
    const { year, month, day: number } = day;
    return isChinese(user.lang) ? chinesePeriod({ year, month, day: number }) : formatDate(day);
}

/** A year in the reader's language: 2026年, 2026. */
export function yearText(year) {
    return isChinese(user.lang) ? chinesePeriod({ year }) : `${year}`;
}
