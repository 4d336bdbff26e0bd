import { registry } from "@web/core/registry";

/** An intermediary, in Chinese and on a phone: registers an enterprise with its letter and finds it registered. */
registry.category("web_tour.tours").add("kfz_referral_portal_tour", {
    steps: () => [
        {
            content: "the home of an intermediary",
            trigger: "a[href='/my/referrals/new']:contains(登记引荐)",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "send too early", trigger: ".o_kfz_referral_form button[type=submit]", run: "click", expectUnloadPage: true },
        { content: "each field says what is wrong", trigger: "#error_letter:contains(请上传投资人出具的函件)" },
        { content: "the zone", trigger: "#kfz_zone", run: "selectByLabel 昆明综合保税区" },
        { content: "the enterprise", trigger: "#kfz_enterprise_name", run: "edit 云南示例光电有限公司" },
        { content: "the idea", trigger: "#kfz_idea", run: "edit 示例检测中心，投资约 3,000 万元" },
        { content: "the contact", trigger: "#kfz_contact_name", run: "edit 示例联系人" },
        { content: "its phone", trigger: "#kfz_contact_phone", run: "edit 0871-00000000" },
        {
            content: "the letter",
            trigger: "#kfz_letter",
            run({ anchor }) {
                const files = new DataTransfer();
                files.items.add(new File(["%PDF-1.4 示例"], "投资人函.pdf", { type: "application/pdf" }));
                anchor.files = files.files;
            },
        },
        { content: "no official", trigger: "#kfz_declares_not_official", run: "click" },
        { content: "no affiliate", trigger: "#kfz_declares_not_affiliate", run: "click" },
        {
            content: "nothing is wider than the phone",
            trigger: ".o_kfz_referral_form",
            run() {
                if (document.documentElement.scrollWidth > window.innerWidth + 1) {
                    throw new Error(`the page is ${document.documentElement.scrollWidth} px wide`);
                }
            },
        },
        { content: "register", trigger: ".o_kfz_referral_form button[type=submit]", run: "click", expectUnloadPage: true },
        { content: "it is registered", trigger: ".alert-success:contains(引荐已登记)" },
        { content: "with its letter", trigger: "a:contains(投资人函.pdf)" },
    ],
});

/** The manager of the zone matches the enterprise and accepts. */
registry.category("web_tour.tours").add("kfz_referral_accept_tour", {
    steps: () => [
        {
            content: "the new referral",
            trigger: ".o_list_view .o_data_row:contains(云南示例光电有限公司) td[name=intermediary_id]",
            run: "click",
        },
        { content: "what is missing", trigger: ".o_field_widget[name=blocking_text]:contains(请选择企业名录中对应的企业)" },
        { content: "the enterprise of the directory", trigger: ".o_field_widget[name=partner_id] input", run: "edit 示例光电" },
        { content: "choose it", trigger: ".o-autocomplete--dropdown-item:contains(云南示例光电有限公司)", run: "click" },
        { content: "decide", trigger: ".o_form_statusbar button:contains(审定)", run: "click" },
        { content: "why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit 材料齐全，予以受理" },
        { content: "accept", trigger: ".modal footer button:contains(审定)", run: "click" },
        { content: "it is accepted", trigger: ".o_statusbar_status .o_arrow_button_current:contains(已受理)" },
        { content: "make a lead", trigger: ".o_form_statusbar button:contains(转为线索)", run: "click" },
        { content: "the lead knows its referral", trigger: ".o_field_widget[name=referral_id]:contains(云南示例光电有限公司)" },
    ],
});

/** The intermediary reads the decision. */
registry.category("web_tour.tours").add("kfz_referral_decision_tour", {
    steps: () => [
        {
            content: "the list",
            trigger: ".list-group-item:contains(已受理):contains(云南示例光电有限公司)",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "with the reason", trigger: ".alert:contains(材料齐全，予以受理)" },
        { content: "and the project", trigger: "dd:contains(受理区已据此开展项目对接)" },
    ],
});
