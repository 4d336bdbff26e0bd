import { Component, onMounted, onWillUpdateProps, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";

/** What the figures of a page mean, in the words of their fields' help. */
export class KfzDefinitionsDialog extends Component {
    static template = "kfz_investment.DefinitionsDialog";
    static components = { Dialog };
    static props = { close: Function, definitions: Array };
}

/** Whose figures a page shows, until when, what is counted, and a link to their definitions (also for fingers). */
export class KfzScope extends Component {
    static template = "kfz_investment.Scope";
    static props = {
        resModel: String,
        context: { type: Object, optional: true },
        fields: { type: Object, optional: true },
        shown: { type: Function, optional: true },
    };
    static defaultProps = { context: {}, fields: {}, shown: () => [] };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.state = useState({ sentences: [] });
        // the page does not wait for its line
        onMounted(() => this.load(this.props));
        onWillUpdateProps((next) => {
            if (next.context.kfz_as_of !== this.props.context.kfz_as_of) {
                this.load(next);
            }
        });
    }

    async load({ resModel, context, shown }) {
        this.state.sentences = await this.orm.silent.call(resModel, "kfz_scope", [shown()], { context });
    }

    /** The figures shown that have a definition, in their order. */
    get definitions() {
        return this.props
            .shown()
            .map((name) => this.props.fields[name])
            .filter((field) => field?.help)
            .map(({ string, help }) => ({ string, help }));
    }

    openDefinitions() {
        this.dialog.add(KfzDefinitionsDialog, { definitions: this.definitions });
    }
}
