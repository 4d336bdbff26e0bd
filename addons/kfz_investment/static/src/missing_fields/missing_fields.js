import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { RelationalModel } from "@web/model/relational_model/relational_model";

/** Core says “Missing required fields”, in English and without saying which. */
patch(RelationalModel.Record.prototype, {
    _displayInvalidFieldNotification() {
        const labels = [...this._invalidFields].map((name) => this.fields[name]?.string || name);
        if (!labels.length) {
            return super._displayInvalidFieldNotification();
        }
        return this.model.notification.add(_t("Not saved yet. Fill in first: %s", labels.join(_t(", "))), {
            type: "danger",
        });
    },
});
