import { Component } from "@odoo/owl";
import { deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { dayText } from "../period/period_text";

/**
 * The "still missing" panel of a project: what the next stage asks for, each item a link to the field that mends it.
 * Reads the JSON list of `gate_missing`: {check, label, field, page}. Below it, in the same form, what the project owes
 * (`gate_owed`), by due date: {check, label, field, page, due, overdue, why, model, id}.
 */
export class KfzGatePanel extends Component {
    static template = "kfz_investment.GatePanel";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get items() {
        return this.props.record.data[this.props.name] || [];
    }

    get nextStage() {
        const stage = this.props.record.data.next_stage_id;
        return stage ? stage.display_name : "";
    }

    get isOverdue() {
        return this.owed.some((item) => item.overdue);
    }

    get panelClass() {
        if (this.items.length) {
            return "border-warning bg-warning-subtle";
        }
        return this.isOverdue ? "border-danger bg-danger-subtle" : "border-success bg-success-subtle";
    }

    get owed() {
        return this.props.record.data.gate_owed || [];
    }

    get readyText() {
        return _t("Ready for “%(stage)s”.", { stage: this.nextStage });
    }

    get missingText() {
        return _t("Still missing for “%(stage)s”:", { stage: this.nextStage });
    }

    get blockedText() {
        return _t("Cannot move to “%(stage)s” until what is overdue below has been provided.", { stage: this.nextStage });
    }

    heading(item) {
        if (!item.due) {
            return _t("Owed, without a date:");
        }
        const date = dayText(deserializeDate(item.due));
        return item.overdue ? _t("Overdue, owed since %(date)s:", { date }) : _t("Owed until %(date)s:", { date });
    }

    /** What is owed, in groups of the same due date; the server sends what is due first first. */
    get owedGroups() {
        const groups = [];
        for (const item of this.owed) {
            let group = groups.at(-1);
            if (!group || group.due !== (item.due || "")) {
                group = { due: item.due || "", overdue: item.overdue, heading: this.heading(item), items: [] };
                groups.push(group);
            }
            group.items.push(item);
        }
        return groups;
    }

    /** Open the record that lacks its document, so that it can be attached at once. */
    async attach(item) {
        const { record } = this.props;
        if ((await record.isDirty()) && !(await record.save())) {
            return;
        }
        await this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: item.label,
                res_model: item.model,
                res_id: item.id,
                views: [[false, "form"]],
                target: "new",
            },
            { onClose: () => record.load() }
        );
    }

    /** Open the page of the notebook that holds the field, bring the field into view and put the cursor in it. */
    mend(ev, item) {
        if (item.id) {
            return this.attach(item);
        }
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
    fieldDependencies: [
        { name: "next_stage_id", type: "many2one", relation: "crm.stage" },
        { name: "gate_owed", type: "json" },
    ],
});
