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

    /** The changes that the user ticks or unticks, as far as the page has them. */
    get ticks() {
        return this.props.record.data.change_ids?.records || [];
    }

    /** [key, recorded value, whether it stays] of a value that the row changes or could change. */
    change(row, place) {
        return this.preview.changes?.[row[0]]?.[place];
    }

    isKept(row, place) {
        const change = this.change(row, place);
        if (!change) {
            return false;
        }
        const [key, , stays] = change;
        const tick = this.ticks.find(({ data }) => data.row === row[0] && data.key === key);
        return tick ? !tick.data.apply : stays;
    }

    /** What the record will say, or says now. */
    value(row, place) {
        return this.isKept(row, place) ? this.change(row, place)[1] : row[place + 2];
    }

    keptTitle(row, place) {
        return _t("The file says “%s”; that is not ticked, so the recorded value stays.", row[place + 2]);
    }

    /** What is done with a row; ticks that differ from the preview count. */
    action(row) {
        const ticks = this.ticks.filter(({ data }) => data.row === row[0]);
        if (!ticks.length || !["update", "kept"].includes(row[1])) {
            return row[1];
        }
        return ticks.some(({ data }) => data.apply) ? "update" : "kept";
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
            kept: _t("Left as it is"),
            skip: _t("Left out"),
        }[action];
    }

    color(action) {
        return { create: "text-bg-success", update: "text-bg-primary" }[action] || "text-bg-secondary";
    }
}

registry.category("fields").add("kfz_import_preview", { component: ImportPreviewField, supportedTypes: ["json"] });
