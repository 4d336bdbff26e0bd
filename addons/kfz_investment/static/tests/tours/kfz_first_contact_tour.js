import { registry } from "@web/core/registry";

/** Zone B, in Chinese: opens its project, checks the first contact, reads the notice, asks for joint promotion. */
registry.category("web_tour.tours").add("kfz_first_contact_ask_tour", {
    steps: () => [
        {
            content: "open the project",
            trigger: ".o_kfz_board .o_kanban_record:contains(示例冷链项目)",
            run: "click",
        },
        {
            content: "the notice says zone, month and desk, and not how the other zone writes the name",
            trigger: ".o_kfz_first_contact:contains(/综保区|Bonded Zone/):contains(示例合作处):not(:contains(锦程国际))",
        },
        { content: "ask", trigger: ".o_kfz_first_contact button:contains(申请首谈合作)", run: "click" },
        {
            content: "the zone is chosen already",
            trigger: ".modal .o_field_widget[name=holder_id] input:value(/综保区|Bonded Zone/)",
        },
        { content: "a message", trigger: ".modal .o_field_widget[name=note] textarea", run: "edit 示例：建议共同推进该企业" },
        { content: "send", trigger: ".modal footer button:contains(提交申请)", run: "click" },
        { content: "it waits for an answer", trigger: ".o_form_view .o_arrow_button_current:contains(待答复)" },
    ],
});

/** Zone A answers. */
registry.category("web_tour.tours").add("kfz_first_contact_answer_tour", {
    steps: () => [
        {
            content: "the request, in the other zone's words",
            trigger: ".o_list_view .o_data_row:contains(示例锦程冷链):contains(/昆明片区|FTZ Kunming Area/) td[name=name]",
            run: "click",
        },
        { content: "answer", trigger: ".o_form_statusbar button:contains(答复)", run: "click" },
        { content: "together is chosen", trigger: ".modal .o_radio_item:contains(联合招商) input:checked" },
        { content: "send", trigger: ".modal footer button:contains(发送答复)", run: "click" },
        { content: "accepted", trigger: ".o_form_view .o_arrow_button_current:contains(已同意)" },
    ],
});

/** Zone B sees the answer on its project. */
registry.category("web_tour.tours").add("kfz_first_contact_accepted_tour", {
    steps: () => [
        {
            content: "open the project",
            trigger: ".o_kfz_board .o_kanban_record:contains(示例冷链项目)",
            run: "click",
        },
        { content: "accepted", trigger: ".o_kfz_first_contact:contains(已同意)" },
    ],
});
