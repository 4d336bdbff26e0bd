import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { session } from "@web/session";
import { WebClient } from "@web/webclient/webclient";

/** Above every page: that the database was restored, and from which backup, until a manager or administrator closes it for all. */
export class KfzRestored extends Component {
    static template = "kfz_investment.Restored";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.state = useState({ notice: session.kfz_restored || false });
    }

    async close() {
        await this.orm.call("kfz.backup", "close_restored", []);
        this.state.notice = false;
    }
}

patch(WebClient, { components: { ...WebClient.components, KfzRestored } });
