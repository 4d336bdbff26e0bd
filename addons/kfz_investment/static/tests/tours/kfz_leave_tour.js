import { registry } from "@web/core/registry";

const form = ".modal .o_kfz_leave_form";

/** A manager opens an official who leaves, chooses one successor for all, and hands over; nobody is left without one. */
registry.category("web_tour.tours").add("kfz_leave_tour", {
    steps: () => [
        { content: "open the official", trigger: ".o_data_row .o_data_cell[name=name]:contains(示例离任)", run: "click" },
        { content: "leaves office", trigger: ".o_statusbar_buttons button[name=action_leave]", run: "click" },
        { content: "a line per assignment", trigger: `${form}:has(.o_data_row:eq(1)):not(:has(.o_data_row:eq(2)))` },
        { content: "too early", trigger: ".modal button[name=action_apply]", run: "click" },
        { content: "each project without a successor is named", trigger: ".modal .o_error_dialog:contains(示例项目), .modal-body:contains(示例项目)" },
        { content: "understood", trigger: ".o_dialog:not(.o_inactive_modal) .modal-footer .btn-primary", run: "click" },
        { content: "one successor for all", trigger: `${form} .o_field_widget[name=successor_id]:eq(0) input`, run: "edit 示例接任" },
        { content: "found", trigger: ".o-autocomplete--dropdown-item:contains(示例接任)", run: "click" },
        { content: "copied to every line", trigger: `${form} .o_data_row:eq(1) .o_data_cell[name=successor_id]:contains(示例接任)` },
        { content: "hand over", trigger: ".modal button[name=action_apply]", run: "click" },
        { content: "said", trigger: ".o_notification:contains(示例离任)" },
        { content: "archived", trigger: "body:not(:has(.modal)) .o_widget_web_ribbon .ribbon:not(.d-none)" },
    ],
});
