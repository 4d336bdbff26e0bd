import { registry } from "@web/core/registry";

const CAPITAL = ".o_field_widget[name=registered_capital]";

/** Types an amount in office units, sees how it is read, and saves; the Python test checks the yuan. */
registry.category("web_tour.tours").add("kfz_amount_tour", {
    steps: () => [
        { trigger: ".o_form_view .o_field_widget[name=name] textarea, .o_form_view .o_field_widget[name=name] input", run: "edit 示例金额有限公司" },
        { trigger: `${CAPITAL} input`, run: "edit 1.2M" },
        { trigger: `${CAPITAL} .o_kfz_amount_hint:contains(1.2亿)`, run: () => {} },
        { trigger: `${CAPITAL} input`, run: "edit 1.2亿" },
        { trigger: `${CAPITAL} .o_kfz_amount_hint:contains(120,000,000)`, run: () => {} },
        { trigger: ".o_field_widget[name=paid_in_capital] input", run: "edit 3000万" },
        { trigger: ".o_field_widget[name=paid_in_capital] .o_kfz_amount_hint:contains(30,000,000)", run: () => {} },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved", run: () => {} },
        { trigger: `${CAPITAL} .o_kfz_amount_hint:contains(1.2亿元)`, run: () => {} },
    ],
});
