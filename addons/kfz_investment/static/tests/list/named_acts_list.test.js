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

const openList = (kind) =>
    mountView({ resModel: "zone", type: "list", arch: `<list ${kind}><field name="name"/><field name="active"/></list>` });

test.tags("desktop");
test("core's lists have rows to tick for the menu of actions", async () => {
    await openList("");
    expect("tbody .o_list_record_selector").toHaveCount(1);
});

test.tags("desktop");
test("where rows have acts of their own, none is ticked", async () => {
    await openList(`js_class="kfz_named_acts_list"`);
    expect("tbody .o_data_row").toHaveCount(1);
    expect("tbody .o_list_record_selector").toHaveCount(0);
});
