import { registry } from "@web/core/registry";
import { graphView } from "@web/views/graph/graph_view";
import { pivotView } from "@web/views/pivot/pivot_view";

import { scoped } from "@kfz_investment/scope/scope_view";

registry.category("views").add(
    "kfz_figures_pivot",
    scoped(pivotView, ({ model, props }) => (model.metaData || props.modelParams.metaData).activeMeasures),
);
registry.category("views").add(
    "kfz_figures_graph",
    scoped(graphView, ({ model, props }) => [(model.metaData || props.modelParams).measure]),
);
