import { useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { getDataURLFromFile } from "@web/core/utils/urls";
import { BinaryField, binaryField } from "@web/views/fields/binary/binary_field";

/** The upload field with a place to drop the workbook on. */
export class ImportFileField extends BinaryField {
    static template = "kfz_investment.ImportFileField";

    setup() {
        super.setup();
        this.drop = useState({ over: false });
    }

    async onDrop(event) {
        this.drop.over = false;
        const file = event.dataTransfer.files[0];
        if (file) {
            const url = await getDataURLFromFile(file);
            await this.update({ data: url.split(",")[1], name: file.name });
        }
    }
}

registry.category("fields").add("kfz_import_file", { ...binaryField, component: ImportFileField });
