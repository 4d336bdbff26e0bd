import { onMounted } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/** The page of a project: its class gives it a bar of stages of its own, and a link may say which tab it opens. */
export class KfzProjectController extends FormController {
    setup() {
        super.setup();
        onMounted(() => this.openTab(this.props.context.kfz_tab));
    }

    openTab(name) {
        const tabs = [...this.rootRef.el.querySelectorAll(".o_notebook_headers a")];
        tabs.find((tab) => name && tab.name === name)?.click();
    }
}

registry.category("views").add("kfz_project_form", { ...formView, Controller: KfzProjectController });
