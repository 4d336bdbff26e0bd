import { registry } from "@web/core/registry";

/** The manager, in Chinese: recognises the landing, and the award of the referral opens automatically. */
registry.category("web_tour.tours").add("kfz_award_landing_tour", {
    steps: () => [
        {
            content: "the referred project",
            trigger: ".o_kfz_board .o_kanban_record:contains(示例光电)",
            run: "click",
        },
        { content: "landing and progress", trigger: ".o_notebook_headers a[name=milestones]", run: "click" },
        {
            content: "recognise the landing",
            trigger: ".o_field_widget[name=milestone_ids] .o_data_row button[name=action_recognise]",
            run: "click",
        },
        { content: "its award has opened", trigger: ".o-form-buttonbox button[name=action_open_award]", run: "click" },
        { content: "it accrues", trigger: ".o_statusbar_status .o_arrow_button_current:contains(累计中)" },
        { content: "for who referred the project", trigger: ".o_field_widget[name=intermediary_id]:contains(示例中介甲)" },
    ],
});

/** The second customs verifier confirms what the first one entered, all at once. */
registry.category("web_tour.tours").add("kfz_award_trade_tour", {
    steps: () => [
        {
            content: "twelve months wait",
            trigger: ".o_list_view .o_data_row:nth-child(12) td[name=partner_id]:contains(示例光电)",
        },
        { content: "choose all", trigger: ".o_list_view thead .o_list_record_selector input", run: "click" },
        { content: "confirm", trigger: ".o_control_panel button[name=action_confirm]:contains(确认)", run: "click" },
        { content: "nothing waits any more", trigger: ".o_view_nocontent:contains(暂无待您确认的记录)" },
    ],
});

/** The manager claims the award once its first year is over. */
registry.category("web_tour.tours").add("kfz_award_claim_tour", {
    steps: () => [
        {
            content: "the base in 万元, the award in yuan",
            trigger: ".o_list_view .o_data_row:contains(示例光电):contains(1,200.00):contains(25,000.00) td[name=intermediary_id]",
            run: "click",
        },
        { content: "the year is over", trigger: ".o_form_statusbar button[name=action_claimable]", run: "click" },
        { content: "it can be claimed", trigger: ".o_statusbar_status .o_arrow_button_current:contains(可申报)" },
        { content: "claim", trigger: ".o_form_statusbar button[name=action_request]:contains(申报)", run: "click" },
        { content: "it is claimed", trigger: ".o_form_view:not(:has(button[name=action_request])) .o_field_widget[name=claimed_on]" },
    ],
});

/** A verifier finds the award among those that wait, and confirms it. */
const confirmation = (role, label, state) => [
    {
        content: "it waits for me",
        trigger: ".o_list_view .o_data_row:contains(示例光电) td[name=intermediary_id]",
        run: "click",
    },
    { content: "how it is calculated", trigger: ".o_field_widget[name=explanation]:contains(25,000.00)" },
    { content: "confirm", trigger: `.o_form_statusbar button[name=action_confirm_${role}]:contains(${label})`, run: "click" },
    { content: "with my name", trigger: ".modal footer .btn-primary", run: "click" },
    { content: "confirmed", trigger: `.o_statusbar_status .o_arrow_button_current:contains(${state})` },
];
registry.category("web_tour.tours").add("kfz_award_customs_tour", {
    steps: () => confirmation("customs", "海关认定", "海关已认定"),
});
registry.category("web_tour.tours").add("kfz_award_committee_tour", {
    steps: () => confirmation("committee", "管委会认定", "管委会已认定"),
});

/** The manager enters the payment and opens the statement. */
registry.category("web_tour.tours").add("kfz_award_pay_tour", {
    steps: () => [
        {
            content: "the confirmed award",
            trigger: ".o_list_view .o_data_row:contains(示例光电):contains(管委会已认定) td[name=intermediary_id]",
            run: "click",
        },
        { content: "enter the payment", trigger: ".o_form_statusbar button:contains(登记兑付)", run: "click" },
        { content: "its reference", trigger: ".modal .o_field_widget[name=reference] input", run: "edit 示例凭证-001" },
        { content: "apply", trigger: ".modal footer button[name=action_apply]", run: "click" },
        { content: "paid", trigger: ".o_statusbar_status .o_arrow_button_current:contains(已兑付)" },
        { content: "with its reference", trigger: ".o_field_widget[name=payment_reference]:contains(示例凭证-001)" },
        { content: "the statement", trigger: ".o_form_statusbar button:contains(查看核算单)", run: "click" },
        { content: "its heading", trigger: ":iframe .kfz_award_statement h2:contains(招商中介奖励核算单)" },
        { content: "its base", trigger: ":iframe .kfz_award_statement tr:contains(计入月份合计):contains(12,000,000.00)" },
        { content: "a month", trigger: ":iframe .kfz_award_statement tr:contains(1,000,000.00)" },
        { content: "the first tier", trigger: ":iframe .kfz_award_statement tr:contains(1,000,000.00 × 1‰):contains(1,000.00)" },
        { content: "the second tier", trigger: ":iframe .kfz_award_statement tr:contains(9,000,000.00 × 2‰):contains(18,000.00)" },
        { content: "the third tier", trigger: ":iframe .kfz_award_statement tr:contains(2,000,000.00 × 3‰):contains(6,000.00)" },
        { content: "customs", trigger: ":iframe .kfz_award_statement tr:contains(海关):contains(示例关员)" },
        { content: "the committee", trigger: ":iframe .kfz_award_statement tr:contains(管委会):contains(示例专办员)" },
        { content: "the payment", trigger: ":iframe .kfz_award_statement tr:contains(已兑付):contains(示例凭证-001)" },
    ],
});

/** The intermediary sees on a phone that it was paid, and why so much. */
registry.category("web_tour.tours").add("kfz_award_portal_tour", {
    steps: () => [
        {
            content: "the award in the list",
            trigger: ".list-group-item:contains(示例光电):contains(已兑付):contains(25,000.00)",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "paid", trigger: ".badge:contains(已兑付)" },
        { content: "the reference", trigger: "dd:contains(示例凭证-001)" },
        { content: "the arithmetic", trigger: "table tr:contains(2,000,000.00 × 3‰)" },
        {
            content: "nothing is wider than the phone",
            trigger: "dl.row",
            run() {
                if (document.documentElement.scrollWidth > window.innerWidth + 1) {
                    throw new Error(`the page is ${document.documentElement.scrollWidth} px wide`);
                }
                if (document.body.textContent.includes("示例关员")) {
                    throw new Error("a verifier's name is in the portal");
                }
            },
        },
    ],
});
