import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const SHAPES = {
    green: { icon: "fa-circle", color: "text-bg-success" },
    amber: { icon: "fa-exclamation-triangle", color: "text-bg-warning" },
    red: { icon: "fa-square", color: "text-bg-danger" },
};

/** A light by its shape and its word, never by colour alone: a circle is green, a triangle amber, a square red. */
export class KfzLightField extends Component {
    static template = "kfz_investment.LightField";
    static props = { ...standardFieldProps, sayNone: { type: Boolean, optional: true } };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get shape() {
        return SHAPES[this.value];
    }

    /** What a history says where there was no light. */
    get none() {
        return this.props.sayNone ? _t("No light") : "";
    }

    get word() {
        const { selection } = this.props.record.fields[this.props.name];
        return selection.find(([value]) => value === this.value)?.[1] || "";
    }
}

registry.category("fields").add("kfz_light", {
    component: KfzLightField,
    supportedTypes: ["selection"],
    extractProps: ({ options }) => ({ sayNone: !!options.say_none }),
});
