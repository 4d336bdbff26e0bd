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

for (const [kind, count] of [["", 1], [`js_class="kfz_named_acts_list" `, 0]]) {
    test.tags("desktop");
    test(`rows are ticked for the menu of actions: ${count} (${kind})`, async () => {
        await mountView({
            resModel: "zone", type: "list",
            arch: `<list ${kind}><field name="name"/><field name="active"/></list>`,
        });
        expect("tbody .o_data_row").toHaveCount(1);
        expect("tbody .o_list_record_selector").toHaveCount(count);
    });
}
