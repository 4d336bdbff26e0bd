import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

import { shownDocument } from "@kfz_investment/documents/documents_field";

class Agreement extends models.Model {
    _name = "agreement";

    document_ids = fields.Many2many({ relation: "document" });

    _records = [{ id: 1, document_ids: [1, 2, 3, 4] }];
}

class Document extends models.Model {
    _name = "document";

    name = fields.Char();
    mimetype = fields.Char();
    type = fields.Selection({ selection: [["binary", "File"], ["url", "URL"]] });
    url = fields.Char();

    _records = [
        { id: 1, name: "示例协议.pdf", mimetype: "application/pdf", type: "binary" },
        { id: 2, name: "示例照片.png", mimetype: "image/png", type: "binary" },
        { id: 3, name: "示例清单.xlsx", mimetype: "application/vnd.ms-excel", type: "binary" },
        { id: 4, name: "示例网页", mimetype: "text/html", type: "url", url: "https://example.com/watch?v=youtu" },
    ];
}

defineModels([Agreement, Document]);
defineMailModels();

async function mountForm(readonly = false) {
    await mountView({
        type: "form",
        resModel: "agreement",
        resId: 1,
        arch: `<form><field name="document_ids" widget="kfz_documents" readonly="${readonly ? 1 : 0}"/></form>`,
    });
}

test("a PDF opens on the page, and the image is one step further", async () => {
    await mountForm();
    await contains(".o_kfz_document_link:contains(示例协议)").click();
    await animationFrame();
    expect(".o-FileViewer iframe").toHaveCount(1);
    expect(".o-FileViewer-header").toHaveText(/示例协议/);
    await contains(".o-FileViewer-navigation[title^=Next]").click();
    expect(".o-FileViewer-viewImage").toHaveCount(1);
    expect(".o-FileViewer-header").toHaveText(/示例照片/);
    await contains(".o-FileViewer-headerButton[aria-label=Close]").click();
    await animationFrame();
    expect(".o-FileViewer").toHaveCount(0);
});

test("a workbook has an icon and is downloaded; an address opens by itself", async () => {
    await mountForm();
    expect(".o_kfz_document_link:contains(示例清单)").toHaveAttribute("data-viewable", "0");
    expect(".o_kfz_document_link:contains(示例清单)").toHaveAttribute("href", /\/web\/content\/3.*download=true/);
    expect(".o_kfz_document:contains(示例清单) .fa-file-excel-o").toHaveCount(1);
    expect(".o_kfz_document_link:contains(示例网页)").toHaveAttribute("target", "_blank");
    expect(".o_kfz_document_link:contains(示例网页)").toHaveAttribute("data-viewable", "0");
});

test("only an image is asked for as an image", async () => {
    await mountForm();
    expect(".o_kfz_document img").toHaveCount(1);
    expect(".o_kfz_document:contains(示例照片) img").toHaveCount(1);
});

test("who may not change the record adds and removes nothing", async () => {
    await mountForm(true);
    expect(".o_attachment_remove").toHaveCount(0);
    expect(".o_attach").toHaveCount(0);
});

test("a document is removed from the record", async () => {
    await mountForm();
    await contains(".o_kfz_document:contains(示例清单) .o_attachment_remove").click();
    expect(".o_kfz_document").toHaveCount(3);
});

test("what opens on the page", () => {
    const opens = (mimetype, type = "binary") => shownDocument({ id: 1, name: "a", mimetype, type, url: "https://youtu.be/x" }).isViewable;
    for (const mimetype of ["application/pdf", "image/jpeg", "text/plain"]) {
        expect(opens(mimetype)).toBe(true);
        expect(opens(mimetype, "url")).toBe(false);
    }
    for (const mimetype of ["text/html", "image/tiff", "image/heic", "application/msword", "video/mp4", ""]) {
        expect(opens(mimetype)).toBe(false);
    }
});
