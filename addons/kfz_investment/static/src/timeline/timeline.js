import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { yearText } from "../period/period_text";

/** Rows that are shown at once, and how many more each time. */
const PAGE = 50;

/** The rows of a kind in parts: what is planned, then each year. */
export function inParts(rows, planned) {
    const parts = [];
    for (const row of rows) {
        const title = row.planned ? planned : yearText(row.date.slice(0, 4));
        if (parts.at(-1)?.title !== title) {
            parts.push({ title, rows: [] });
        }
        parts.at(-1).rows.push(row);
    }
    return parts;
}

/**
 * The timeline of a project: what is planned, and all that happened, the newest first; a button for each kind, and a link to
 * the page of a record where it has one. Asked of the server when its tab is opened, and again once the project is saved.
 */
export class KfzTimeline extends Component {
    static template = "kfz_investment.Timeline";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ rows: [], kinds: [], kind: "", most: PAGE });
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps(({ record }) => {
            if (record.resId !== this.resId || !record.dirty) {
                this.load(record);
            }
        });
    }

    async load({ resId, resModel }) {
        if (this.resId !== resId) {
            Object.assign(this.state, { rows: [], kinds: [], kind: "", most: PAGE });
        }
        this.resId = resId;
        if (!resId || this.isLoading === resId) {
            return;
        }
        this.isLoading = resId;
        try {
            const found = await this.orm.silent.call(resModel, "action_timeline", [[resId]]);
            if (this.resId === resId) {
                Object.assign(this.state, found);
            }
        } finally {
            this.isLoading = false;
        }
    }

    get rows() {
        const { rows, kind } = this.state;
        return kind ? rows.filter((row) => row.kind === kind) : rows;
    }

    get parts() {
        return inParts(this.rows.slice(0, this.state.most), _t("Planned"));
    }

    get left() {
        return Math.max(0, this.rows.length - this.state.most);
    }

    get moreText() {
        return _t("Show %(count)s more", { count: Math.min(PAGE, this.left) });
    }

    choose(kind) {
        Object.assign(this.state, { kind, most: PAGE });
    }

    more() {
        this.state.most += PAGE;
    }

    open(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: row.title,
            res_model: row.model,
            res_id: row.record,
            views: [[false, "form"]],
            target: "current",
        });
    }
}

registry.category("view_widgets").add("kfz_timeline", { component: KfzTimeline });
