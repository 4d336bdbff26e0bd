import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The letter of the column that a remark is about; a click leads to its choice in the list of columns. */
export class ImportColumnLinkField extends Component {
    static template = "kfz_investment.ImportColumnLinkField";
    static props = { ...standardFieldProps };

    get letter() {
        return this.props.record.data[this.props.name];
    }

    get heading() {
        return this.props.record.data.column || "";
    }

    show() {
        this.env.bus.trigger("KFZ_IMPORT_COLUMN", { letter: this.letter, heading: this.heading });
    }
}

registry.category("fields").add("kfz_import_column_link", {
    component: ImportColumnLinkField,
    supportedTypes: ["char"],
});
