import { patch } from "@web/core/utils/patch";
import { FIELD_WIDTHS } from "@web/views/list/column_width_hook";
import { ListRenderer } from "@web/views/list/list_renderer";

/*
 * Widths of columns: core shrinks a column down to a fixed width, whatever is in it. Here it keeps its longest word and
 * its badges whole, and, where the list has room for it, what is in a cell on three lines.
 */

/** What has no spaces, such as an address, is broken all the same. */
const LONGEST_WORD = 220;
const LINES = 2.5;
const WIDEST = 320;

/** Core's narrowest and widest width of a column. */
export function coreWidths(column) {
    let width = column.field.listViewWidth ?? FIELD_WIDTHS[column.widget || column.fieldType] ?? 80;
    if (typeof width === "function") {
        width = width({ type: column.fieldType, hasLabel: column.hasLabel, options: column.options });
    }
    return Array.isArray(width) ? width : [width, width];
}

/**
 * The least width of each column: room for three lines where all columns together have it, else for the longest word.
 *
 * @param {{ word: number, whole: number }[]} columns content on as many lines as there are words, and on one line
 * @param {number} room
 * @returns {number[]}
 */
export function leastWidths(columns, room) {
    const words = columns.map(({ word }) => Math.min(word, LONGEST_WORD));
    const lines = columns.map(({ whole }, index) => Math.max(words[index], Math.min(whole / LINES, WIDEST)));
    const total = lines.reduce((sum, width) => sum + Math.max(width, 80), 0);
    return (total <= room ? lines : words).map(Math.ceil);
}

function widthsOf(table, headers, name) {
    table.classList.add("o_kfz_measuring", name);
    const widths = headers.map((header) => {
        const { paddingLeft, paddingRight } = getComputedStyle(header);
        return header.getBoundingClientRect().width - parseFloat(paddingLeft) - parseFloat(paddingRight);
    });
    table.classList.remove("o_kfz_measuring", name);
    return widths;
}

/** @returns {Object} least width by name of field, as the table is now */
function measure(table) {
    const headers = [...table.querySelectorAll("thead th")];
    const words = widthsOf(table, headers, "o_kfz_measuring_words");
    const wholes = widthsOf(table, headers, "o_list_computing_widths");
    const room = table.parentNode.clientWidth - 16 * headers.length;
    const least = leastWidths(words.map((word, index) => ({ word, whole: wholes[index] })), room);
    return Object.fromEntries(headers.map((header, index) => [header.dataset.name, least[index]]));
}

patch(ListRenderer.prototype, {
    setup() {
        this.wordColumns = new WeakMap();
        this.wordWidths = null;
        super.setup();
    },

    /** Widths of a column by what is in it; measured once for all columns. */
    wordWidth(column) {
        const [min, max] = coreWidths(column);
        if (!this.wordWidths) {
            this.wordWidths = measure(this.tableRef.el);
            Promise.resolve().then(() => (this.wordWidths = null));
        }
        const least = Math.max(min, this.wordWidths[column.name] || 0);
        return [least, max && Math.max(max, least)];
    },

    getActiveColumns() {
        return super.getActiveColumns().map((column) => {
            if (column.type !== "field" || column.attrs?.width) {
                return column;
            }
            if (!this.wordColumns.has(column)) {
                const field = { ...column.field, listViewWidth: () => this.wordWidth(column) };
                this.wordColumns.set(column, { ...column, field });
            }
            return this.wordColumns.get(column);
        });
    },
});
