import { describe, expect, test } from "@odoo/hoot";
import { ChartDataSource } from "@spreadsheet/chart/data_source/chart_data_source";

import { paint, placeOf } from "@kfz_investment/dashboard/dashboard_charts";

describe.current.tags("headless");

const FIELDS = {
    company_id: { type: "many2one", relation: "res.company" },
    aging: { type: "selection", selection: [["d000", "0–90"], ["d091", "91–180"], ["d181", "181–365"]] },
    quarter: { type: "char" },
};
const set = (label, identifiers, data) => ({ label, data, identifiers: new Set(identifiers.map((each) => JSON.stringify(each))) });
const age = (zone, word) => [{ company_id: [zone, "示例"] }, { aging: word }];

/** What the source of a chart hands out, of data as core has it. */
function dataOf(data, mode = "bar", resModel = "kfz.signed.landed.report", dataPoints = []) {
    const source = Object.assign(Object.create(ChartDataSource.prototype), {
        isReady: () => true,
        _isValid: true,
        _metaData: { resModel, mode, zones: [5, 3] },
        _model: { data, dataPoints, metaData: { fields: FIELDS } },
    });
    return source.getData();
}

const LATER_FIRST = () => ({
    labels: ["示例"],
    datasets: [set("91–180", [age(3, "d091")], [1]), set("181–365", [age(3, "d181")], [1]), set("0–90", [age(5, "d000")], [2])],
});

test("ages come in their order, whichever a zone has first", () => {
    const { datasets, places } = dataOf(LATER_FIRST());
    expect(datasets.map(({ label }) => label)).toEqual(["0–90", "91–180", "181–365"]);
    expect(places).toEqual([0, 1, 2]);
});

test("zones come in the order that the server names", () => {
    const byQuarter = (zone) => [{ quarter: "Q3" }, { company_id: [zone, "示例"] }];
    const { datasets } = dataOf({ labels: ["Q3"], datasets: [set("乙", [byQuarter(3)], [1]), set("甲", [byQuarter(5)], [1])] });
    expect(datasets.map(({ label }) => label)).toEqual(["甲", "乙"]);
    expect(placeOf(JSON.stringify(byQuarter(9)), { fields: FIELDS, zones: [5, 3] })).toBe(-1);
});

test("zones along the axis come in that order, with their figures", () => {
    const data = { labels: ["乙", "甲"], datasets: [set("0–90", [age(3, "d000"), age(5, "d000")], [1, 2])] };
    const points = [3, 5].map((zone, labelIndex) => ({ labelIndex, identifier: JSON.stringify(age(zone, "d000")) }));
    const { labels, datasets } = dataOf(data, "bar", undefined, points);
    expect(labels).toEqual(["甲", "乙"]);
    expect(datasets[0].data).toEqual([2, 1]);
    const byAge = ["d181", "d000"].map((word, labelIndex) => ({ labelIndex, identifier: JSON.stringify([{ aging: word }, {}]) }));
    expect(dataOf(data, "bar", undefined, byAge).labels).toEqual(["乙", "甲"]);
});

test("charts of other models stay as core makes them", () => {
    const data = LATER_FIRST();
    expect(dataOf(data, "bar", "crm.lead")).toBe(data);
});

test("an age has one colour in bars and in the pie, and counts have no halves", () => {
    const bars = dataOf(LATER_FIRST());
    const bar = { type: "bar", data: { datasets: bars.datasets.map(() => ({})) }, options: { scales: { y: { ticks: {} } } } };
    paint(bar, bars);
    const pie = dataOf({ labels: ["91–180"], datasets: [set("", [[{ aging: "d091" }]], [2])] }, "pie");
    const legend = { labels: { generateLabels: () => [{ text: "91–180", fillStyle: "#000000" }] } };
    const round = { type: "pie", data: { datasets: [{}] }, options: { plugins: { legend } } };
    paint(round, pie);
    const color = bar.data.datasets[1].backgroundColor;
    expect(round.data.datasets[0].backgroundColor).toEqual([color]);
    expect(legend.labels.generateLabels({})[0].fillStyle).toBe(color);
    expect(bar.options.scales.y.ticks.precision).toBe(0);
});
