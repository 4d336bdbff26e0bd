import { registry } from "@web/core/registry";

/** On a phone, an officer reads today's digest, puts one item aside and does another. */
registry.category("web_tour.tours").add("kfz_digest_tour", {
    steps: () => [
        {
            content: "what is overdue says so in a word",
            trigger: ".o_kanban_record:contains(用电容量不足) .badge",
        },
        {
            content: "it can wait",
            trigger: ".o_kanban_record:contains(用电容量不足) button[name=action_put_aside]",
            run: "click",
        },
        { content: "what it is about", trigger: ".modal .o_field_widget[name=about]:contains(用电容量不足)" },
        {
            content: "why",
            trigger: ".modal .o_field_widget[name=reason] input, .modal .o_field_widget[name=reason] textarea",
            run: "edit 示例：企业下周答复",
        },
        { content: "put aside", trigger: ".modal button[name=action_apply]", run: "click" },
        {
            content: "the card has no such button any more",
            trigger:
                "body:not(:has(.modal)) .o_kanban_record:contains(用电容量不足):has(button[name=action_take_up]):not(:has(button[name=action_put_aside]))",
        },
        {
            content: "the promise",
            trigger: ".o_kanban_record:contains(协调用地指标) button[name=action_do]",
            run: "click",
        },
        { content: "its page", trigger: ".o_form_view button[name=action_keep]", run: "click" },
        { content: "it asks before the word is final", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "it is kept", trigger: "body:not(:has(.modal)) .o_form_view:not(:has(button[name=action_keep]))" },
        { content: "back to the digest", trigger: ".o_breadcrumb .o_back_button, .o_back_button", run: "click" },
        {
            content: "there it is done, and asks for nothing",
            trigger:
                ".o_kanban_record:contains(协调用地指标):contains(已办理):not(:has(button[name=action_do])):not(:has(button[name=action_put_aside]))",
        },
        {
            content: "and stands below what is open",
            trigger: ".o_kanban_record:contains(用电容量不足) ~ .o_kanban_record:contains(协调用地指标)",
        },
    ],
});

/** A manager sets a robot up: the key is entered once and never shown again. */
registry.category("web_tour.tours").add("kfz_channel_tour", {
    steps: () => [
        { content: "new", trigger: ".o_list_button_add", run: "click" },
        { content: "name", trigger: ".o_field_widget[name=name] input", run: "edit 示例群" },
        {
            content: "address",
            trigger: ".o_field_widget[name=address] input",
            run: "edit https://robot.example/send",
        },
        { content: "key", trigger: ".o_field_widget[name=new_token] input[type=password]", run: "edit example-key" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        {
            content: "it is kept and not shown",
            trigger: ".o_form_saved .o_form_sheet:has(.text-muted:not(.d-none):not(.o_invisible_modifier))",
            run: () => {
                const key = document.querySelector(".o_field_widget[name=new_token] input");
                if (key.value) {
                    throw new Error("the key is shown");
                }
            },
        },
        { content: "test it", trigger: ".o_form_statusbar button[name=action_test]", run: "click" },
        { content: "it is on its way", trigger: ".o_notification" },
    ],
});
