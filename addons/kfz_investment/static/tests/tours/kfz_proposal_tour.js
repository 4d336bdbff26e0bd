import { registry } from "@web/core/registry";

/** A zone's officer proposes a change on the page of a common enterprise, whose fields are closed there. */
registry.category("web_tour.tours").add("kfz_proposal_propose_tour", {
    steps: () => [
        { content: "the page is closed for editing", trigger: ".o_form_view .o_field_widget[name=name].o_readonly_modifier" },
        { content: "propose", trigger: ".o_form_statusbar button[name=action_kfz_propose]", run: "click" },
        {
            content: "it starts with the present values",
            trigger: ".modal .o_field_widget[name=name] input:value(示例共同巡检企业有限公司)",
        },
        { content: "the reason", trigger: ".modal .o_field_widget[name=reason] input", run: "edit 示例理由" },
        { content: "the right city", trigger: ".modal .o_field_widget[name=city] input", run: "edit 示例市" },
        { content: "send", trigger: ".modal footer button[name=action_propose]:not(.d-none)", run: "click" },
        { content: "the page says that it waits", trigger: "body:not(:has(.modal)) .o_form_view .o_kfz_proposed" },
        { content: "its list", trigger: ".oe_stat_button[name=action_kfz_open_proposals]", run: "click" },
        { content: "it is there", trigger: ".o_list_view .o_data_row:contains(示例理由)" },
    ],
});

/** The joint office accepts. */
registry.category("web_tour.tours").add("kfz_proposal_accept_tour", {
    steps: () => [
        {
            content: "what waits",
            trigger: ".o_list_view .o_data_row:contains(示例共同巡检企业有限公司) td[name=changes]",
            run: "click",
        },
        { content: "the new value", trigger: ".o_field_widget[name=line_ids] .o_data_row:contains(示例市)" },
        { content: "accept", trigger: ".o_form_statusbar button[name=action_accept]", run: "click" },
        {
            content: "it is decided",
            trigger: ".o_arrow_button_current[data-value=accepted]",
        },
    ],
});

/** The joint office takes the change back. */
registry.category("web_tour.tours").add("kfz_proposal_undo_tour", {
    steps: () => [
        { content: "undo", trigger: ".o_form_statusbar button[name=action_undo]", run: "click" },
        { content: "really", trigger: ".modal footer .btn-primary", run: "click" },
        { content: "it is undone", trigger: ".o_arrow_button_current[data-value=undone]" },
    ],
});
