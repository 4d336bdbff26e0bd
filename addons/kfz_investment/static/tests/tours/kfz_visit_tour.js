import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

const visit = ".modal .o_kfz_visit_form";

/** How many visits of the user the server has now. */
const saved = () =>
    rpc("/web/dataset/call_kw/kfz.interaction/search_count", {
        model: "kfz.interaction",
        method: "search_count",
        args: [
            [
                ["summary", "=", "示例三步来访"],
                ["user_id", "=", user.userId],
            ],
        ],
        kwargs: {},
    });

/** On the phone: open the form, say what was said, save; the server has it and the page shows it without being reloaded. */
registry.category("web_tour.tours").add("kfz_visit_tour", {
    steps: () => [
        { content: "open the project", trigger: ".o_kanban_record:contains(示例项目) .fw-bold", run: "click" },
        { content: "tap one: the first button of the header", trigger: ".o_statusbar_buttons .o_kfz_record_visit", run: "click" },
        {
            content: "no calendar covers the form; the date is asked for by the phone itself",
            trigger: `${visit}:has(.o_field_widget[name=date] input[type=date]):not(:has(.o_datetime_picker))`,
        },
        { content: "saved too early", trigger: ".modal .o_kfz_save_visit", run: "click" },
        {
            content: "it names what is missing",
            trigger: ".o_notification:contains(纪要)",
            async run() {
                if (await saved()) {
                    throw new Error("an empty visit was saved");
                }
            },
        },
        { content: "tap two: what was said", trigger: `${visit} .o_field_widget[name=summary] textarea`, run: "edit 示例三步来访" },
        { content: "tap three: save", trigger: ".modal .o_kfz_save_visit", run: "click" },
        {
            content: "the page behind shows it, and the server has it while the page is still open",
            trigger: "body:not(:has(.modal)) .o_field_widget[name=interaction_ids]:contains(示例三步来访)",
            async run() {
                const count = await saved();
                if (count !== 1) {
                    throw new Error(`the server has ${count} visits`);
                }
            },
        },
        { content: "so is the last contact", trigger: ".o_field_widget[name=last_interaction_date]:not(:empty)" },
    ],
});
