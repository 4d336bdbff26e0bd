import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { contains, defineModels, fields, models, mountView, onRpc, serverState } from "@web/../tests/web_test_helpers";

class Project extends models.Model {
    _name = "project";

    name = fields.Char();
    kind = fields.Selection({ selection: [["a", "甲"], ["b", "乙"]] });
    currency_id = fields.Many2one({ relation: "res.currency" });
    amount = fields.Monetary({ string: "计划总投资", currency_field: "currency_id", aggregator: "sum" });

    _records = [
        { id: 1, kind: "a", amount: 27_287_000_000, currency_id: 1 },
        { id: 2, kind: "b", amount: 12_345_650, currency_id: 1 },
        { id: 3, kind: "b", amount: 0, currency_id: 1 },
    ];
}

defineModels([Project]);
defineMailModels();

const HEADING = "th[data-name=amount]";
const AMOUNT = `<field name="amount" widget="kfz_amount" sum="合计"/>`;

async function mountList(params = {}, { amount = AMOUNT, attrs = "" } = {}) {
    serverState.lang ||= "zh_CN";
    serverState.currencies = [
        { id: 1, name: "CNY", symbol: "¥", position: "before" },
        { id: 2, name: "USD", symbol: "$", position: "before" },
    ];
    await mountView({
        type: "list",
        resModel: "project",
        arch: `<list ${attrs}><field name="currency_id" column_invisible="1"/><field name="name"/>${amount}</list>`,
        ...params,
    });
}

async function mountChinese(...args) {
    serverState.lang = "zh_CN";
    await mountList(...args);
}

test("a column of amounts names its unit once, in the heading; cells and total are figures", async () => {
    await mountChinese();
    expect(HEADING).toHaveText("计划总投资（万元）");
    expect(queryAllTexts(".o_data_cell[name=amount]")).toEqual(["2,728,700.00", "1,234.57", "0.00"]);
    expect(".o_list_footer .o_list_number").toHaveText("2,729,934.57");
    expect(".o_data_row:first .o_field_kfz_amount span").toHaveAttribute("title", "27,287,000,000元");
});

test("English reads millions", async () => {
    serverState.lang = "en_US";
    await mountList();
    expect(HEADING).toHaveText("计划总投资 (CNY million)");
    expect(queryAllTexts(".o_data_cell[name=amount]")).toEqual(["27,287.00", "12.35", "0.00"]);
});

test("groups have the unit of the column", async () => {
    await mountChinese({ groupBy: ["kind"], domain: [["currency_id", "=", 1]] });
    expect(HEADING).toHaveText("计划总投资（万元）");
    expect(queryAllTexts(".o_group_header .o_list_number")).toEqual(["2,728,700.00", "1,234.57"]);
});

test("another currency is named in the heading", async () => {
    Project._records = [{ id: 1, amount: 3_000_000, currency_id: 2 }];
    await mountChinese();
    expect(HEADING).toHaveText("计划总投资（万美元）");
    expect(".o_data_cell[name=amount]").toHaveText("300.00");
});

test("where currencies mix, each amount has its own unit", async () => {
    Project._records = [
        { id: 1, amount: 3_000_000, currency_id: 2 },
        { id: 2, amount: 3_000_000, currency_id: 1 },
    ];
    await mountChinese({}, { amount: `<field name="amount" widget="kfz_amount"/>` });
    expect(HEADING).toHaveText("计划总投资");
    expect(queryAllTexts(".o_data_cell[name=amount]")).toEqual(["300万美元", "300万元"]);
});

test("money that is owed to the fen is in yuan", async () => {
    Project._records = [{ id: 1, amount: 1234.5, currency_id: 1 }];
    await mountChinese({}, { amount: `<field name="amount" widget="kfz_amount" options="{'exact': True}" sum="合计"/>` });
    expect(HEADING).toHaveText("计划总投资（元）");
    expect(".o_data_cell[name=amount]").toHaveText("1,234.50");
    expect(".o_list_footer .o_list_number").toHaveText("1,234.50");
});

test("what is typed in a column without a unit is in that of the column", async () => {
    onRpc("project", "web_save", ({ args }) => expect.step(args[1].amount));
    await mountChinese({}, { attrs: `editable="bottom"` });
    await contains(".o_data_row:eq(1) .o_data_cell[name=amount]").click();
    expect(".o_field_kfz_amount input").toHaveValue("1,234.565");
    await contains(".o_field_kfz_amount input").edit("5000", { confirm: false });
    expect(".o_kfz_amount_hint").toHaveText("= 50,000,000元 (5,000万元)");
    await contains(".o_list_button_save").click();
    expect(".o_data_row:eq(1) .o_data_cell[name=amount]").toHaveText("5,000.00");
    await contains(".o_data_row:eq(1) .o_data_cell[name=amount]").click();
    await contains(".o_field_kfz_amount input").edit("1.2亿", { confirm: false });
    await contains(".o_list_button_save").click();
    expect.verifySteps([50_000_000, 120_000_000]);
});
