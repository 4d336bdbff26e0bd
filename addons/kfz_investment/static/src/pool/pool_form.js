import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formView } from "@web/views/form/form_view";
import { useEffect } from "@odoo/owl";

/** Opening a sheet of the joint pool marks it as read for the user's zone. */
class PoolFormController extends formView.Controller {
    setup() {
        super.setup();
        this.orm = useService("orm");
        useEffect(
            (resId) => {
                if (resId) {
                    this.orm.silent.call("kfz.shared.project", "action_mark_read", [[resId]]);
                }
            },
            () => [this.model.root && this.model.root.resId]
        );
    }
}

registry.category("views").add("kfz_pool_form", { ...formView, Controller: PoolFormController });
