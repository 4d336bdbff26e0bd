import { registry } from "@web/core/registry";
import { StatusBarField, statusBarField } from "@web/views/fields/statusbar/statusbar_field";

/**
 * The stages of a project. A move that the gates refuse leaves the bar where the project is, as a refused card goes back on
 * the board; what else was changed on the page stays there and can be saved.
 */
export class KfzStageBar extends StatusBarField {
    /** By mouse, menu of a small screen, command and key: all of them end here. */
    async selectItem(item) {
        const { name, record } = this.props;
        const before = { ...record.data[name] };
        const wasDirty = await record.isDirty();
        await record.update({ [name]: { id: item.value, display_name: item.label } });
        let isSaved = false;
        try {
            isSaved = await record.save();
        } finally {
            if (!isSaved) {
                await this.takeBack(before, wasDirty);
            }
        }
    }

    /** The stage on record, and whatever followed from the other one; the other changes of the page stay. */
    async takeBack(stage, wasDirty) {
        const { name, record } = this.props;
        if (wasDirty || record.isNew) {
            await record.update({ [name]: stage });
        } else {
            await record.discard();
        }
    }
}

registry.category("fields").add("kfz_project_form.statusbar", { ...statusBarField, component: KfzStageBar });
