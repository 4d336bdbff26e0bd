import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test, unload } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

class Visit extends models.Model {
    _name = "visit";

    summary = fields.Text();
}

defineModels([Visit]);
defineMailModels();

async function mountVisit() {
    onRpc("visit", "web_save", () => expect.step("saved"));
    await mountView({
        type: "form",
        resModel: "visit",
        arch: `<form js_class="kfz_visit_form"><field name="summary"/></form>`,
    });
}

test("a page that is left while a visit is written asks, and saves nothing", async () => {
    await mountVisit();
    await contains("[name=summary] textarea").edit("示例：面谈", { confirm: false });
    const [event] = await unload();
    await animationFrame();
    expect(event.defaultPrevented).toBe(true);
    expect.verifySteps([]);
});

test("an empty visit is left without a question", async () => {
    await mountVisit();
    const [event] = await unload();
    await animationFrame();
    expect(event.defaultPrevented).toBe(false);
    expect.verifySteps([]);
});
