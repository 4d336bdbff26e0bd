import { registry } from "@web/core/registry";
import { formView } from "@web/views/form/form_view";

/** The page of a project: its class gives it a bar of stages of its own. */
registry.category("views").add("kfz_project_form", formView);
