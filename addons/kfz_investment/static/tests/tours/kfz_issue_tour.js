import { registry } from "@web/core/registry";

const row = ".o_data_row .o_data_cell[name=name]:contains(示例事项)";

/** An overdue issue has climbed; a colleague of whoever solved it closes it. */
registry.category("web_tour.tours").add("kfz_issue_tour", {
    steps: () => [
        { content: "overdue, in words", trigger: ".o_data_row:contains(示例事项) td[name=due_text].text-danger:contains(4)" },
        { content: "open it", trigger: row, run: "click" },
        { content: "it lies with the lead official", trigger: ".o_field_widget[name=level]:contains(挂点领导)" },
        { content: "whoever answers for it is the same", trigger: ".o_field_widget[name=owner_id] input:value(示例专员甲)" },
        { content: "each climb stands there", trigger: ".o_field_widget[name=climb_ids] .o_data_row:eq(1)" },
        { content: "reported as solved by a colleague, closed by another", trigger: "button[name=action_close]", run: "click" },
        { content: "it asks first", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "closed", trigger: ".o_statusbar_status .o_arrow_button_current:contains(已销号)" },
    ],
});

const form = ".modal .o_kfz_sheet_act";

/** The joint office finds what a zone released, and nothing else, and answers it. */
registry.category("web_tour.tours").add("kfz_issue_sheet_tour", {
    steps: () => [
        { content: "the sheet", trigger: ".o_data_row:contains(示例标题)" },
        { content: "open it", trigger: ".o_data_row .o_data_cell[name=title]:contains(示例标题)", run: "click" },
        { content: "what is asked", trigger: ".o_form_view .o_field_widget[name=asked]:contains(示例请求)" },
        { content: "no name of the project", trigger: ".o_form_view:not(:contains(示例机密))" },
        { content: "answer", trigger: ".o_statusbar_buttons button[name=action_answer]", run: "click" },
        { content: "in words", trigger: `${form} .o_field_widget[name=words] textarea`, run: "edit 示例答复" },
        { content: "send it", trigger: ".modal button[name=action_apply]", run: "click" },
        { content: "it stands there", trigger: "body:not(:has(.modal)) .o_field_widget[name=answer]:contains(示例答复)" },
    ],
});
