import { registry } from "@web/core/registry";

/** Odoo's own pages – help, the account at Odoo – are no part of the product. */
const items = registry.category("user_menuitems");
for (const name of ["support", "odoo_account"]) {
    if (items.contains(name)) {
        items.remove(name);
    }
}
