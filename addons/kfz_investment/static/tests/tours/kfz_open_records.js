import { rpcBus } from "@web/core/network/rpc";

/** A value of Python or JavaScript where a person expects a word. */
const CODE_WORDS = /\b(crm|kfz|mail|res|ir)(\.\w+)+\([\d, ]*\)|\[\]|\{\}|\[object |(?<![\w.-])(undefined|None|False|True|NaN|null)(?![\w.-])/;
const RECORD = ".o_data_row .o_data_cell:not(.o_list_button), .o_kanban_record:not(.o_kanban_ghost)";

let pending = 0;
rpcBus.addEventListener("RPC:REQUEST", () => pending++);
rpcBus.addEventListener("RPC:RESPONSE", () => pending--);

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Until nothing is asked of the server for a moment. */
async function idle() {
    for (let quiet = 0, tries = 0; quiet < 3 && tries < 400; tries++) {
        await pause(50);
        quiet = pending > 0 || document.querySelector(".o_blockUI") ? 0 : quiet + 1;
    }
}

/** What stands on the page, in fields as well. */
function shown() {
    const page = document.querySelector(".o_action_manager");
    const fields = [...page.querySelectorAll("input:not([type=checkbox]):not([type=radio]), textarea")];
    return [page.innerText, ...fields.map((field) => field.value)];
}

function check(where) {
    const dialog = document.querySelector(".o_error_dialog, .o_notification.bg-danger");
    if (dialog) {
        throw new Error(`${where}: ${dialog.innerText}`);
    }
    for (const text of shown()) {
        const found = CODE_WORDS.exec(text);
        if (found) {
            const around = text.slice(Math.max(0, found.index - 30), found.index + 50);
            throw new Error(`${where}: the page shows “${around}”`);
        }
    }
}

/** The windows in the menus of our app, once each. */
function windows(menus) {
    const app = menus.getApps().find((menu) => menu.xmlid === "kfz_investment.menu_kfz_root");
    const all = (menu) => [menu, ...(menu.childrenTree || []).flatMap(all)];
    const found = all(menus.getMenuAsTree(app.id)).filter((menu) => menu.actionModel === "ir.actions.act_window");
    return [...new Map(found.map((menu) => [menu.actionID, menu])).values()];
}

async function openFirst(name) {
    const record = document.querySelector(`.o_action_manager :is(${RECORD})`);
    if (!record || document.querySelector(".o_view_sample_data, .o_view_nocontent")) {
        return 0;
    }
    record.click();
    await idle();
    check(`${name}, the first record`);
    for (const tab of document.querySelectorAll(".o_form_view .o_notebook_headers a.nav-link")) {
        tab.click();
        await pause(30);
        check(`${name}, the first record, ${tab.innerText}`);
    }
    return document.querySelector(".o_form_view") ? 1 : 0;
}

/** Each page in the menus of our app is opened, and its first record with all its tabs; core's robot opens no record. */
export async function openRecords() {
    const { menu, action } = odoo.__WOWL_DEBUG__.root.env.services;
    let opened = 0;
    try {
        for (const { actionID, name } of windows(menu)) {
            await action.doAction(actionID, { clearBreadcrumbs: true });
            await idle();
            if (document.querySelector(".o_dialog .o_form_view")) {
                await action.doAction({ type: "ir.actions.act_window_close" });
                continue;
            }
            check(name);
            opened += await openFirst(name);
        }
        console.log(`records opened: ${opened}`);
        console.log("every record opens");
    } catch (error) {
        console.error(error.message);
    }
}
