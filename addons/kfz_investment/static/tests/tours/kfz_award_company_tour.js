import { registry } from "@web/core/registry";

/** The award before its project company has traded: whose trade counts, and nothing of it yet. */
registry.category("web_tour.tours").add("kfz_award_company_before_tour", {
    steps: () => [
        {
            content: "the project company is named",
            trigger: ".o_form_view .o_field_widget[name=trade_partner_ids] .o_tag:contains(示例项目公司)",
        },
        { content: "nothing counts yet", trigger: ".o_field_widget[name=base_amount]:contains(/^0元|CNY 0$/)" },
    ],
});

/** The customs verifier confirms the company's trade, then opens the award: it has moved. */
registry.category("web_tour.tours").add("kfz_award_company_confirm_tour", {
    steps: () => [
        {
            content: "statements of the company wait, none of the investor",
            trigger: ".o_list_view:not(:contains(示例投资方)) .o_data_row:nth-child(12) td[name=partner_id]:contains(示例项目公司)",
        },
        { content: "choose all", trigger: ".o_list_view thead .o_list_record_selector input", run: "click" },
        { content: "confirm", trigger: ".o_control_panel button[name=action_confirm]", run: "click" },
        { content: "nothing waits any more", trigger: ".o_view_nocontent" },
    ],
});

registry.category("web_tour.tours").add("kfz_award_company_after_tour", {
    steps: () => [
        {
            content: "the base is the company's trade",
            trigger: ".o_form_view .o_field_widget[name=base_amount]:contains(/1,200万元|CNY 12 million/)",
        },
        { content: "the award follows", trigger: ".o_field_widget[name=amount]:contains(25,000)" },
        { content: "how it is calculated", trigger: ".o_field_widget[name=explanation]:contains(25,000.00)" },
        { content: "month by month", trigger: ".o_notebook_headers a[name=months]", run: "click" },
        {
            content: "twelve months count",
            trigger: ".o_field_widget[name=month_table] .kfz_award_months tbody tr:nth-child(12):contains(1,000,000.00)",
        },
    ],
});
