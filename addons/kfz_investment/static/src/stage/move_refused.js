import { WarningDialog } from "@web/core/errors/error_dialogs";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** What a gate refuses is no error: the project only waits for what is still missing. */
class MoveRefusedDialog extends WarningDialog {
    inferTitle() {
        return _t("Cannot move yet");
    }
}

registry
    .category("error_dialogs")
    .add("odoo.addons.kfz_investment.models.pipeline.crm_lead_stage.MoveRefused", MoveRefusedDialog);
