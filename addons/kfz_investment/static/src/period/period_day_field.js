import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { DateTimeField } from "@web/views/fields/datetime/datetime_field";

import { chinesePeriod, isChinese } from "./period";

/* Days in Chinese always have their year: core leaves out the running one, and a column would mix 11月30日 and 2025年3月1日. */

patch(DateTimeField.prototype, {
    getFormattedValue(valueIndex, numeric = this.props.numeric) {
        const text = super.getFormattedValue(valueIndex, numeric);
        const isShort = isChinese(user.lang) && text.includes("日") && !text.includes("年");
        return isShort ? chinesePeriod({ year: this.values[valueIndex].year }) + text : text;
    },
});
