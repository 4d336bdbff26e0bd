/** In the web client: which pages the user is offered, and ways to open what is on them. Each answers when the page is at rest. */
(() => {
    const RECORD = ".o_data_row .o_data_cell:not(.o_list_button), .o_kanban_record:not(.o_kanban_ghost)";
    const TABS = ".o_form_view .o_notebook_headers a.nav-link";
    const DIALOG = ".modal:not(.o_inactive_modal)";
    const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const services = () => odoo.__WOWL_DEBUG__.root.env.services;
    /** What the page waits for: calls, answers of fetch, elements of scripts and styles. */
    const pending = new Set();
    let watched = false;

    // from the first script of the page on: calls of its first view are under way before anybody asks
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (...args) {
        pending.add(this);
        this.addEventListener("loadend", () => pending.delete(this));
        return send.apply(this, args);
    };

    /** What the server refuses, whether or not a dialog tells of it. */
    function watchCalls() {
        const { rpcBus } = odoo.loader.modules.get("@web/core/network/rpc");
        rpcBus.addEventListener("RPC:RESPONSE", ({ detail }) => {
            if (detail.error && !(detail.error.message || "").includes("abort")) {
                console.error(`the server refused ${detail.data?.params?.method || detail.settings?.url || ""}: ${detail.error.data?.message || detail.error.message}`);
            }
        });
    }

    /** Parts of the program that a page loads when it first needs them. */
    function watchParts() {
        const fetched = window.fetch;
        window.fetch = (...args) => {
            const answer = fetched(...args);
            const done = () => pending.delete(answer);
            pending.add(answer);
            answer.then(done, done);
            return answer;
        };
        new MutationObserver((changes) => {
            for (const node of changes.flatMap((change) => [...change.addedNodes])) {
                if (node.src || node.rel === "stylesheet") {
                    pending.add(node);
                    for (const name of ["load", "error"]) {
                        node.addEventListener(name, () => pending.delete(node));
                    }
                }
            }
        }).observe(document.head, { childList: true });
    }

    function watch() {
        if (!watched) {
            watched = true;
            watchCalls();
            watchParts();
        }
    }

    /** Until nothing is asked of the server, and nothing moves, for a moment. */
    async function rest() {
        watch();
        let quiet = 0;
        for (let tries = 0; quiet < 3 && tries < 600; tries++) {
            await pause(40);
            const busy = pending.size || !document.querySelector(".o_action_manager > *") || document.querySelector(".o_blockUI, .o_data_loading, .dashboard-loading-status");
            quiet = busy ? 0 : quiet + 1;
        }
        if (quiet < 3) {
            console.error(`the page does not come to rest: ${[...pending].map((one) => one.src || one.href || one.responseURL || String(one)).join(", ")}`);
        }
    }

    /** The pages of the user's menus and of the cogs of these pages, once each, with the way to them; how many entries the bars have. */
    function menus() {
        const { menu } = services();
        const apps = menu.getApps();
        const rows = [];
        const walk = (node, way) => {
            const path = [...way, node.name];
            if (node.actionID && node.actionModel !== "ir.actions.act_url") {
                rows.push({ action: node.actionID, name: path.join(" / "), xmlid: node.xmlid, model: node.actionModel });
            }
            (node.childrenTree || []).forEach((child) => walk(child, path));
        };
        apps.forEach((app) => walk(menu.getMenuAsTree(app.id), []));
        const entries = rows.length;
        const own = new Set(apps.map((app) => app.id));
        menu.getAll().filter((one) => own.has(one.appID)).forEach((one) => walk({ ...one, childrenTree: [] }, ["…"]));
        return { entries, pages: [...new Map(rows.map((row) => [row.action, row])).values()] };
    }

    /** Open an action, in one of its views. @returns {{dialog: boolean, views: string[], view: string, model: string}} */
    async function open(action, viewType) {
        await services().action.doAction(action, { clearBreadcrumbs: true, ...(viewType ? { viewType } : {}) });
        await rest();
        return here();
    }

    function here() {
        const controller = services().action.currentController;
        return {
            dialog: Boolean(document.querySelector(DIALOG)),
            views: (controller?.views || []).map((view) => view.type),
            view: controller?.props?.type || controller?.view?.type || "",
            model: controller?.props?.resModel || "",
            // core shows invented rows behind the message of an empty page
            empty: Boolean(document.querySelector(".o_view_sample_data, .o_view_nocontent")),
        };
    }

    async function closeDialog() {
        await services().action.doAction({ type: "ir.actions.act_window_close" });
        await rest();
    }

    /** Wait until something is so, for so many milliseconds at most. */
    async function until(condition, milliseconds) {
        for (const end = Date.now() + milliseconds; !condition() && Date.now() < end; ) {
            await pause(40);
        }
        await rest();
        return condition();
    }

    /**
     * Open the first record of a list or board.
     * @returns {{record: string, stays: boolean}} which record has a page of its own, or nothing; whether it should, and did not open
     */
    async function openFirst() {
        const record = document.querySelector(`.o_action_manager :is(${RECORD})`);
        if (!record || here().empty) {
            return { record: "", stays: false };
        }
        // rows of some lists are changed where they stand, or lead nowhere, and cards that lead somewhere say so
        const leads = record.classList.contains("o_data_cell") || record.classList.contains("cursor-pointer");
        record.click();
        const isOpen = () => document.querySelector(".o_form_view");
        const isInline = () => document.querySelector(".o_selected_row");
        await until(() => isOpen() || isInline() || document.querySelector(DIALOG), leads ? 3000 : 200);
        const { resModel, resId } = services().action.currentController?.props || {};
        return {
            record: isOpen() ? `${resModel},${resId},${document.querySelectorAll(TABS).length}` : "",
            stays: leads && !isOpen() && !isInline() && !document.querySelector(DIALOG),
        };
    }

    function tabs() {
        return [...document.querySelectorAll(TABS)].map((tab) => tab.innerText.trim());
    }

    async function openTab(index) {
        document.querySelectorAll(TABS)[index].click();
        await rest();
    }

    const DROPDOWNS = ".o_searchview_dropdown_toggler, .o_cp_action_menus button.dropdown-toggle";

    /** How many menus of the page can be opened: filters, groups, the cog. */
    function dropdowns() {
        return [...document.querySelectorAll(DROPDOWNS)].filter((button) => button.offsetParent).length;
    }

    /** Open one of them; it closes when the next page opens. */
    async function openDropdown(index) {
        [...document.querySelectorAll(DROPDOWNS)].filter((button) => button.offsetParent)[index].click();
        await rest();
    }

    /** Open the menu of the user; a phone has it in its burger. */
    async function openUserMenu() {
        document.querySelector(".o_user_menu button, .o_mobile_menu_toggle")?.click();
        await rest();
        // it slides in
        await pause(500);
    }

    async function closeDropdowns() {
        document.querySelector(".o_sidebar_close")?.click();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
        document.querySelector(".o_action_manager")?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
        await pause(40);
    }

    /** Open the form of a new record. @returns {boolean} whether the page offers one */
    async function create() {
        const button = [...document.querySelectorAll(".o_list_button_add, .o-kanban-button-new, .o_form_button_create")].find((one) => one.offsetParent);
        if (!button) {
            return false;
        }
        button.click();
        await rest();
        return true;
    }

    /** Leave a form without saving. */
    async function discard() {
        const root = odoo.__WOWL_DEBUG__.root.env;
        [...document.querySelectorAll(".o_form_button_cancel, .o_list_button_discard, .o_kanban_cancel")].forEach((one) => one.offsetParent && one.click());
        await rest();
        root.services.dialog.closeAll();
        await rest();
    }

    window.kfzSteer = { rest, menus, open, here, closeDialog, openFirst, tabs, openTab, dropdowns, openDropdown, openUserMenu, closeDropdowns, create, discard };
})();
