import { registry } from "@web/core/registry";

/**
 * A day of an officer, in Chinese: a new project in four fields, a refused move, the panel that leads to what is missing,
 * the visit that opens the gate, and a move back that asks for its reason.
 */
registry.category("web_tour.tours").add("kfz_pipeline_tour", {
    steps: () => [
        {
            content: "the board shows the eight stages",
            trigger: ".o_kfz_board .o_kanban_group:nth-child(8) .o_column_title:contains(达产)",
        },
        { content: "new project", trigger: ".o-kanban-button-new", run: "click" },
        {
            content: "field 1: its name",
            trigger: ".o_kanban_quick_create .o_field_widget[name=name] input",
            run: "edit 示例巡检项目",
        },
        {
            content: "field 2: the enterprise, found by the initials of its pinyin",
            trigger: ".o_kanban_quick_create .o_field_widget[name=partner_id] input",
            run: "edit slxjgyl",
        },
        {
            content: "choose it",
            trigger: ".o-autocomplete--dropdown-item:contains(示例巡检供应链有限公司)",
            run: "click",
        },
        {
            content: "field 3: the planned investment, as offices write it",
            trigger: ".o_kanban_quick_create .o_field_widget[name=expected_revenue] input",
            run: "edit 1.2亿",
        },
        { content: "add the card", trigger: ".o_kanban_quick_create .o_kanban_add", run: "click" },
        { content: "no further card", trigger: ".o_kanban_quick_create .o_kanban_cancel", run: "click" },
        {
            content: "drag the card to the review",
            trigger: ".o_kanban_group:nth-child(1) .o_kanban_record:contains(示例巡检项目)",
            run: "drag_and_drop(.o_kanban_group:nth-child(3))",
        },
        {
            content: "the gate refuses it, with everything that is missing",
            trigger: ".o_error_dialog:contains(评审):contains(准入类型), .o_error_dialog:contains(评审):contains(用地)",
        },
        { content: "close the refusal", trigger: ".o_error_dialog .modal-footer button:contains(关闭)", run: "click" },
        {
            content: "the card is back where it was; open it",
            trigger: ".o_kanban_group:nth-child(1) .o_kanban_record:contains(示例巡检项目)",
            run: "click",
        },
        {
            content: "the panel says what negotiation asks for",
            trigger: ".o_kfz_gate_panel:contains(尚缺):contains(洽谈) button:contains(行业)",
        },
        { content: "try to move on", trigger: ".o_statusbar_status button:contains(洽谈)", run: "click" },
        {
            content: "the move is refused, with everything that is missing",
            trigger: ".o_error_dialog:contains(行业):contains(洽谈)",
        },
        { content: "close the refusal", trigger: ".o_error_dialog .modal-footer button:contains(关闭)", run: "click" },
        {
            content: "the bar is back where the project is, and there is nothing to save",
            trigger: ".o_form_view:not(:has(.o_form_dirty)) .o_statusbar_status button.o_arrow_button_current:contains(线索)",
        },
        {
            content: "the panel leads to the visits",
            trigger: ".o_kfz_gate_panel button:contains(来访)",
            run: "click",
        },
        {
            content: "add a visit",
            trigger: ".o_field_widget[name=interaction_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "what was said",
            trigger: ".modal .o_field_widget[name=summary] textarea",
            run: "edit 示例来访：介绍园区仓储条件",
        },
        { content: "keep it", trigger: ".modal .o_form_button_save", run: "click" },
        {
            content: "the industry",
            trigger: ".o_field_widget[name=industry_id] input",
            run: "edit 道路运输业",
        },
        { content: "choose it", trigger: ".o-autocomplete--dropdown-item:contains(道路运输业)", run: "click" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "the panel turns green", trigger: ".o_kfz_gate_panel.bg-success-subtle:contains(洽谈)" },
        { content: "move on", trigger: ".o_statusbar_status button:contains(洽谈)", run: "click" },
        {
            content: "the project is in negotiation",
            trigger: ".o_statusbar_status button.o_arrow_button_current:contains(洽谈)",
        },
        { content: "move back", trigger: ".o_statusbar_buttons button:contains(退回)", run: "click" },
        {
            content: "it asks for the reason",
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit 示例：企业推迟计划",
        },
        { content: "apply", trigger: ".modal footer button[name=action_apply]", run: "click" },
        {
            content: "the project is a lead again",
            trigger: ".o_statusbar_status button.o_arrow_button_current:contains(线索)",
        },
        { content: "open the history", trigger: ".o_notebook_headers a[name=history]", run: "click" },
        {
            content: "the reason stands in the stage history",
            trigger: ".o_field_widget[name=transition_ids]:contains(企业推迟计划)",
        },
    ],
});
