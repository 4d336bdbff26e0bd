import { Component, onWillStart, useState } from "@odoo/owl";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { download } from "@web/core/network/download";
import { KeepLast } from "@web/core/utils/concurrency";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useService } from "@web/core/utils/hooks";

import { chinesePeriod, isChinese } from "../period/period";

/** Clauses of one zone and topic beyond this many are folded; paper shows all. */
const FOLD_AFTER = 3;

/** The zones side by side: topic × zone, the clauses in force on a day. On a phone one card a topic. */
export class PolicyCompare extends Component {
    static template = "kfz_investment.PolicyCompare";
    static components = { DateTimeInput };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.state = useState({ day: "", topicIds: [], zones: [], topics: [], rows: [], open: {}, loaded: false });
        onWillStart(() => this.load());
    }

    async load() {
        const data = await this.keepLast.add(
            this.orm.call("kfz.shared.policy.clause", "kfz_compare", [this.state.day || false, this.state.topicIds])
        );
        Object.assign(this.state, data, { loaded: true });
    }

    get day() {
        return this.state.day ? deserializeDate(this.state.day) : false;
    }

    /** The day as pages write it in Chinese, over the input until it is edited. */
    get dayText() {
        return this.day && isChinese(user.lang) ? chinesePeriod(this.day) : "";
    }

    setDay(day) {
        this.state.day = day ? serializeDate(day) : "";
        return this.load();
    }

    toggleTopic(id) {
        const chosen = this.state.topicIds;
        this.state.topicIds = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
        return this.load();
    }

    allTopics() {
        this.state.topicIds = [];
        return this.load();
    }

    key(row, index) {
        return `${row.topic.id}-${index}`;
    }

    isFolded(row, index) {
        return row.cells[index].length > FOLD_AFTER && !this.state.open[this.key(row, index)];
    }

    isHidden(row, index, position) {
        return position >= FOLD_AFTER && this.isFolded(row, index);
    }

    restOf(row, index) {
        return _t("%s more", row.cells[index].length - FOLD_AFTER);
    }

    unfold(row, index) {
        this.state.open[this.key(row, index)] = true;
    }

    openClause(clause) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "kfz.shared.policy",
            res_id: clause.policy_id,
            views: [[false, "form"]],
        });
    }

    exportWorkbook() {
        return download({
            url: "/kfz/policies.xlsx",
            data: { day: this.state.day, topics: this.state.topicIds.join(",") },
        });
    }

    print() {
        window.print();
    }
}

registry.category("actions").add("kfz_policy_compare", PolicyCompare);
