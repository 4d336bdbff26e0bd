import { registry } from "@web/core/registry";
import { SelectionField, selectionField } from "@web/views/fields/selection/selection_field";

/** The column that a word stands for, named as its kind of list names it; of a column that is left out, that. */
export class ImportAliasColumnField extends SelectionField {
    get string() {
        return this.props.record.data.column_label || super.string;
    }
}

registry.category("fields").add("kfz_import_alias_column", { ...selectionField, component: ImportAliasColumnField });
