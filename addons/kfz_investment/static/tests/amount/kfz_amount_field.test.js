import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    makeMockEnv,
    models,
    mountView,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";

import { formatKfzAmount, parseAmount } from "@kfz_investment/amount/kfz_amount_field";

class Project extends models.Model {
    _name = "project";

    currency_id = fields.Many2one({ relation: "res.currency" });
    amount = fields.Monetary({ currency_field: "currency_id" });

    _records = [
        { id: 1, amount: 12_345_600, currency_id: 2 },
        { id: 2, amount: -500_000_000, currency_id: 1 },
    ];
}

defineModels([Project]);
defineMailModels();

function useChinese() {
    serverState.lang = "zh_CN";
    serverState.currencies = [
        { id: 1, name: "CNY", symbol: "¥", position: "before" },
        { id: 2, name: "USD", symbol: "$", position: "before" },
    ];
}

async function mountForm(resId, amount = `<field name="amount" widget="kfz_amount"/>`) {
    useChinese();
    await mountView({
        type: "form",
        resModel: "project",
        resId,
        arch: `<form><field name="currency_id" invisible="1"/>${amount}</form>`,
    });
}

test("a readonly amount reads in the record's currency, with the exact figure as tooltip", async () => {
    await mountForm(1, `<field name="amount" widget="kfz_amount" readonly="1"/>`);
    expect(".o_field_kfz_amount span").toHaveText("1,234.56万美元");
    expect(".o_field_kfz_amount span").toHaveAttribute("title", "12,345,600美元");
});

test("the hint says how the typed amount is read, and the amount is saved in yuan", async () => {
    onRpc("project", "web_save", ({ args }) => expect.step(args[1].amount));
    await mountForm(2);
    await contains(".o_field_kfz_amount input").edit("1.2亿", { confirm: false });
    expect(".o_kfz_amount_hint").toHaveText("= 120,000,000元 (1.2亿元)");
    await contains(".o_field_kfz_amount input").edit("5000", { confirm: false });
    await animationFrame();
    expect(".o_kfz_amount_hint").toHaveText("= 5,000元");
    await contains(".o_field_kfz_amount input").edit("1.2亿", { confirm: false });
    await contains(".o_form_button_save").click();
    expect.verifySteps([120_000_000]);
});

test("an amount that is not understood is said to be so", async () => {
    await mountForm(2);
    await contains(".o_field_kfz_amount input").edit("1.2M", { confirm: false });
    await animationFrame();
    expect(".o_kfz_amount_hint").toHaveText(/^Not understood/);
});

test("without a unit, an amount is read in the user's number format, or not at all", async () => {
    await makeMockEnv();
    expect(parseAmount("1,234.5")).toBe(1234.5);
    expect(parseAmount("￥500")).toBe(500);
    expect(parseAmount("3000万")).toBe(30_000_000);
    expect(() => parseAmount("1.2M")).toThrow();
    expect(parseAmount("1,234.56789", 1e4)).toBe(12_345_678.9);
    expect(parseAmount("3000万", 1e4)).toBe(30_000_000);
    expect(parseAmount("", 1e4)).toBe("");
});

test("an amount that is not there yet is an empty input, and an emptied one is no amount", async () => {
    Project._records.push({ id: 3, amount: 0, currency_id: 1 });
    onRpc("project", "web_save", ({ args }) => expect.step(args[1].amount));
    await mountForm(3);
    expect(".o_field_kfz_amount input").toHaveValue("");
    await contains(".o_field_kfz_amount input").edit("5000", { confirm: "blur" });
    await contains(".o_field_kfz_amount input").edit("", { confirm: "blur" });
    await contains(".o_form_button_save").click();
    expect(".o_field_kfz_amount input").toHaveValue("");
    expect.verifySteps([0]);
});

test("money that is owed reads to the fen", async () => {
    await mountForm(1, `<field name="amount" widget="kfz_amount" readonly="1" options="{'exact': True}"/>`);
    expect(".o_field_kfz_amount span").toHaveText("12,345,600.00美元");
});

test("totals of a list take the currency of their group or record", async () => {
    useChinese();
    await makeMockEnv();
    const field = { currency_field: "currency_id" };
    expect(formatKfzAmount(3_000_000, { currencyId: 2 })).toBe("300万美元");
    expect(formatKfzAmount(3_000_000, { data: { currency_id: { id: 2 } }, field })).toBe("300万美元");
    expect(formatKfzAmount(3_000_000, { data: { currency_id: { id: 1 } }, field })).toBe("300万元");
    expect(formatKfzAmount(3_000_000)).toBe("300万元");
    expect(formatKfzAmount(3_000_000, { currencyId: 99 })).toBe("300万 ¤");
    expect(formatKfzAmount(false, { currencyId: 2 })).toBe("");
});
