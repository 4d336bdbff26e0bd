import { registry } from "@web/core/registry";

/** A light turns and explains itself: an officer finds it, reads why, goes where it is mended, and sees it turn green. */
registry.category("web_tour.tours").add("kfz_light_tour", {
    steps: () => [
        {
            content: "the list says which project, and why",
            trigger: ".o_data_row:contains(示例亮灯项目):contains(海关备案) [data-light=red]",
        },
        { content: "the project", trigger: ".o_data_row:contains(示例亮灯项目) .o_data_cell[name=name]", run: "click" },
        {
            content: "its page has the light by shape and word",
            trigger: ".o_kfz_lights [name=light_progress] [data-light=red] .fa-square",
        },
        { content: "why", trigger: ".o_kfz_lights [name=light_progress_why]:contains(海关备案)" },
        { content: "what would turn it green", trigger: ".o_kfz_lights [name=light_progress_mend]:contains(海关备案)" },
        { content: "go there", trigger: ".o_kfz_lights .o_kfz_mend_progress", run: "click" },
        { content: "the step is done", trigger: ".o_data_row .o_data_cell[name=done_on]", run: "click" },
        { content: "the day", trigger: ".o_data_row .o_data_cell[name=done_on] input", run: "click" },
        { content: "today", trigger: ".o_datetime_picker .o_today", run: "click" },
        { content: "save", trigger: ".o_list_button_save", run: "click" },
        { content: "saved", trigger: "body:not(:has(.o_list_button_save)) .o_data_row .o_data_cell[name=done_on]:not(:empty)" },
        { content: "back to the project", trigger: ".o_back_button, .breadcrumb-item a:contains(示例亮灯项目)", run: "click" },
        {
            content: "the light has turned green",
            trigger: ".o_kfz_lights [name=light_progress] [data-light=green] .fa-circle",
        },
        { content: "and asks for nothing", trigger: ".o_kfz_lights:not(:has(.o_kfz_mend_progress:visible))" },
    ],
});
