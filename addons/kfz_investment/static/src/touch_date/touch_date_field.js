import { Component } from "@odoo/owl";
import { hasTouch } from "@web/core/browser/feature_detection";
import { deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { DateTimeField, dateField } from "@web/views/fields/datetime/datetime_field";

import { chinesePeriod, isChinese } from "../period/period";

/** A date that a phone asks for with its own wheel or calendar: core's picker covers the form at 390 pixels. */
export class KfzTouchDateField extends Component {
    static template = "kfz_investment.TouchDateField";
    static components = { DateTimeField };
    static props = { ...DateTimeField.props, untilToday: { type: Boolean, optional: true } };
    static defaultProps = DateTimeField.defaultProps;

    get isNative() {
        return this.env.isSmall && hasTouch() && !this.props.readonly;
    }

    get value() {
        return this.props.record.data[this.props.name]?.toISODate?.() || "";
    }

    /** The day as the page writes it; a blank keeps the height. */
    get shown() {
        const { year, month, day } = this.props.record.data[this.props.name] || {};
        if (!year) {
            return "\u00a0";
        }
        return isChinese(user.lang) ? chinesePeriod({ year, month, day }) : this.value;
    }

    /** The last day that the phone offers: today, as the zones count days. */
    get max() {
        return this.props.untilToday && luxon.DateTime.now().setZone("Asia/Shanghai").toISODate();
    }

    get coreProps() {
        const { untilToday, ...props } = this.props;
        return props;
    }

    onChange(ev) {
        const day = ev.target.value;
        this.props.record.update({ [this.props.name]: day ? deserializeDate(day) : false });
    }
}

registry.category("fields").add("kfz_touch_date", {
    ...dateField,
    component: KfzTouchDateField,
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...dateField.extractProps(fieldInfo, dynamicInfo),
        untilToday: Boolean(fieldInfo.options.until_today),
    }),
});
