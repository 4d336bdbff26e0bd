import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { RelationalModel } from "@web/model/relational_model/relational_model";
import { FormController } from "@web/views/form/form_controller";
import { ListController } from "@web/views/list/list_controller";

/**
 * The labels of the fields as the page writes them, which may differ from those of the model.
 *
 * @returns {Object} {model: {field: label}}, lines inside the page included
 */
export function pageLabels(archInfo, resModel, fields, labels = {}) {
    labels[resModel] ||= {};
    for (const node of Object.values(archInfo.fieldNodes || {})) {
        if (node.string) {
            labels[resModel][node.name] ||= node.string;
        }
        const relation = fields[node.name]?.relation;
        for (const view of relation ? Object.values(node.views || {}) : []) {
            pageLabels(view, relation, view.fields || {}, labels);
        }
    }
    return labels;
}

for (const Controller of [FormController, ListController]) {
    patch(Controller.prototype, {
        setup() {
            super.setup();
            const { archInfo, resModel, fields } = this.props;
            this.model.kfzLabels = pageLabels(archInfo, resModel, fields);
        },
    });
}

/** Core says “Missing required fields”, in English and without saying which. */
patch(RelationalModel.Record.prototype, {
    _displayInvalidFieldNotification() {
        const ofPage = this.model.kfzLabels?.[this.resModel] || {};
        const labels = [...this._invalidFields].map((name) => ofPage[name] || this.fields[name]?.string || name);
        if (!labels.length) {
            return super._displayInvalidFieldNotification();
        }
        return this.model.notification.add(_t("Not saved yet. Fill in first: %s", labels), {
            type: "danger",
        });
    },
});
