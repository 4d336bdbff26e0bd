import { MessagingMenu } from "@mail/core/public_web/messaging_menu";
import { patch } from "@web/core/utils/patch";

/* Core's offer to install “Odoo” on the phone speaks of its maker; the browser's own menu has the same under the product's name. */
patch(MessagingMenu.prototype, {
    get canPromptToInstall() {
        return false;
    },
});
