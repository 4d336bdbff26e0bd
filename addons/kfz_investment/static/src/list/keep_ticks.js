import { patch } from "@web/core/utils/patch";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { ListController } from "@web/views/list/list_controller";

/**
 * Core reads the page again, and so loses its ticks, whenever a window of the menu of actions closes, also when it was
 * cancelled. Core tells a button that cancels from one that applies only where it has a name. Each class needs an object of its own: that is what `super` goes by.
 */
const keepTicks = () => ({
    get actionMenuProps() {
        const props = super.actionMenuProps;
        return {
            ...props,
            onActionExecuted: (info = {}) => (info.special || info.dismiss ? undefined : props.onActionExecuted(info)),
        };
    },
});

patch(ListController.prototype, keepTicks());
patch(KanbanController.prototype, keepTicks());
