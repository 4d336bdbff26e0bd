import { FileModel } from "@web/core/file_viewer/file_model";
import { useFileViewer } from "@web/core/file_viewer/file_viewer_hook";
import { registry } from "@web/core/registry";
import { Many2ManyBinaryField, many2ManyBinaryField } from "@web/views/fields/many2many_binary/many2many_binary_field";

/** What every browser shows by itself; a tiff is an image that most do not. */
const SHOWN_IMAGES = ["image/bmp", "image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"];
const ICONS = [
    [/pdf/, "fa-file-pdf-o"],
    [/^image\//, "fa-file-image-o"],
    [/word|opendocument\.text/, "fa-file-word-o"],
    [/excel|spreadsheet|csv/, "fa-file-excel-o"],
    [/powerpoint|presentation/, "fa-file-powerpoint-o"],
    [/zip|rar|7z|compressed/, "fa-file-archive-o"],
    [/^text\//, "fa-file-text-o"],
];

/** A document of a record: whether it opens on the page, and what stands for it. */
export class ShownDocument extends FileModel {
    get isImage() {
        return SHOWN_IMAGES.includes(this.mimetype);
    }

    /** Pages and scripts are read as documents of an office nowhere; they are downloaded. */
    get isText() {
        return this.mimetype === "text/plain";
    }

    /** An address opens by itself: nothing is asked of another server for a preview. */
    get isViewable() {
        return this.type !== "url" && Boolean(this.isPdf || this.isImage || this.isText);
    }

    get isUrlYoutube() {
        return false;
    }

    get icon() {
        if (this.type === "url") {
            return "fa-link";
        }
        return ICONS.find(([pattern]) => pattern.test(this.mimetype || ""))?.[1] ?? "fa-file-o";
    }

    get extension() {
        const parts = (this.name || "").split(".");
        return parts.length > 1 ? parts.at(-1) : "";
    }

    /** Only what is an image is asked for as one. */
    get thumbnail() {
        return this.isImage && this.type !== "url" ? `/web/image/${this.id}` : "";
    }

    get link() {
        return this.type === "url" ? this.url : this.downloadUrl;
    }
}

/** A document from the values that the field has read of it. */
export function shownDocument(values) {
    const shown = new ShownDocument();
    for (const name of ["id", "name", "mimetype", "type", "url"]) {
        shown[name] = values[name] || undefined;
    }
    return shown;
}

/**
 * The documents of a record: PDF, images and plain text open on the page, others are downloaded. In a list each is one
 * line. Core's field for files, with core's viewer; who may read a document is asked where it is served, as before.
 */
export class KfzDocumentsField extends Many2ManyBinaryField {
    static template = "kfz_investment.DocumentsField";
    static props = { ...Many2ManyBinaryField.props, isLine: { type: Boolean, optional: true } };

    setup() {
        super.setup();
        this.viewer = useFileViewer();
    }

    get files() {
        return super.files.map(shownDocument);
    }

    /** Open a document on the page; the others that open there are one step away. */
    view(ev, document, documents) {
        if (document.isViewable) {
            ev.preventDefault();
            this.viewer.open(document, documents);
        }
    }
}

export const kfzDocumentsField = {
    ...many2ManyBinaryField,
    component: KfzDocumentsField,
    relatedFields: [
        ...many2ManyBinaryField.relatedFields,
        { name: "type", type: "selection", selection: [] },
        { name: "url", type: "char" },
    ],
    extractProps: (info, dynamicInfo) => ({
        ...many2ManyBinaryField.extractProps(info, dynamicInfo),
        isLine: info.viewType === "list",
    }),
};

registry.category("fields").add("kfz_documents", kfzDocumentsField);
