import { registry } from "@web/core/registry";

/** The officer requests portal access for a second person of an intermediary. */
registry.category("web_tour.tours").add("kfz_portal_access_request_tour", {
    steps: () => [
        { content: "the list of accesses", trigger: ".o_list_button_add", run: "click" },
        { content: "the intermediary", trigger: ".o_field_widget[name=intermediary_id] input", run: "edit 示例中介甲" },
        { content: "choose it", trigger: ".o-autocomplete--dropdown-item:contains(示例中介甲)", run: "click" },
        { content: "the person", trigger: ".o_field_widget[name=person_id] input", run: "edit 示例财务" },
        { content: "choose the person", trigger: ".o-autocomplete--dropdown-item:contains(示例财务)", run: "click" },
        { content: "its agreement is found", trigger: ".o_field_widget[name=agreement_id] input:value(示例委托-1)" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "it is saved", trigger: ".o_form_saved" },
        { content: "it waits", trigger: ".o_statusbar_status .o_arrow_button_current[data-value=requested]" },
        { content: "no approval for an officer", trigger: ".o_form_statusbar:not(:has(button[name=action_approve]))" },
    ],
});

/** The manager of the zone approves it. */
registry.category("web_tour.tours").add("kfz_portal_access_approve_tour", {
    steps: () => [
        { content: "the request", trigger: ".o_data_row:contains(示例财务) td[name=person_id]", run: "click" },
        { content: "approve", trigger: ".o_form_statusbar button[name=action_approve]", run: "click" },
        { content: "yes", trigger: ".modal footer .btn-primary", run: "click" },
        { content: "approved", trigger: ".o_statusbar_status .o_arrow_button_current[data-value=approved]" },
    ],
});

/** The person signs in on a phone and enters a new account, which waits. */
registry.category("web_tour.tours").add("kfz_portal_access_account_tour", {
    steps: () => [
        { content: "the bank account", trigger: "#portal_kfz_category a[href='/my/bank']", run: "click", expectUnloadPage: true },
        { content: "holder", trigger: ".o_kfz_bank_form #kfz_holder", run: "edit 示例中介甲有限公司" },
        { content: "bank", trigger: "#kfz_bank_name", run: "edit 示例银行" },
        { content: "number", trigger: "#kfz_account_number", run: "edit 6222 0000 9999" },
        { content: "enter it", trigger: ".o_kfz_bank_form button[type=submit]", run: "click", expectUnloadPage: true },
        { content: "it waits", trigger: ".o_kfz_account_waiting:contains(622200009999)" },
    ],
});

/** The manager confirms it. */
registry.category("web_tour.tours").add("kfz_portal_access_confirm_tour", {
    steps: () => [
        { content: "the account that waits", trigger: ".o_data_row:contains(622200009999) td[name=holder]", run: "click" },
        { content: "confirm", trigger: ".o_form_statusbar button[name=action_confirm]", run: "click" },
        { content: "compared", trigger: ".modal footer .btn-primary", run: "click" },
        { content: "confirmed", trigger: ".o_statusbar_status .o_arrow_button_current[data-value=confirmed]" },
    ],
});

/** The portal says from when it is paid to, and offers to object. */
registry.category("web_tour.tours").add("kfz_portal_access_usable_tour", {
    steps: () => [
        { content: "in its days of waiting", trigger: ".o_kfz_account_cooling:contains(622200009999) [data-usable-from]" },
        { content: "with an objection", trigger: ".o_kfz_account_cooling details summary" },
    ],
});
