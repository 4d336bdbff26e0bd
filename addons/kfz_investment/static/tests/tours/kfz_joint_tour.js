import { registry } from "@web/core/registry";

/** Zone A accepts the answer “promote together” on its sheet. */
registry.category("web_tour.tours").add("kfz_joint_accept_tour", {
    steps: () => [
        {
            content: "the sheet that was answered",
            trigger: ".o_data_row:contains(示例冷链项目) td[name=display_name]",
            run: "click",
        },
        { content: "decide", trigger: ".o_field_widget[name=response_ids] .o_kfz_decide", run: "click" },
        { content: "a word to the other zone", trigger: ".modal .o_field_widget[name=note] input", run: "edit 示例：欢迎" },
        { content: "together is chosen: send", trigger: ".modal footer button[name=action_apply]", run: "click" },
        {
            content: "the joint promotion, beside our project, waits for the other zone",
            trigger: ".o_form_view:has(.o_arrow_button_current[data-value=proposed]) [name=side_ids]:contains(示例冷链项目)",
        },
    ],
});

/** Zone B, which asked, starts it, agrees on the next step and releases its contact. */
registry.category("web_tour.tours").add("kfz_joint_start_tour", {
    steps: () => [
        {
            content: "it waits for us",
            trigger: ".o_data_row.fw-bold:contains(示例冷链项目) td[name=display_name]",
            run: "click",
        },
        {
            content: "nothing of the other side shows; start",
            trigger: ".o_form_view:not(:has([name=lead_id]:contains(示例冷链项目))) button[name=action_start]",
            run: "click",
        },
        { content: "active", trigger: ".o_arrow_button_current[data-value=active]" },
        { content: "next step", trigger: ".o_form_statusbar .o_kfz_joint_step", run: "click" },
        { content: "what", trigger: ".modal .o_field_widget[name=next_step] input", run: "edit 示例：联合拜访总部" },
        { content: "today, and by us: save", trigger: ".modal footer button[name=action_apply]", run: "click" },
        { content: "it shows", trigger: ".o_form_view [name=next_step]:contains(联合拜访总部)" },
        { content: "our contact", trigger: "body:not(:has(.modal)) .o_form_statusbar .o_kfz_joint_release", run: "click" },
        { content: "desk", trigger: ".modal .o_field_widget[name=contact] input", run: "edit 示例乙区合作处" },
        { content: "save", trigger: ".modal footer button[name=action_apply]", run: "click" },
        { content: "on our side, as the other has not released its own", trigger: "[name=side_ids]:contains(示例乙区合作处)" },
    ],
});

/** Zone A on a phone, from its project: the next step is there. */
registry.category("web_tour.tours").add("kfz_joint_phone_tour", {
    steps: () => [
        {
            content: "a card for each joint promotion",
            trigger: ".o_kanban_record:contains(示例冷链项目):contains(联合拜访总部)",
            run: "click",
        },
        { content: "who does what", trigger: ".o_form_view [name=next_step]:contains(联合拜访总部)" },
        { content: "the course, in cards", trigger: "[name=entry_ids] .o_kanban_record" },
        {
            content: "nothing is wider than the screen",
            trigger: ".o_form_view",
            run: () => {
                const { scrollWidth, clientWidth } = document.documentElement;
                if (scrollWidth > clientWidth) {
                    throw new Error(`the page is ${scrollWidth} wide on a screen of ${clientWidth}`);
                }
            },
        },
    ],
});
