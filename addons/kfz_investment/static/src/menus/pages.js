import { Component } from "@odoo/owl";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { importRecordsItem } from "@base_import/import_records/import_records";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/**
 * The pages that the menus keep below the page of an action, in groups (see ir_ui_menu.py).
 *
 * @returns {{name: string, pages: Object[]}[]} menus with their headings; an action with several menus offers each page once
 */
export function pagesBelow(menus, actionId) {
    const found = menus.getAll().filter((menu) => menu.kfzPages && menu.id !== menu.appID && menu.actionID === actionId);
    const seen = new Set();
    const once = (page) => !seen.has(page.actionID) && seen.add(page.actionID);
    return found
        .flatMap((menu) => menu.kfzPages)
        .map(([name, ids]) => ({ name, pages: ids.map((id) => menus.getMenu(id)).filter(once) }))
        .filter((group) => group.pages.length);
}

/** In the cog of a page: the pages below it. */
export class PagesInCog extends Component {
    static template = "kfz_investment.PagesInCog";
    static components = { DropdownItem };
    static props = {};

    setup() {
        this.action = useService("action");
        this.pages = pagesBelow(this.env.services.menu, this.env.config.actionId).flatMap((group) => group.pages);
    }

    open(page) {
        return this.action.doAction(page.actionID);
    }
}

registry.category("cogMenu").add("kfz-pages", {
    Component: PagesInCog,
    groupNumber: 0,
    isDisplayed: ({ config, services }) =>
        config.viewType !== "form" && pagesBelow(services.menu, config.actionId).length > 0,
});

/** Where a workbook of the office can be taken in, core's import of raw records would only be mistaken for it. */
patch(importRecordsItem, {
    isDisplayed(env) {
        const below = pagesBelow(env.services.menu, env.config.actionId).flatMap((group) => group.pages);
        return super.isDisplayed(env) && !below.some((page) => /^kfz_investment\.menu_kfz_(trade_)?import/.test(page.xmlid));
    },
});

/** An overview of the pages below the menu of this action, under their headings. */
export class PagesOverview extends Component {
    static template = "kfz_investment.PagesOverview";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.groups = pagesBelow(this.env.services.menu, this.props.action.id);
    }

    open(page) {
        return this.action.doAction(page.actionID);
    }
}

registry.category("actions").add("kfz_pages", PagesOverview);
