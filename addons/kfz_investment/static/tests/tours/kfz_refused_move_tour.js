import { registry } from "@web/core/registry";

const CURRENT = ".o_statusbar_status button.o_arrow_button_current";
const STEP = ".o_field_widget[name=next_step] input";
const CLOSE = ".o_error_dialog .modal-footer button";

/** A move that the gates refuse, by mouse and by key, takes nothing else with it: the other edits of the page are saved. */
registry.category("web_tour.tours").add("kfz_refused_move_tour", {
    steps: () => [
        { content: "the project is a lead", trigger: `${CURRENT}:contains(线索)` },
        { content: "an edit", trigger: STEP, run: "edit 示例：下周回访" },
        { content: "try to move on", trigger: ".o_statusbar_status button:contains(洽谈)", run: "click" },
        {
            content: "refused, with everything that is missing",
            trigger: ".o_error_dialog:contains(企业):contains(行业):contains(来访)",
        },
        { content: "it is not called an error", trigger: ".o_error_dialog .modal-title:not(:contains(/Validation Error|验证错误/))" },
        { content: "close the refusal", trigger: CLOSE, run: "click" },
        { content: "the bar is back where the project is", trigger: `body:not(:has(.o_error_dialog)) ${CURRENT}:contains(线索)` },
        { content: "the same by key", trigger: STEP, run: "press alt+x" },
        { content: "refused again", trigger: ".o_error_dialog:contains(行业)" },
        { content: "close the refusal", trigger: CLOSE, run: "click" },
        { content: "the bar is back again", trigger: `body:not(:has(.o_error_dialog)) ${CURRENT}:contains(线索)` },
        {
            content: "the edit is still there",
            trigger: STEP,
            run({ anchor }) {
                if (anchor.value !== "示例：下周回访") {
                    throw new Error(`the edit is lost: “${anchor.value}”`);
                }
            },
        },
        { content: "save it", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
    ],
});
