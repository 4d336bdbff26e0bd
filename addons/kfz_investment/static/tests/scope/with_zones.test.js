import { expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

import "@kfz_investment/scope/with_zones";

test("zones are switched on, without a reload, before the page opens", async () => {
    patchWithCleanup(user, {
        async activateCompanies(ids, options) {
            expect.step(`${ids} ${options.reload}`);
        },
    });
    const next = { type: "ir.actions.act_window", res_model: "area" };
    const open = registry.category("actions").get("kfz_with_zones");
    expect(await open({}, { params: { zone_ids: [2, 3], next } })).toBe(next);
    expect.verifySteps(["2,3 false"]);
});
