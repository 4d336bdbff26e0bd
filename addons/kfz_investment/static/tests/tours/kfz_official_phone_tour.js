import { registry } from "@web/core/registry";

const NO_ERROR = "body:not(:has(.o_error_dialog))";

/** A lead official on a phone: “my projects”, a card, the project with its officials, agreements and history. */
registry.category("web_tour.tours").add("kfz_official_phone_tour", {
    steps: () => [
        { content: "one card, below each other", trigger: ".o_kanban_renderer:not(.o_kanban_grouped) .o_kanban_record:contains(示例挂点项目)" },
        { content: "open it", trigger: ".o_kanban_record:contains(示例挂点项目)", run: "click" },
        { content: "its name, which nobody changes here", trigger: `${NO_ERROR} .o_form_readonly .o_field_widget[name=name]:contains(示例挂点项目)` },
        { content: "its enterprise", trigger: ".o_field_widget[name=partner_id]:contains(示例企业有限公司)" },
        { content: "its tag", trigger: ".o_field_widget[name=tag_ids]:contains(示例标签)" },
        { content: "the officials", trigger: ".o_notebook_headers a[name=assignments]", run: "click" },
        { content: "all roles", trigger: ".o_field_widget[name=assignment_ids] .o_kanban_record:not(.o_kanban_ghost)" },
        { content: "the agreements", trigger: ".o_notebook_headers a[name=agreements]", run: "click" },
        { content: "one", trigger: ".o_field_widget[name=agreement_ids] .o_kanban_record:not(.o_kanban_ghost)" },
        { content: "the history", trigger: ".o_notebook_headers a[name=history]", run: "click" },
        { content: "its moves", trigger: ".o_field_widget[name=transition_ids] .o_data_row" },
        {
            content: "nothing is wider than the phone, and nothing reads like a program",
            trigger: `${NO_ERROR} .o_form_view`,
            run({ anchor }) {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error(`the page is ${document.documentElement.scrollWidth} wide`);
                }
                const found = /kfz\.\S*\(|\[\]|undefined|\[object /.exec(anchor.innerText);
                if (found) {
                    throw new Error(`the page shows “${found[0]}”`);
                }
            },
        },
        { content: "back to the projects", trigger: ".o_back_button", run: "click" },
        { content: "the card", trigger: ".o_kanban_record:contains(示例挂点项目)" },
    ],
});
