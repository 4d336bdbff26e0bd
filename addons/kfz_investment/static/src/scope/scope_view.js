import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { listView } from "@web/views/list/list_view";

import { KfzScope } from "./scope";

class ScopeControlPanel extends ControlPanel {
    static template = "kfz_investment.ScopeControlPanel";
    static components = { ...ControlPanel.components, KfzScope };
}

/**
 * A view of figures with the line that says whose they are and until when.
 *
 * @param {Object} view of core
 * @param {(controller: Object) => string[]} shown names of the figures on the page
 */
export function scoped(view, shown) {
    class ScopedController extends view.Controller {
        setup() {
            // the control panel is made by the controller, and shares its configuration
            Object.assign(this.env.config, { kfzFields: this.props.fields, kfzShown: () => shown(this) });
            super.setup();
        }
    }
    return { ...view, ControlPanel: ScopeControlPanel, Controller: ScopedController };
}

const listed = ({ props }) =>
    props.archInfo.columns.filter(({ type, optional }) => type === "field" && optional !== "hide").map(({ name }) => name);
const onCards = ({ props }) => Object.values(props.archInfo.fieldNodes).map(({ name }) => name);

registry.category("views").add("kfz_figures_list", scoped(listView, listed));
registry.category("views").add("kfz_figures_kanban", scoped(kanbanView, onCards));
