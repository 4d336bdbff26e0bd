import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formView } from "@web/views/form/form_view";
import { FormController } from "@web/views/form/form_controller";

const POLL_EVERY = 1500;

/** While a workbook is read or imported, tells how many rows are done; the server notes it outside its transaction. */
export class ImportFormController extends FormController {
    setup() {
        super.setup();
        this.orm = useService("orm");
        this.uiService = useService("ui");
        this.timer = null;
    }

    async beforeExecuteActionButton(clickParams) {
        const saved = await super.beforeExecuteActionButton(clickParams);
        if (saved !== false && ["action_preview", "action_import", "action_confirm_columns"].includes(clickParams.name)) {
            const message = clickParams.name === "action_import" ? _t("Importing the rows…") : _t("Reading the workbook…");
            this.uiService.block({ message });
            this.timer = browser.setInterval(() => this.showProgress(), POLL_EVERY);
        }
        return saved;
    }

    async afterExecuteActionButton(clickParams) {
        this.stopProgress();
        return super.afterExecuteActionButton(clickParams);
    }

    async showProgress() {
        const resId = this.model.root.resId;
        if (!resId) {
            return;
        }
        const progress = await this.orm.silent.call("kfz.import", "progress", [[resId]]).catch(() => null);
        if (progress && this.timer) {
            const message = _t("%(done)s of %(total)s rows", progress);
            this.uiService.bus.trigger("BLOCK", { message });
        }
    }

    stopProgress() {
        if (this.timer) {
            browser.clearInterval(this.timer);
            this.timer = null;
            this.uiService.unblock();
        }
    }
}

registry.category("views").add("kfz_import_form", { ...formView, Controller: ImportFormController });
