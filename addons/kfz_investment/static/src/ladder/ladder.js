import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { chinesePeriod, isChinese } from "../period/period";
import { axis, firstDay, place } from "./axis";

/** A marked month: 2026年3月, elsewhere 2026-03. */
function monthText(month) {
    return isChinese(user.lang) ? chinesePeriod(month) : firstDay(month).slice(0, 7);
}

/**
 * The ladder of a project on an axis of time: one row per step with its planned and its actual date, dates that were moved, and
 * today. Narrow pages show the same as cards without the axis. Asked of the server when its tab is opened.
 */
export class KfzLadder extends Component {
    static template = "kfz_investment.Ladder";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ rows: [], today: "", today_text: "", is_early: false, set_up: false, may_edit: false });
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps(({ record }) => {
            if (record.resId !== this.resId || !record.dirty) {
                this.load(record);
            }
        });
    }

    async load({ resId, resModel }) {
        this.resId = resId;
        if (!resId) {
            Object.assign(this.state, { rows: [], is_early: false, set_up: false });
            return;
        }
        if (this.isLoading === resId) {
            return;
        }
        this.isLoading = resId;
        try {
            const found = await this.orm.silent.call(resModel, "action_ladder", [[resId]]);
            if (this.resId === resId) {
                Object.assign(this.state, found);
            }
        } finally {
            this.isLoading = false;
        }
    }

    get axis() {
        return axis(this.state.rows, this.state.today);
    }

    at(date) {
        return `left: ${place(this.axis, date)}%`;
    }

    /** From the planned date to the day on which the step was done, or to today where it is late. */
    bar(row) {
        const end = row.done || (row.state === "late" && this.state.today);
        if (!row.planned || !end) {
            return "";
        }
        const [from, to] = [row.planned, end].sort().map((date) => place(this.axis, date));
        return `left: ${from}%; width: ${to - from}%`;
    }

    get ticks() {
        return this.axis.marks.map((month) => ({ text: monthText(month), style: this.at(firstDay(month)) }));
    }

    async open(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: row.label,
            res_model: "kfz.ladder.step",
            res_id: row.id,
            views: [[false, "form"]],
            target: "current",
        });
    }

    async call(method) {
        const { resId, resModel } = this.props.record;
        const action = await this.orm.call(resModel, method, [[resId]]);
        return this.action.doAction(action, { onClose: () => this.load(this.props.record) });
    }
}

registry.category("view_widgets").add("kfz_ladder", { component: KfzLadder });
