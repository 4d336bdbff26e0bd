import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * The "still missing" panel of a project: what the next stage asks for, each item a link to the field that mends it.
 * Reads the JSON list of `gate_missing`: {check, label, field, page}.
 */
export class KfzGatePanel extends Component {
    static template = "kfz_investment.GatePanel";
    static props = { ...standardFieldProps };

    get items() {
        return this.props.record.data[this.props.name] || [];
    }

    get nextStage() {
        const stage = this.props.record.data.next_stage_id;
        return stage ? stage.display_name : "";
    }

    /** Open the page of the notebook that holds the field, bring the field into view and put the cursor in it. */
    mend(ev, item) {
        const form = ev.currentTarget.closest(".o_form_view");
        if (item.page) {
            form.querySelector(`.o_notebook_headers a[name="${item.page}"]`)?.click();
        } else if (!form.querySelector(`[name="${item.field}"]`)) {
            form.querySelector('.o_notebook_headers a[name="site"]')?.click();
        }
        requestAnimationFrame(() => setTimeout(() => {
            const target = form.querySelector(`.o_field_widget[name="${item.field}"]`);
            target?.scrollIntoView({ behavior: "smooth", block: "center" });
            target?.querySelector("input, textarea, select, .o_field_x2many_list_row_add a, button")?.focus();
        }, 50));
    }
}

registry.category("fields").add("kfz_gate_panel", {
    component: KfzGatePanel,
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "next_stage_id", type: "many2one", relation: "crm.stage" }],
});
