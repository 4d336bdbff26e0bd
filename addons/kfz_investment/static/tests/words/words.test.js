import { describe, expect, test } from "@odoo/hoot";

import { allowTranslations, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { odooExceptionTitleMap } from "@web/core/errors/error_dialogs";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { TranslationButton } from "@web/views/fields/translation_button";
import { correctTerms } from "@kfz_investment/words/core_terms";
import { pageLabels } from "@kfz_investment/missing_fields/missing_fields";

describe("the words of the page", () => {
    test("what is missing is called as the page calls it, in lines inside the page, too", () => {
        const archInfo = {
            fieldNodes: {
                name_0: { name: "name", string: "Project" },
                line_ids_0: {
                    name: "line_ids",
                    views: {
                        list: {
                            fieldNodes: { amount_0: { name: "amount", string: "Amount in place" } },
                            fields: { amount: { type: "float" } },
                        },
                    },
                },
            },
        };
        const fields = { name: { type: "char" }, line_ids: { type: "one2many", relation: "kfz.line" } };
        expect(pageLabels(archInfo, "crm.lead", fields)).toEqual({
            "crm.lead": { name: "Project" },
            "kfz.line": { amount: "Amount in place" },
        });
    });

    test("what core says wrongly is said as our catalogue has it, and nothing else", () => {
        const terms = { kfz_investment: { selected: "项已选", Save: "示例" }, web: { selected: "已选取", Save: "保存" } };
        correctTerms(terms);
        expect(terms.web).toEqual({ selected: "项已选", Save: "保存" });
        expect(registry.category("services").contains("kfz_core_terms")).toBe(true);
    });

    test("the language of a text is named in the language of the page", () => {
        const button = Object.create(TranslationButton.prototype);
        patchWithCleanup(user, {
            get lang() {
                return "zh-CN";
            },
        });
        expect(button.lang).toBe("中");
        patchWithCleanup(user, {
            get lang() {
                return "en-US";
            },
        });
        expect(button.lang).toBe("EN");
    });

    test("a refusal is no validation error", () => {
        allowTranslations();
        for (const name of ["UserError", "ValidationError"]) {
            expect(odooExceptionTitleMap.get(`odoo.exceptions.${name}`).toString()).toBe("Please check");
        }
    });
});
