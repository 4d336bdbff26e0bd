import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const SHOWN = 12;

/** A hash in a list: as much as tells it from others, the whole in the tooltip. The page of the record has it to copy. */
export class KfzHashField extends Component {
    static template = "kfz_investment.KfzHashField";
    static props = { ...standardFieldProps };

    get whole() {
        return this.props.record.data[this.props.name] || "";
    }

    get start() {
        return this.whole.length > SHOWN ? `${this.whole.slice(0, SHOWN)}…` : this.whole;
    }
}

registry.category("fields").add("kfz_hash", { component: KfzHashField, supportedTypes: ["char"], listViewWidth: [110, 130] });
