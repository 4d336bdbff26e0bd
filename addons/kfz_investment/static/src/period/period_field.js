import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { CharField, charField } from "@web/views/fields/char/char_field";

import { chinesePeriod, isChinese } from "./period";

/** A month that a text keeps as 2026-07: 2026年7月 for Chinese readers. */
export class KfzPeriodField extends CharField {
    get formattedValue() {
        const [, year, month] = /^(\d{4})-(\d{2})$/.exec(this.props.record.data[this.props.name] || "") || [];
        return year && isChinese(user.lang)
            ? chinesePeriod({ year: Number(year), month: Number(month) })
            : super.formattedValue;
    }
}

registry.category("fields").add("kfz_period", { ...charField, component: KfzPeriodField });
