import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { contains, defineModels, fields, models, mountView, patchWithCleanup, serverState } from "@web/../tests/web_test_helpers";
import { download } from "@web/core/network/download";
import { user } from "@web/core/user";

class Figure extends models.Model {
    _name = "figure";

    kind = fields.Selection({ selection: [["a", "甲"], ["b", "乙"]] });
    amount = fields.Float({ string: "金额", aggregator: "sum" });
    area = fields.Float({ string: "面积", aggregator: "sum" });

    _records = [
        { id: 1, kind: "a", amount: 123_456_789.5, area: 20_000 },
        { id: 2, kind: "b", amount: 10_000, area: 5 },
    ];
}

defineModels([Figure]);
defineMailModels();

async function mountPivot(mayExport) {
    serverState.lang = "zh_CN";
    patchWithCleanup(user, { hasGroup: async (group) => group === "base.group_allow_export" && mayExport });
    await mountView({
        type: "pivot",
        resModel: "figure",
        domain: [["area", ">", 1]],
        arch: `
            <pivot>
                <field name="kind" type="row"/>
                <field name="amount" type="measure" widget="kfz_amount"/>
                <field name="area" type="measure"/>
            </pivot>`,
    });
}

test("the file of a pivot table has the units of the screen, and says its filter and measures", async () => {
    patchWithCleanup(download, {
        _download: async ({ data }) => {
            const table = JSON.parse(await data.data.text());
            expect(table.measure_headers.map((header) => header.title)).toEqual(["金额（万元）", "面积"]);
            expect(table.rows.map((row) => row.values.map((each) => each.value))).toEqual([
                [12_346.67895, 20_005],
                [12_345.67895, 20_000],
                [1, 5],
            ]);
            expect(table.domain).toEqual([["area", ">", 1]]);
            expect(table.measures).toEqual(["amount", "area"]);
            expect.step("downloaded");
        },
    });
    await mountPivot(true);
    expect(queryAllTexts(".o_pivot_measure_row")).toEqual(["金额（万元）", "面积"]);
    expect(queryAllTexts(".o_pivot_cell_value:nth-child(2)")).toEqual(["12,346.68", "12,345.68", "1.00"]);
    await contains(".o_pivot_download").click();
    await expect.waitForSteps(["downloaded"]);
});

test("who may not export is offered no file of a pivot table", async () => {
    await mountPivot(false);
    expect(".o_pivot_expand_button").toHaveCount(1);
    expect(".o_pivot_download").toHaveCount(0);
});
