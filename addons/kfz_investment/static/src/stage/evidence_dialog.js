import { onWillUnmount } from "@odoo/owl";
import { patch } from "@web/core/utils/patch";
import { X2ManyFieldDialog } from "@web/views/fields/relational_utils";

/**
 * A button in the window of an agreement or a landing changes the project as well. Once the window is closed, the page of the
 * project reads it again: its bar, what is still missing, its dates. Edits that are not saved yet stay.
 */
patch(X2ManyFieldDialog.prototype, {
    setup() {
        super.setup();
        const { root } = this.props.record.model;
        let wasSaved = false;
        this.noteButton = () => (wasSaved = true);
        onWillUnmount(async () => {
            if (wasSaved && root && "gate_missing" in root.activeFields && !(await root.isDirty())) {
                await root.load();
            }
        });
    },

    async beforeExecuteActionButton(clickParams) {
        this.noteButton();
        return super.beforeExecuteActionButton(clickParams);
    },
});
