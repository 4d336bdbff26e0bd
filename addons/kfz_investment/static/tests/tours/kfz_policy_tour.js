import { registry } from "@web/core/registry";

/** Type a day as the page writes it: the calendar stays closed. */
const day = (value) =>
    function ({ anchor }) {
        anchor.value = value;
        anchor.dispatchEvent(new Event("change", { bubbles: true }));
    };

/** The manager lands on the board of the zone and publishes a policy. */
registry.category("web_tour.tours").add("kfz_policy_publish_tour", {
    steps: () => [
        { content: "the role's home page", trigger: ".o_kfz_board" },
        { content: "policies", trigger: ".o_menu_sections button:contains(政策)", run: "click" },
        { content: "our policies", trigger: ".dropdown-item:contains(本区政策)", run: "click" },
        { content: "the policy", trigger: ".o_data_row:contains(示例巡检政策) td[name=name]", run: "click" },
        { content: "it says that it is private", trigger: ".o_form_view .alert:contains(仅本区可见)" },
        { content: "publish", trigger: ".o_form_statusbar button:contains(发布到联合招商池)", run: "click" },
        { content: "confirm", trigger: ".modal footer button.btn-primary", run: "click" },
        { content: "it says that all zones read it", trigger: ".o_form_view .alert:contains(各区均可阅读)" },
    ],
});

/** Another zone's manager finds the clause on the page, by topic, and opens the policy. */
registry.category("web_tour.tours").add("kfz_policy_compare_tour", {
    steps: () => [
        { content: "the topic", trigger: ".o_kfz_compare_topics button:contains(物流)", run: "click" },
        {
            content: "only that topic is left",
            trigger: ".o_kfz_compare_table:not(:has(tbody tr:nth-child(2))) td:contains(示例巡检奖励)",
        },
        { content: "before it was in force", trigger: ".o_kfz_compare .o_datetime_input", run: day("2001年01月01日") },
        { content: "there was nothing", trigger: ".o_kfz_compare_none" },
        { content: "the day as pages write it", trigger: ".o_kfz_compare_day > span:contains(2001年1月1日)" },
        { content: "today", trigger: ".o_kfz_compare .o_datetime_input", run: day("2099年01月01日") },
        { content: "open it", trigger: "article:contains(示例巡检奖励) a", run: "click" },
        { content: "the published policy", trigger: ".o_form_view:contains(示例巡检政策)" },
    ],
});
