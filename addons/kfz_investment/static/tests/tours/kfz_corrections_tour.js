import { registry } from "@web/core/registry";

/** The manager corrects the amount of an agreement in force, withdraws capital, and reverses a landing. */
registry.category("web_tour.tours").add("kfz_corrections_tour", {
    steps: () => [
        { content: "the project", trigger: ".o_kfz_board .o_kanban_record:contains(示例更正项目)", run: "click" },
        { content: "agreements", trigger: ".o_notebook_headers a[name=agreements]", run: "click" },
        {
            content: "the agreement is closed for editing",
            trigger: ".o_field_widget[name=agreement_ids] .o_data_row td[name=kind]",
            run: "click",
        },
        { content: "its amount is shown, not entered", trigger: ".modal .o_field_widget[name=amount].o_readonly_modifier" },
        { content: "close", trigger: ".modal .btn-close", run: "click" },
        {
            content: "correct it",
            trigger: "body:not(:has(.modal)) .o_field_widget[name=agreement_ids] .o_data_row button[name=action_correct]",
            run: "click",
        },
        { content: "the right number", trigger: ".modal .o_field_widget[name=number] input", run: "edit 示例-7" },
        { content: "the right amount", trigger: ".modal .o_field_widget[name=amount] input", run: "edit 2000000" },
        { content: "the reason", trigger: ".modal .o_field_widget[name=reason] input", run: "edit 示例理由" },
        { content: "apply", trigger: ".modal footer button[name=action_apply]:not(.d-none)", run: "click" },
        {
            content: "the page has it",
            trigger: "body:not(:has(.modal)) .o_field_widget[name=agreement_ids] .o_data_row:contains(示例-7):contains(/2\\.00|200\\.00/)",
        },
        { content: "landing", trigger: ".o_notebook_headers a[name=milestones]", run: "click" },
        {
            content: "withdraw capital",
            trigger: ".o_field_widget[name=capital_ids] .o_data_row button[name=action_withdraw]",
            run: "click",
        },
        { content: "the reason", trigger: ".modal .o_field_widget[name=reason] input", run: "edit 示例重复" },
        { content: "apply", trigger: ".modal footer button[name=action_apply]:contains(Withdraw)", run: "click" },
        {
            content: "it stays in the list",
            trigger: "body:not(:has(.modal)) .o_field_widget[name=capital_ids] .o_data_row:contains(Withdrawn)",
        },
        {
            content: "reverse the landing",
            trigger: ".o_field_widget[name=milestone_ids] .o_data_row button[name=action_reverse]",
            run: "click",
        },
        { content: "the reason", trigger: ".modal .o_field_widget[name=reason] input", run: "edit 示例公司" },
        { content: "the right company", trigger: ".modal .o_field_widget[name=project_company_ids] input", run: "edit 示例公司甲" },
        { content: "take it", trigger: ".o-autocomplete--dropdown-item:contains(示例公司甲)", run: "click" },
        { content: "it is there", trigger: ".modal .o_field_widget[name=project_company_ids] .o_tag:contains(示例公司甲)" },
        { content: "apply", trigger: ".modal footer button[name=action_apply]:contains(Reverse)", run: "click" },
        {
            content: "one is reversed",
            trigger: "body:not(:has(.modal)) .o_field_widget[name=milestone_ids] .o_data_row:contains(Reversed)",
        },
        { content: "and one is recognised", trigger: ".o_field_widget[name=milestone_ids] .o_data_row:contains(Recognised)" },
        { content: "history", trigger: ".o_notebook_headers a[name=history]", run: "click" },
        { content: "each change is there", trigger: ".o_field_widget[name=correction_ids] .o_data_row:contains(2,000,000.00)" },
    ],
});
