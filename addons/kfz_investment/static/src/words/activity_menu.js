import { ActivityMenu } from "@mail/core/web/activity_menu";
import { patch } from "@web/core/utils/patch";
import { session } from "@web/session";

const FILTERS = {
    overdue: ["activities_overdue"],
    today: ["activities_today"],
    upcoming_all: ["activities_upcoming_all"],
};

/** “My activities” opens the pages of projects, where core would open those of sales. */
patch(ActivityMenu.prototype, {
    openActivityGroup(group, filter = "all", newWindow) {
        const action = group.model === "crm.lead" && session.kfz_activity_action;
        if (!action) {
            return super.openActivityGroup(...arguments);
        }
        this.dropdown.close();
        const names = FILTERS[filter] || ["activities_overdue", "activities_today"];
        // as core: activity_ids is searched past its own rules, so that the count has to be asked for
        const additionalContext = { force_search_count: 1 };
        for (const name of names) {
            additionalContext[`search_default_${name}`] = 1;
        }
        return this.action.doAction(action, { newWindow, additionalContext, clearBreadcrumbs: true });
    },
});
