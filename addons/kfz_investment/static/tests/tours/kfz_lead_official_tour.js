import { registry } from "@web/core/registry";

const card = ".o_kanban_record:contains(示例项目)";
const window = ".modal .o_kfz_visit_form";
const closed = "body:not(:has(.modal))";

/** On the phone, a lead official confirms a promise, raises an issue and records a contact in three taps, all from the card. */
registry.category("web_tour.tours").add("kfz_lead_official_tour", {
    steps: () => [
        { content: "the card says in words what is overdue", trigger: `${card} .o_kfz_overdue:contains(预计签约)` },
        { content: "and what only this reader can do", trigger: `${card} .o_kfz_my_turn:contains(示例承诺)` },
        { content: "one tap to call", trigger: `${card} a.o_kfz_mine_call[href='tel:0871-00000000']` },
        { content: "go there", trigger: `${card} .o_kfz_do_my_turn`, run: "click" },
        { content: "confirm", trigger: ".o_kanban_record:contains(示例承诺) button[name=action_confirm]", run: "click" },
        {
            content: "it binds, and nothing is left to confirm",
            trigger: ".o_kanban_record:contains(示例承诺):not(:has(button[name=action_confirm])):contains(履行中), .o_view_nocontent",
        },
        { content: "back to the page", trigger: ".o_back_button, .breadcrumb-item.o_back_button a", run: "click" },
        { content: "nothing waits any more", trigger: `${card}:not(:has(.o_kfz_my_turn)) .o_kfz_mine_issue`, run: "click" },
        {
            content: "the account manager answers for it unless somebody else is chosen",
            trigger: `${window} .o_field_widget[name=owner_id]:contains(示例专员甲), ${window} .o_field_widget[name=owner_id] input:value(示例专员甲)`,
        },
        { content: "what is stuck", trigger: `${window} .o_field_widget[name=name] input`, run: "edit 示例协调事项" },
        { content: "save it", trigger: ".modal .o_kfz_save_visit", run: "click" },
        { content: "the card counts it", trigger: `${closed} ${card}:contains(未办结协调事项)` },
        { content: "tap one of a contact", trigger: `${card} .o_kfz_mine_visit`, run: "click" },
        { content: "tap two: what was said", trigger: `${window} .o_field_widget[name=summary] textarea`, run: "edit 示例电话沟通" },
        { content: "tap three: save", trigger: ".modal .o_kfz_save_visit", run: "click" },
        { content: "back on the card", trigger: `${closed} ${card}` },
    ],
});
