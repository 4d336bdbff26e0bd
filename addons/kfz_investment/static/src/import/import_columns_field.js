import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const COLORS = {
    known: "text-bg-light",
    layout: "text-bg-success",
    chosen: "text-bg-primary",
    proposed: "text-bg-warning",
    open: "text-bg-danger",
    repeats: "text-bg-secondary",
    left_out: "text-bg-secondary",
};

/**
 * What each column of an imported workbook is taken for, as one choice per column.
 * One line when everything is known; stacked rows, so that it fits a phone.
 */
export class ImportColumnsField extends Component {
    static template = "kfz_investment.ImportColumnsField";
    static props = { ...standardFieldProps, views: { type: Object, optional: true } };

    setup() {
        this.fold = useState({ asked: null, shown: null });
        this.root = useRef("root");
        useBus(this.env.bus, "KFZ_IMPORT_COLUMN", (ev) => this.show(ev.detail));
        useEffect(
            (shown) => this.lead(shown),
            () => [this.fold.shown]
        );
    }

    /** Open the list at the column that a remark is about. */
    show({ letter, heading }) {
        const named = this.lines.filter((line) => line.data.heading === heading);
        const line = named.find((one) => one.data.letter === letter) || named[0];
        if (line) {
            Object.assign(this.fold, { asked: true, shown: { id: line.id } });
        }
    }

    lead(shown) {
        const row = shown && this.root.el?.querySelector(`[data-line="${shown.id}"]`);
        if (row) {
            row.scrollIntoView({ block: "center" });
            row.querySelector("select")?.focus({ preventScroll: true });
        }
    }

    get lines() {
        return this.props.record.data[this.props.name].records;
    }

    get isOpen() {
        return this.fold.asked ?? (this.openCount > 0 && !this.props.readonly);
    }

    get openCount() {
        return this.lines.filter((line) => line.data.is_open).length;
    }

    get leftOut() {
        return this.lines.filter((line) => [false, "-"].includes(line.data.field)).length;
    }

    get summary() {
        const known = this.lines.length - this.leftOut;
        if (this.openCount) {
            return _t("%(open)s of %(total)s columns to decide", { open: this.openCount, total: this.lines.length });
        }
        return this.leftOut
            ? _t("%(known)s columns are read, %(left)s are left out", { known, left: this.leftOut })
            : _t("%s columns are read", known);
    }

    get options() {
        return this.props.record.data.column_options || [];
    }

    hasUnit(line) {
        return this.options.some(([value, , isAmount]) => isAmount && value === line.data.field);
    }

    unitsOf(line) {
        return line.fields.unit.selection;
    }

    unitLabel(line) {
        return (line.fields.unit.selection.find(([value]) => value === line.data.unit) || ["", ""])[1];
    }

    fieldLabel(line) {
        return (this.options.find(([value]) => value === line.data.field) || ["", ""])[1];
    }

    sourceLabel(line) {
        const found = line.fields.source.selection.find(([value]) => value === line.data.source);
        return found ? found[1] : "";
    }

    color(line) {
        return COLORS[line.data.source];
    }

    toggle() {
        this.fold.asked = !this.isOpen;
    }

    async choose(line, name, value) {
        await line.update({ [name]: value || false });
    }

    async confirm() {
        const { record } = this.props;
        await this.env.onClickViewButton({
            clickParams: { name: "action_confirm_columns", type: "object" },
            getResParams: () => ({
                context: record.context,
                evalContext: record.evalContext,
                resModel: record.resModel,
                resId: record.resId,
                resIds: record.resIds,
            }),
        });
        this.fold.asked = null;
    }
}

registry.category("fields").add("kfz_import_columns", {
    component: ImportColumnsField,
    supportedTypes: ["one2many"],
    useSubView: true,
    extractProps: ({ views }) => ({ views }),
});
