import { inputFiles } from "@web/../tests/utils";
import { registry } from "@web/core/registry";

/** On a phone, an officer finds what a project owes and attaches the document from there. */
registry.category("web_tour.tours").add("kfz_owed_tour", {
    steps: () => [
        {
            content: "the card says that it is overdue",
            trigger: ".o_kanban_record:contains(示例欠件项目) .o_kfz_owed .text-bg-danger",
        },
        { content: "the project", trigger: ".o_kanban_record:contains(示例欠件项目)", run: "click" },
        {
            content: "what is overdue, in red, is a link",
            trigger: ".o_kfz_owed_overdue button[name=formal_agreement_document]",
            run: "click",
        },
        {
            content: "the agreement that lacks it: attach the document",
            trigger: ".modal .o_field_widget[name=attachment_ids] .o_attach",
            run: async () => {
                const file = new File(["示例"], "示例协议.txt", { type: "text/plain" });
                await inputFiles(".modal .o_field_widget[name=attachment_ids] input[type=file]", [file]);
            },
        },
        { content: "it is there", trigger: ".modal .o_field_widget[name=attachment_ids] .o_attachment:contains(示例协议)" },
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "nothing is owed any more", trigger: "body:not(:has(.modal)) .o_form_view:not(:has(.o_kfz_owed_panel)) .o_kfz_gate_panel" },
    ],
});
