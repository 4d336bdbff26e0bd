import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { SearchModel } from "@web/search/search_model";
import { getPeriodOptions, getSelectedOptions, sortPeriodOptions } from "@web/search/utils/dates";

import { chinesePeriod, isChinese } from "./period";

/*
 * The periods that a date filter offers and those it shows in the search bar, in Chinese: core writes “十一月 2026”, “Q3”.
 */

/** The name of one option of the menu; one that a view has defined itself keeps its own. */
function optionName(option, moment) {
    const { granularity, plusParam, setParam } = option;
    if (granularity === "quarter") {
        return chinesePeriod(setParam);
    }
    return ["month", "year"].includes(granularity)
        ? chinesePeriod({ [granularity]: moment.plus(plusParam)[granularity] })
        : option.description;
}

/** The names of the chosen periods, each with its year; null for what a view has defined itself. */
function chosenNames(moment, dateFilter, optionIds) {
    const chosen = getSelectedOptions(moment, dateFilter, optionIds);
    if ("withDomain" in chosen) {
        return null;
    }
    const parts = [...(chosen.quarter || []), ...(chosen.month || [])];
    sortPeriodOptions(chosen.year);
    sortPeriodOptions(parts);
    return chosen.year
        .flatMap((year) => (parts.length ? parts : [{}]).map((part) => ({ ...year.setParam, ...part.setParam })))
        .map(chinesePeriod)
        .join("/");
}

patch(SearchModel.prototype, {
    _enrichItem(searchItem) {
        const item = super._enrichItem(searchItem);
        if (item?.type === "dateFilter" && isChinese(user.lang)) {
            const moment = this.referenceMoment;
            const options = getPeriodOptions(moment, searchItem.optionsParams);
            const names = Object.fromEntries(options.map((option) => [option.id, optionName(option, moment)]));
            item.options = item.options.map((option) => ({ ...option, description: names[option.id] }));
        }
        return item;
    },

    _getDateFilterDomain(dateFilter, generatorIds, key = "domain") {
        const names =
            key === "description" &&
            isChinese(user.lang) &&
            chosenNames(this.referenceMoment, dateFilter, generatorIds);
        return names || super._getDateFilterDomain(dateFilter, generatorIds, key);
    },
});
