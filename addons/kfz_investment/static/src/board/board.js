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

class KfzKanbanHeader extends KanbanHeader {
    static components = { ...KanbanHeader.components, ColumnProgress: KfzColumnProgress };
}

class KfzKanbanRenderer extends KanbanRenderer {
    static components = { ...KanbanRenderer.components, ColumnProgress: KfzColumnProgress, KanbanHeader: KfzKanbanHeader };
}

registry.category("views").add("kfz_project_kanban", { ...kanbanView, Renderer: KfzKanbanRenderer });
