import { user } from "@web/core/user";

import { listFigure, listUnit, stepFigure } from "./amount";
import { currencyCode } from "./currency";

/**
 * The unit in which a column of amounts is shown: one for all its rows, named in its heading.
 *
 * @typedef {{ factor: number, heading: string, figure: (value: number) => string, step: (value: number) => string }} Unit
 */

/**
 * @param {Iterable<number|false|undefined>} currencyIds the currencies of the amounts; none means yuan
 * @param {boolean} [exact] in the currency's own unit: money that is owed to the fen
 * @returns {Unit|null} null where currencies mix: then each amount has its own unit
 */
export function columnUnit(currencyIds, exact = false) {
    const codes = new Set([...currencyIds].map(currencyCode));
    if (codes.size > 1) {
        return null;
    }
    return unitOf(...listUnit(user.lang, codes.size ? [...codes][0] : "CNY", exact));
}

const units = new Map();

/** One object for each unit, so that a list that is drawn again need not draw all its cells again. */
function unitOf(factor, heading) {
    if (!units.has(heading)) {
        units.set(heading, {
            factor,
            heading,
            figure: (value) => listFigure(value, factor),
            step: (value) => stepFigure(value, factor),
        });
    }
    return units.get(heading);
}
