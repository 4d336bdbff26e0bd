import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { KanbanHeader } from "@web/views/kanban/kanban_header";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { AnimatedNumber } from "@web/views/view_components/animated_number";
import { ColumnProgress } from "@web/views/view_components/column_progress";

import { formatAmount } from "../amount/amount";
import { currencyCode } from "../amount/currency";

/** The board of projects: column totals read 万元 / 亿元 like every other amount, in their own currency, never "M" or "k". */
class KfzAnimatedNumber extends AnimatedNumber {
    format(value) {
        return this.currencyId ? formatAmount(value, user.lang, currencyCode(this.currencyId)) : super.format(value);
    }
}

class KfzColumnProgress extends ColumnProgress {
    static components = { ...ColumnProgress.components, AnimatedNumber: KfzAnimatedNumber };
}

/** A stage says how many projects it holds and what they are worth, folded as well. */
class KfzKanbanHeader extends KanbanHeader {
    static template = "kfz_investment.KanbanHeader";
    static components = { ...KanbanHeader.components, ColumnProgress: KfzColumnProgress };

    /** The total of a folded column; as in open ones, nothing where several currencies cannot be added up. */
    get foldedTotal() {
        if (!this.progressBar || !this.group.count || this.props.list.model.useSampleModel) {
            return "";
        }
        const { value, currencies } = this.groupAggregate;
        return currencies?.length === 1 ? formatAmount(value, user.lang, currencyCode(currencies[0])) : "";
    }
}

class KfzKanbanRenderer extends KanbanRenderer {
    static components = { ...KanbanRenderer.components, ColumnProgress: KfzColumnProgress, KanbanHeader: KfzKanbanHeader };
}

registry.category("views").add("kfz_project_kanban", { ...kanbanView, Renderer: KfzKanbanRenderer });
