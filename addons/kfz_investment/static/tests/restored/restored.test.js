import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, defineModels, models, mountWebClient, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { session } from "@web/session";

class Backup extends models.Model {
    _name = "kfz.backup";

    close_restored() {
        expect.step("closed");
        return false;
    }
}

defineModels([Backup]);
defineMailModels();

const TEXT = "Restored today from the backup of yesterday.";

async function open(notice) {
    patchWithCleanup(session, { kfz_restored: notice });
    await mountWebClient();
    await animationFrame();
}

test("a database that was not restored shows nothing", async () => {
    await open(false);
    expect(".o_kfz_restored").toHaveCount(0);
});

test("a restored database says so above the page", async () => {
    await open({ text: TEXT, closable: false });
    expect(".o_kfz_restored > span").toHaveText(TEXT);
    expect(".o_kfz_restored + .o_action_manager").toHaveCount(1);
    expect(".o_kfz_restored button").toHaveCount(0);
});

test("whoever may close the notice closes it for everybody", async () => {
    await open({ text: TEXT, closable: true });
    await contains(".o_kfz_restored button").click();
    expect.verifySteps(["closed"]);
    expect(".o_kfz_restored").toHaveCount(0);
});
