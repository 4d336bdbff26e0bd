import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

/** A list whose rows are archived and brought back by buttons of their own, which say what happens: not by core's menu. */
export class NamedActsListController extends ListController {
    setup() {
        super.setup();
        this.archiveEnabled = false;
    }
}

registry.category("views").add("kfz_named_acts_list", { ...listView, Controller: NamedActsListController });
