import { SpreadsheetDashboardAction } from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_action";
import { Status } from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_loader_service";
import { patch } from "@web/core/utils/patch";

import { KfzScope } from "@kfz_investment/scope/scope";

/** Dashboards of our figures say whose they are and until when, like the report that they open. */
const MODEL = "kfz.signed.landed.report";

SpreadsheetDashboardAction.components = { ...SpreadsheetDashboardAction.components, KfzScope };

patch(SpreadsheetDashboardAction.prototype, {
    /** The pivot tables of the dashboard on our figures. */
    get kfzPivots() {
        const dashboard = this.loader.getActiveDashboard();
        if (dashboard?.status !== Status.Loaded) {
            return [];
        }
        const { getters } = dashboard.model;
        return getters
            .getPivotIds()
            .map((id) => ({ id, ...getters.getPivotCoreDefinition(id) }))
            .filter(({ model }) => model === MODEL);
    },

    /** What the line needs; null for other dashboards. */
    get kfzScope() {
        const [pivot] = this.kfzPivots;
        return (
            pivot && {
                resModel: MODEL,
                fields: this.loader.getActiveDashboard().model.getters.getPivot(pivot.id).getFields?.() || {},
                shown: () => pivot.measures.map(({ fieldName }) => fieldName),
            }
        );
    },
});
