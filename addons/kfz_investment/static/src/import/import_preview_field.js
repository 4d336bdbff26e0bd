import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The first rows of each action of an import: what will be, or was, done with them. */
export class ImportPreviewField extends Component {
    static template = "kfz_investment.ImportPreviewField";
    static props = { ...standardFieldProps };

    get preview() {
        return this.props.record.data[this.props.name] || { columns: [], rows: [], total: 0 };
    }

    get rowLabel() {
        return _t("Row");
    }

    get restText() {
        return _t("Only the first rows of each kind are shown; %s rows in total.", this.preview.total);
    }

    /** Whether nobody gave the value in this place of a row. */
    isDefault(row, place) {
        return (this.preview.defaults?.[row[0]] || []).includes(place);
    }

    label(action) {
        return {
            create: _t("Create"),
            update: _t("Update"),
            propose: _t("Propose"),
            unchanged: _t("Unchanged"),
            skip: _t("Left out"),
        }[action];
    }

    color(action) {
        return { create: "text-bg-success", update: "text-bg-primary" }[action] || "text-bg-secondary";
    }
}

registry.category("fields").add("kfz_import_preview", { component: ImportPreviewField, supportedTypes: ["json"] });
