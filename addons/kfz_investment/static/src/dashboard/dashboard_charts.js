import { registries } from "@odoo/o-spreadsheet";
import "@spreadsheet/chart/odoo_chart/odoo_bar_chart";
import "@spreadsheet/chart/odoo_chart/odoo_pie_chart";
import { ChartDataSource } from "@spreadsheet/chart/data_source/chart_data_source";
import { patch } from "@web/core/utils/patch";

/*
 * Charts of our figures name zones and ages in their fixed order, and each has its colour in all charts of a dashboard, whatever
 * else they show; core takes them as they come. Axes of whole numbers have no halves.
 */
const MODEL = "kfz.signed.landed.report";
const COLORS = ["#4EA7F2", "#EA6175", "#43C5B1", "#F4A261", "#8481DD", "#FFD86D"];

/** The place of the last (or `at`) value by which a point is grouped: of a choice in its field, of a zone among all; or -1. */
export function placeOf(identifier, { fields, zones = [] }, at = -1) {
    const [[spec, value]] = Object.entries(JSON.parse(identifier).at(at) || { "": false });
    const { type, relation, selection } = fields[spec] || {};
    if (type === "selection") {
        return selection.findIndex(([word]) => word === value);
    }
    return relation === "res.company" ? zones.indexOf(value?.[0]) : -1;
}

/** Data sets in the order of their places, each with its place; those without one come last. */
export function inOrder(datasets, metaData) {
    const placed = datasets.map((dataset) => ({ ...dataset, place: placeOf([...dataset.identifiers][0], metaData) }));
    const last = (place) => (place < 0 ? Infinity : place);
    return placed.sort((one, other) => last(one.place) - last(other.place) || 0);
}

/** Zones along the axis, in their order: labels, and what the data sets have for each. */
export function alongAxis({ labels, datasets, ...rest }, points, metaData) {
    const places = labels.map((_label, index) => {
        const point = points.find(({ labelIndex }) => labelIndex === index);
        return point?.identifier.startsWith('[{"company_id"') ? placeOf(point.identifier, metaData, 0) : -1;
    });
    if (places.some((place) => place < 0)) {
        return { labels, datasets, ...rest };
    }
    const order = [...labels.keys()].sort((one, other) => places[one] - places[other]);
    const inPlace = (values) => (Array.isArray(values) ? order.map((index) => values[index]) : values);
    const moved = datasets.map((dataset) =>
        Object.fromEntries(Object.entries(dataset).map(([name, values]) => [name, inPlace(values)])),
    );
    return { ...rest, labels: inPlace(labels), datasets: moved };
}

/** The colours of places; null where one is not known. */
export function colorsOf(places) {
    return places.every((place) => place >= 0) ? places.map((place) => COLORS[place % COLORS.length]) : null;
}

patch(ChartDataSource.prototype, {
    getData() {
        const data = super.getData();
        if (this._metaData.resModel !== MODEL || !data.datasets.length) {
            return data;
        }
        const metaData = { zones: this._metaData.zones, fields: this._model.metaData.fields };
        if (this._metaData.mode === "pie") {
            return { ...data, places: [...data.datasets[0].identifiers].map((each) => placeOf(each, metaData)) };
        }
        const placed = alongAxis(data, this._model.dataPoints, metaData);
        const datasets = inOrder(placed.datasets, metaData);
        return { ...placed, datasets, places: datasets.map(({ place }) => place) };
    },
});

/** Paint what core made of a chart. */
export function paint({ type, data, options }, { datasets, places }) {
    const colors = places && colorsOf(places);
    if (colors && type === "pie") {
        const { labels } = options.plugins.legend;
        const core = labels.generateLabels;
        data.datasets.forEach((dataset) => (dataset.backgroundColor = colors));
        labels.generateLabels = (chart) =>
            core(chart).map((item, index) => ({ ...item, fillStyle: colors[index], strokeStyle: colors[index] }));
    } else if (colors) {
        data.datasets.forEach((dataset, index) => (dataset.backgroundColor = colors[index]));
    }
    if (places && options.scales?.y && datasets.every((each) => each.data.every(Number.isInteger))) {
        options.scales.y.ticks.precision = 0;
    }
}

for (const type of ["odoo_bar", "odoo_pie"]) {
    const builder = registries.chartRegistry.get(type);
    const make = builder.getChartRuntime;
    builder.getChartRuntime = (chart, getters) => {
        const runtime = make(chart, getters);
        paint(runtime.chartJsConfig, chart.dataSource.getData());
        return runtime;
    };
}
