import { translatedTerms } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/**
 * Core's terms whose Chinese is wrong, with the reason. Ours are those of `i18n_extra`, which otherwise only fill what core
 * has not translated: a term is corrected here and nowhere else.
 */
export const CORRECTED = [
    // one sentence in three pieces, “Due in 2 days:”, which read 到期日期2天数：
    ["mail", "Due in"],
    ["mail", "days:"],
    // “2 days overdue:” read 2逾期天数：
    ["mail", "days overdue:"],
    // “10 selected” read 10已选取
    ["web", "selected"],
];

/** Puts our translations in the place of core's. */
export function correctTerms(terms) {
    for (const [module, source] of CORRECTED) {
        const ours = terms.kfz_investment?.[source];
        if (ours && terms[module]) {
            terms[module][source] = ours;
        }
    }
}

registry.category("services").add("kfz_core_terms", {
    dependencies: ["localization"],
    start: () => correctTerms(translatedTerms),
});
