import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { contains, defineModels, fields, models, mountView, patchWithCleanup, serverState } from "@web/../tests/web_test_helpers";
import { GraphRenderer } from "@web/views/graph/graph_renderer";

class Figure extends models.Model {
    _name = "figure";

    kind = fields.Selection({ selection: [["a", "甲"], ["b", "乙"]] });
    currency_id = fields.Many2one({ relation: "res.currency" });
    signed = fields.Monetary({ string: "签约金额", currency_field: "currency_id", aggregator: "sum" });
    landed = fields.Monetary({ string: "落地金额", currency_field: "currency_id", aggregator: "sum" });
    rate = fields.Float({ string: "比率", aggregator: "avg" });

    _records = [
        { id: 1, kind: "a", signed: 27_287_000_000, landed: 30_000, rate: 0.5, currency_id: 1 },
        { id: 2, kind: "b", signed: 10_000, landed: 50_000, rate: 0.25, currency_id: 1 },
    ];
}

defineModels([Figure]);
defineMailModels();

let chart;

async function mountGraph(measure = "signed", widget = `widget="kfz_amount"`) {
    serverState.lang = "zh_CN";
    serverState.currencies = [{ id: 1, name: "CNY", symbol: "¥", position: "before" }];
    patchWithCleanup(GraphRenderer.prototype, {
        getChartConfig() {
            chart = { renderer: this, config: super.getChartConfig() };
            return chart.config;
        },
    });
    // not one template inside the other: the bundler takes the spaces out of the inner one
    const shown = measure ? '<field name="' + measure + '" type="measure" ' + (measure === "signed" ? widget : "") + "/>" : "";
    await mountView({
        type: "graph",
        resModel: "figure",
        arch: `<graph><field name="kind"/><field name="signed" ${widget}/><field name="rate" widget="percentage"/>
            ${shown}</graph>`,
    });
    return chart.config.options.scales.y;
}

function tooltip() {
    const { renderer } = chart;
    const point = { datasetIndex: 0, dataIndex: 0, raw: renderer.model.data.datasets[0].data[0] };
    return renderer.getTooltipItems(renderer.model.data, renderer.model.metaData, { dataPoints: [point] })[0].value;
}

test("axis, legend and tooltip of amounts have one unit", async () => {
    const axis = await mountGraph();
    expect(axis.title.text).toBe("签约金额（万元）");
    expect(axis.title.display).toBe(true);
    expect(axis.ticks.callback(5_000_000_000)).toBe("500,000");
    expect(chart.config.data.datasets[0].label).toBe("签约金额（万元）");
    expect(tooltip()).toBe("2,728,700.00");
    expect(chart.renderer.namedMeasures().signed.string).toBe("签约金额（万元）");
});

test("another monetary measure of such a graph has the same unit", async () => {
    const axis = await mountGraph("landed");
    expect(axis.title.text).toBe("落地金额（万元）");
    expect(tooltip()).toBe("3.00");
});

test("counts have whole steps, and rates keep theirs", async () => {
    const axis = await mountGraph(null);
    expect(axis.ticks.precision).toBe(0);
    expect(axis.ticks.callback(1200)).toBe("1,200");
    await contains(".o_graph_button_dropdown, .o_graph_renderer .dropdown-toggle").click();
    await contains(".o_menu_item:contains(比率)").click();
    const rates = chart.config.options.scales.y;
    expect(rates.ticks.precision).toBe(undefined);
    expect(rates.ticks.callback(0.5)).toBe("50%");
});

test("graphs of others stay as core shows them", async () => {
    const axis = await mountGraph("signed", "");
    expect(axis.title.text).toBe("签约金额");
    expect(axis.ticks.callback(5000)).toBe("5.00k");
});
