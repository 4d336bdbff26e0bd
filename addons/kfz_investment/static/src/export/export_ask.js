import { Component } from "@odoo/owl";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { STATIC_ACTIONS_GROUP_NUMBER } from "@web/search/action_menus/action_menus";

/** Where core offers the export to those who may, the others learn who may. */
export class ExportAsk extends Component {
    static template = "kfz_investment.ExportAsk";
    static components = { DropdownItem };
    static props = {};

    setup() {
        this.dialog = useService("dialog");
    }

    explain() {
        this.dialog.add(AlertDialog, {
            title: _t("Export"),
            body: _t(
                "Lists leave the system through promotion managers and the joint office only, and each export is recorded. Ask a manager of your zone for this list."
            ),
        });
    }
}

export const exportAskItem = {
    Component: ExportAsk,
    groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
    isDisplayed: async (env) =>
        ["kanban", "list", "pivot"].includes(env.config.viewType) && !(await user.hasGroup("base.group_allow_export")),
};

registry.category("cogMenu").add("kfz-export-ask", exportAskItem, { sequence: 11 });
