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
            trigger: ".o-autocomplete--dropdown-item:contains(/昆明片区|FTZ Kunming Area/)",
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
        { content: "the sheet now comes from zone B", trigger: ".o_field_widget[name=origin_zone_id]:contains(/综保区|Bonded Zone/)" },
    ],
});

/** Zone A proposes a benefit split: 60 percent of what zone B will sign. */
registry.category("web_tour.tours").add("kfz_pool_split_tour", {
    steps: () => [
        {
            content: "the sheet, now from zone B",
            trigger: ".o_list_view .o_data_row:contains(示例冷链项目) td[name=display_name]",
            run: "click",
        },
        { content: "propose", trigger: ".o_form_statusbar button:contains(提出利益分享)", run: "click" },
        {
            content: "from last year on",
            trigger: ".modal .o_field_widget[name=year_from] input",
            run: `edit ${new Date().getFullYear() - 1}`,
        },
        {
            content: "both zones stand there; our part",
            trigger: ".modal .o_data_row:contains(/综保区|Bonded Zone/) td[name=percentage]",
            run: "click",
        },
        {
            content: "60 percent",
            trigger: ".modal .o_data_row.o_selected_row:nth-child(2) td[name=percentage] input",
            run: "edit 60",
        },
        {
            content: "theirs",
            trigger: ".modal .o_data_row:contains(/昆明片区|FTZ Kunming Area/) td[name=percentage]",
            run: "click",
        },
        {
            content: "40 percent",
            trigger: ".modal .o_data_row.o_selected_row:nth-child(1) td[name=percentage] input",
            run: "edit 40",
        },
        { content: "leave the row, so that it is taken over", trigger: ".modal .o_field_widget[name=year_to] input", run: "click" },
        {
            content: "our part is there",
            trigger: ".modal .o_data_row:not(.o_selected_row):contains(/综保区|Bonded Zone/) td[name=percentage]:contains(60)",
        },
        {
            content: "and theirs",
            trigger: ".modal .o_data_row:not(.o_selected_row):contains(/昆明片区|FTZ Kunming Area/) td[name=percentage]:contains(40)",
        },
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "it stands on the sheet", trigger: "body:not(:has(.modal)) .o_field_widget[name=split_ids] .o_data_row" },
    ],
});

/** Zone B agrees to the split. */
registry.category("web_tour.tours").add("kfz_pool_agree_tour", {
    steps: () => [
        {
            content: "the split that zone A proposed",
            trigger: ".o_list_view .o_data_row:contains(示例冷链项目) td[name=indicator]",
            run: "click",
        },
        { content: "agree", trigger: ".o_form_statusbar button:contains(同意)", run: "click" },
        { content: "agreed", trigger: ".o_statusbar_status button.o_arrow_button_current:contains(已商定)" },
        { content: "the agreement is on record", trigger: ".o_field_widget[name=term_ids] .o_data_row:contains(60%)" },
    ],
});

/** Zone B recognises the landing and moves its project there. */
registry.category("web_tour.tours").add("kfz_pool_land_tour", {
    steps: () => [
        {
            content: "our project",
            trigger: ".o_kfz_board .o_kanban_record:contains(示例冷链项目)",
            run: "click",
        },
        { content: "landing and progress", trigger: ".o_notebook_headers a[name=milestones]", run: "click" },
        {
            content: "recognise the landing",
            trigger: ".o_field_widget[name=milestone_ids] .o_data_row button[name=action_recognise]",
            run: "click",
        },
        {
            content: "it is recognised",
            trigger: ".o_field_widget[name=milestone_ids] .o_data_row:not(:has(button[name=action_recognise]))",
        },
        { content: "move on", trigger: ".o_statusbar_status button:contains(落地)", run: "click" },
        { content: "landed", trigger: ".o_statusbar_status button.o_arrow_button_current:contains(落地)" },
        {
            content: "in the stage history, so that it is saved",
            trigger: ".o_notebook_headers a[name=history]",
            run: "click",
        },
        { content: "landed there too", trigger: ".o_field_widget[name=transition_ids] .o_data_row:contains(落地)" },
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
            trigger: ".o_field_widget[name=split_ids] .o_data_row:contains(已商定):contains(60.00)",
        },
    ],
});

/** ... and the same share among the credited figures of the report, beside the plain ones of zone B. */
registry.category("web_tour.tours").add("kfz_credited_tour", {
    steps: () => [
        { content: "a measure of its own", trigger: ".o_pivot thead:contains(签约金额（分享后）)" },
        {
            content: "our share: nothing signed by ourselves, 60 percent credited",
            trigger: ".o_pivot tbody tr:contains(/综保区|Bonded Zone/):contains(60.00)",
        },
        { content: "the list shows where it comes from", trigger: ".o_switch_view.o_list", run: "click" },
        {
            content: "a row that names the quarter and no project of zone B",
            trigger: ".o_list_view .o_data_row:contains(60.00):not(:contains(示例巡检))",
        },
    ],
});
