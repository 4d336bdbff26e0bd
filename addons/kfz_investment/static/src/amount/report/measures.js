/**
 * Whether a measure of a pivot table or graph is an amount in the unit of its column: one with the widget kfz_amount, and in
 * a view that uses it, every monetary measure without a widget, which the reader may choose from the menu of measures.
 *
 * @param {string} measure
 * @param {Record<string, { type: string }>} fields
 * @param {Record<string, string>} widgets of the measures, as the view says
 */
export function isAmountMeasure(measure, fields, widgets) {
    const ours = Object.values(widgets).includes("kfz_amount");
    return widgets[measure] ? widgets[measure] === "kfz_amount" : ours && fields[measure]?.type === "monetary";
}

/** @returns {Record<string, string>} the widgets of a graph's measures */
export function graphWidgets(fieldAttrs) {
    return Object.fromEntries(
        Object.entries(fieldAttrs)
            .filter(([, attrs]) => attrs.widget)
            .map(([name, attrs]) => [name, attrs.widget])
    );
}
