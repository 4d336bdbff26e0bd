import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

class Project extends models.Model {
    _name = "project";

    light = fields.Selection({
        selection: [
            ["green", "Green"],
            ["amber", "Amber"],
            ["red", "Red"],
        ],
    });
    _records = [
        { id: 1, light: "green" },
        { id: 2, light: "amber" },
        { id: 3, light: "red" },
        { id: 4, light: false },
    ];
}

defineModels([Project]);
defineMailModels();

test("each light has its word and a shape of its own; a project without one shows nothing", async () => {
    await mountView({
        type: "list",
        resModel: "project",
        arch: `<list><field name="light" widget="kfz_light"/></list>`,
    });
    expect(queryAllTexts(".o_data_row [data-light]")).toEqual(["Green", "Amber", "Red"]);
    expect("[data-light=green] .fa-circle").toHaveCount(1);
    expect("[data-light=amber] .fa-exclamation-triangle").toHaveCount(1);
    expect("[data-light=red] .fa-square").toHaveCount(1);
    expect(".o_data_row").toHaveCount(4);
});
