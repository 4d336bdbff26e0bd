import { registry } from "@web/core/registry";

/** The second customs verifier, in Chinese: confirms what the first one entered, all at once. */
registry.category("web_tour.tours").add("kfz_trade_confirm_tour", {
    steps: () => [
        {
            content: "months read as months",
            trigger: ".o_list_view .o_data_row td[name=month]:contains(2000年1月)",
        },
        { content: "choose all", trigger: ".o_list_view thead .o_list_record_selector input", run: "click" },
        { content: "confirm", trigger: ".o_control_panel button[name=action_confirm]:contains(确认)", run: "click" },
        { content: "nothing waits any more", trigger: ".o_view_nocontent:contains(暂无待您确认的记录)" },
    ],
});

/** The first one reverses a confirmed record and enters the correct value: two drafts for another verifier. */
registry.category("web_tour.tours").add("kfz_trade_reverse_tour", {
    steps: () => [
        { content: "a confirmed record", trigger: ".o_list_view .o_data_row:contains(已确认) td[name=partner_id]", run: "click" },
        { content: "reverse", trigger: ".o_form_statusbar button:contains(冲销)", run: "click" },
        { content: "why", trigger: ".modal .o_field_widget[name=reason] input", run: "edit 示例口径更正" },
        { content: "the correct value", trigger: ".modal .o_field_widget[name=new_amount] input", run: "edit 2000" },
        { content: "reverse it", trigger: ".modal footer button:contains(冲销)", run: "click" },
        { content: "both wait", trigger: ".o_list_view .o_data_row:nth-child(2):contains(草稿)" },
        { content: "one of them is the reversing entry", trigger: ".o_list_view .o_data_row:contains(-1.23)" },
    ],
});
