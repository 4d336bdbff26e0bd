import { registry } from "@web/core/registry";

/** In Chinese: a manager exports the list of projects as it is on screen, and finds the export in the log. */
registry.category("web_tour.tours").add("kfz_export_tour", {
    steps: () => [
        { content: "the list", trigger: ".o_data_row:contains(示例出口项目)" },
        { content: "its menu", trigger: ".o_cp_action_menus .fa-cog", run: "click" },
        { content: "who may export is not asked", trigger: ".o_export_all_menu:not(.o_kfz_export_ask)" },
        {
            content: "export all, keeping the file for the check",
            trigger: ".o_export_all_menu",
            run: "click",
        },
        {
            content: "the file left",
            trigger: ".o_data_row:contains(示例出口项目)",
            run: () => new Promise((resolve) => setTimeout(resolve, 2000)),
        },
    ],
});

registry.category("web_tour.tours").add("kfz_export_log_tour", {
    steps: () => [
        { content: "the entry", trigger: ".o_data_row .o_data_cell[name=list_name]", run: "click" },
        { content: "how many", trigger: ".o_form_view .o_field_widget[name=count]:contains(1)" },
        { content: "who", trigger: ".o_field_widget[name=user_id]:contains(示例负责人)" },
        { content: "what", trigger: ".o_field_widget[name=column_text]:contains(项目)" },
    ],
});

/** An officer has no export, and the menu says who has. */
registry.category("web_tour.tours").add("kfz_export_ask_tour", {
    steps: () => [
        { content: "the list", trigger: ".o_data_row:contains(示例出口项目)" },
        { content: "its menu", trigger: ".o_cp_action_menus .fa-cog", run: "click" },
        { content: "no export", trigger: ".o-dropdown--menu:not(:has(.o_export_all_menu)) .o_kfz_export_ask", run: "click" },
        { content: "a sentence", trigger: ".modal .modal-body:not(:empty)" },
        { content: "read", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "gone", trigger: "body:not(:has(.modal))" },
    ],
});
