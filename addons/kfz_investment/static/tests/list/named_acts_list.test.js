import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

import "@kfz_investment/list/named_acts_list";

class Zone extends models.Model {
    _name = "zone";

    name = fields.Char();
    active = fields.Boolean({ default: true });

    _records = [{ id: 1, name: "North", active: true }];
}

defineModels([Zone]);
defineMailModels();

test.tags("desktop");
test("no row is ticked for the menu of actions where rows have acts of their own", async () => {
    for (const [kind, count] of [["", 1], [`js_class="kfz_named_acts_list"`, 0]]) {
        await mountView({
            resModel: "zone", type: "list",
            arch: `<list class="kind_${count}" ${kind}><field name="name"/><field name="active"/></list>`,
        });
        expect(`.kind_${count} tbody .o_data_row`).toHaveCount(1);
        expect(`.kind_${count} tbody .o_list_record_selector`).toHaveCount(count);
    }
});
