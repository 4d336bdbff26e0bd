import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAll, queryFirst } from "@odoo/hoot-dom";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

import { leastWidths } from "@kfz_investment/list/column_words";

const HASH = "0123456789abcdef0123456789abcdef";

class Correction extends models.Model {
    _name = "correction";

    name = fields.Char();
    act = fields.Selection({ selection: [["withdrawn", "Withdrawn with documents"]] });
    industry = fields.Char();
    reason = fields.Char();
    hash = fields.Char();

    _records = [
        {
            id: 1, name: "A long name of a project that takes a line of its own", act: "withdrawn", hash: HASH,
            industry: "Agribusinesses and telecommunications", reason: "Because what was written is not what was agreed upon by both",
        },
    ];
}

describe.current.tags("desktop");
defineModels([Correction]);
defineMailModels();

const openList = () =>
    mountView({
        resModel: "correction",
        type: "list",
        arch: `
            <list>
                <field name="name"/><field name="reason"/><field name="industry"/><field name="act" widget="badge"/>
                <field name="hash" widget="kfz_hash"/>
            </list>`,
    });

test("columns get room for three lines, and only for their longest word where that is too much", () => {
    const columns = [{ word: 90, whole: 500 }, { word: 120, whole: 130 }];
    expect(leastWidths(columns, 400)).toEqual([200, 120]);
    expect(leastWidths(columns, 300)).toEqual([90, 120]);
    expect(leastWidths([{ word: 900, whole: 900 }], 300)).toEqual([220]);
});

test("a badge is never cut and no word is broken in a narrow list", async () => {
    await openList();
    const table = queryFirst(".o_list_table");
    table.parentElement.style.width = "420px";
    window.dispatchEvent(new Event("resize"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const badge = queryFirst(".o_data_cell .badge");
    expect(badge.scrollWidth).toBeLessThan(badge.offsetWidth + 1);
    expect(badge.getBoundingClientRect().right).toBeLessThan(badge.closest("td").getBoundingClientRect().right + 1);
    const range = document.createRange();
    const text = queryFirst(".o_data_cell[name=industry]").firstChild;
    range.setStart(text, text.data.indexOf("telecommunications"));
    range.setEnd(text, text.data.length);
    expect(range.getClientRects().length).toBe(1);
    expect(queryAll(".o_kfz_measuring").length).toBe(0);
});

test("a list shows the start of a hash, and the whole in its tooltip", async () => {
    await openList();
    expect(".o_data_cell[name=hash] span").toHaveText("0123456789ab…");
    expect(".o_data_cell[name=hash] span").toHaveAttribute("title", HASH);
});
