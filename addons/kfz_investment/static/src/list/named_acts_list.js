import { registry } from "@web/core/registry";
import { listView } from "@web/views/list/list_view";

/** A list whose rows are not ticked: they change by buttons of their own, which say what happens, not by core's menu of actions. */
export const namedActsListView = {
    ...listView,
    props: (genericProps, view) => ({ ...listView.props(genericProps, view), allowSelectors: false }),
};

registry.category("views").add("kfz_named_acts_list", namedActsListView);
