import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { extractFieldsFromArchInfo } from "@web/model/relational_model/utils";
import { ListController } from "@web/views/list/list_controller";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";

/*
 * A list that reads a column with `options="{'lazy': True}"` only while the column is shown. Core also reads the optional
 * columns that are hidden; for one that is computed from a project's agreements, milestones and documents, that is most of
 * the work of the page. No decoration, modifier or other column of the list may need the value of a lazy column.
 */

/** Names the list among the browser's settings. Core's key names the fields that are read, which change here. */
function settingsKey(resModel, viewId) {
    return `${resModel},list,${viewId ?? ""},lazy`;
}

/** The names of the lazy columns that the user does not see. */
export function hiddenLazyColumns(columns, key) {
    const kept = browser.localStorage.getItem(`optional_fields,${key}`);
    const shown = (column) => (kept === null ? column.optional === "show" : kept.split(",").includes(column.name));
    return columns
        .filter((column) => column.type === "field" && column.optional && column.options.lazy)
        .filter((column) => !shown(column))
        .map((column) => column.name);
}

class LazyListController extends ListController {
    setup() {
        super.setup();
        if (this.props.resModel === "crm.lead") {
            // a project is not archived: it ends under “Condition”, with its reason
            this.archiveEnabled = false;
        }
    }

    get modelParams() {
        const params = super.modelParams;
        const key = settingsKey(this.props.resModel, this.env.config.viewId);
        for (const name of hiddenLazyColumns(this.archInfo.columns, key)) {
            delete params.config.activeFields[name];
        }
        return params;
    }
}

class LazyListRenderer extends ListRenderer {
    createViewKey() {
        return settingsKey(this.props.list.resModel, this.env.config.viewId);
    }

    async toggleOptionalField(name) {
        const { archInfo, list } = this.props;
        const isLazy = archInfo.columns.some((column) => column.name === name && column.options?.lazy);
        if (isLazy && this.optionalActiveFields[name]) {
            delete list.model.config.activeFields[name];
        } else if (isLazy) {
            // a row that is being edited is saved first: reading the list again would lose it
            if (!(await list.leaveEditMode())) {
                return;
            }
            list.model.config.activeFields[name] = extractFieldsFromArchInfo(archInfo, list.fields).activeFields[name];
            await list.model.load();
        }
        return super.toggleOptionalField(name);
    }
}

registry.category("views").add("kfz_lazy_list", {
    ...listView,
    Controller: LazyListController,
    Renderer: LazyListRenderer,
});
