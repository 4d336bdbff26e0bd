import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

/** Switches zones on, the first of them being the present one, and opens a page on them. */
async function withZones(env, { params }) {
    await user.activateCompanies(params.zone_ids, { includeChildCompanies: false, reload: false });
    return params.next;
}

registry.category("actions").add("kfz_with_zones", withZones);
