import { registry } from "@web/core/registry";

/** Zone A, in Chinese: the manager shares a project at summary, after reading exactly what the other zone will see. */
registry.category("web_tour.tours").add("kfz_pool_share_tour", {
    steps: () => [
        {
            content: "open the project",
            trigger: ".o_kfz_board .o_kanban_record:contains(示例冷链项目)",
            run: "click",
        },
        { content: "share", trigger: ".o_form_statusbar button:contains(共享)", run: "click" },
        {
            content: "the other zone",
            trigger: ".modal .o_field_widget[name=recipient_ids] input",
            run: "edit 自由贸易",
        },
        {
            content: "choose it",
            trigger: ".o-autocomplete--dropdown-item:contains(自由贸易试验区昆明片区)",
            run: "click",
        },
        {
            content: "the preview shows the need and not the enterprise",
            trigger: ".modal .o_field_widget[name=preview]:contains(示例用地 30 亩):not(:contains(示例巡检))",
        },
        { content: "publish", trigger: ".modal footer button:contains(共享)", run: "click" },
        { content: "it is listed on the project", trigger: ".o_notebook .nav-link:contains(共享记录)", run: "click" },
        { content: "as published", trigger: ".o_field_widget[name=share_ids] .o_data_row:contains(已发布)" },
    ],
});

/** Zone B finds the sheet in its pool and asks for the transfer. */
registry.category("web_tour.tours").add("kfz_pool_answer_tour", {
    steps: () => [
        {
            content: "the sheet is in the pool, without the enterprise",
            trigger: ".o_list_view .o_data_row:contains(示例行业):not(:contains(示例巡检)) td[name=display_name]",
            run: "click",
        },
        { content: "the need is there", trigger: ".o_form_view .o_field_widget[name=needs]:contains(示例用地 30 亩)" },
        { content: "answer", trigger: ".o_form_statusbar button:contains(答复)", run: "click" },
        { content: "ask for the transfer", trigger: ".modal .o_radio_item:contains(申请流转) input", run: "click" },
        { content: "send", trigger: ".modal footer button:contains(发送答复)", run: "click" },
        { content: "the answer stands on the sheet", trigger: ".o_field_widget[name=response_ids] .o_data_row:contains(申请流转)" },
    ],
});

/** Zone A accepts. */
registry.category("web_tour.tours").add("kfz_pool_accept_tour", {
    steps: () => [
        { content: "what we share", trigger: ".o_searchview_facet .o_facet_remove", run: "click" },
        {
            content: "the sheet that zone B answered",
            trigger: ".o_list_view .o_data_row:contains(示例行业) td[name=display_name]",
            run: "click",
        },
        { content: "accept", trigger: ".o_field_widget[name=response_ids] button:contains(接受流转)", run: "click" },
        { content: "confirm", trigger: ".modal footer button.btn-primary", run: "click" },
        { content: "the sheet now comes from zone B", trigger: ".o_field_widget[name=origin_zone_id]:contains(昆明综合保税区)" },
    ],
});

/** Zone A sees the milestone and its credited share of what zone B landed. */
registry.category("web_tour.tours").add("kfz_pool_thread_tour", {
    steps: () => [
        {
            content: "the sheet, now from zone B",
            trigger: ".o_list_view .o_data_row:contains(示例冷链项目) td[name=display_name]",
            run: "click",
        },
        { content: "the milestone", trigger: ".o_field_widget[name=milestone]:contains(落地)" },
        {
            content: "60 percent of 1,000,000 yuan",
            trigger: ".o_field_widget[name=split_ids] .o_data_row:contains(已商定):contains(60万元)",
        },
    ],
});
