import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { formView } from "@web/views/form/form_view";

/**
 * The window of a visit saves by its own button only. Who leaves the page while something is written in it is asked by the
 * browser, or stays, where core would save half a visit without a word.
 */
export class VisitFormController extends formView.Controller {
    setup() {
        super.setup();
        this.isTyping = false;
        this.notification = useService("notification");
        useBus(this.model.bus, "FIELD_IS_DIRTY", (ev) => (this.isTyping = ev.detail));
    }

    get isUnsaved() {
        return this.isTyping || this.model.root.dirty;
    }

    async onRecordSaved(record, changes) {
        await super.onRecordSaved(record, changes);
        this.notification.add(_t("Saved."), { type: "success" });
    }

    async beforeVisibilityChange() {}

    async beforeLeave({ forceLeave } = {}) {
        return forceLeave || !this.isUnsaved;
    }

    async beforeUnload(ev) {
        if (this.isUnsaved) {
            ev.preventDefault();
            ev.returnValue = "Unsaved changes";
        }
    }
}

registry.category("views").add("kfz_visit_form", { ...formView, Controller: VisitFormController });
