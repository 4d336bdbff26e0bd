/** How a page stands on its screen: what is cut, what lies beside it, and whether a column of amounts has one unit. */
(() => {
    const { place, isSeen } = window.kfzWords;
    const UNIT = /[万亿](?:元|美元|欧元|港元|日元|英镑)|\b(?:million|billion)\b/;
    const AMOUNTS = "td.o_list_number, .o_field_kfz_amount, .o_field_monetary, .o_pivot_cell_value, .o_animated_number, .o_stat_value, .o_kanban_counter";
    const HEADINGS = "th .o_column_title, th[data-name] > .d-flex > span, .o_pivot th, .o_kanban_header_title, .nav-link, .o_form_view .o_tag_badge_text, .btn:not(.o-dropdown-caret)";
    const WORDS = ".badge, .o_kanban_header_title, .nav-link, .btn, .o_form_label";
    const SCROLLS = new Set(["auto", "scroll"]);

    const clips = (style) => ["hidden", "clip"].includes(style.overflowX) || style.textOverflow === "ellipsis";

    /** Whether the element, or one that only wraps it, shows less than it holds. */
    function isCut(element) {
        for (const one of [element, ...element.querySelectorAll("span, div, a")]) {
            if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && clips(getComputedStyle(one))) {
                return true;
            }
        }
        return false;
    }

    const short = (element) => (element.innerText || "").replace(/\s+/g, " ").trim().slice(0, 80);

    function cut() {
        const findings = [];
        for (const element of document.querySelectorAll(AMOUNTS)) {
            if (isSeen(element) && /\d/.test(element.innerText || "") && isCut(element)) {
                findings.push({ check: "cut", what: "amount", text: short(element), place: place(element) });
            }
        }
        for (const element of document.querySelectorAll(HEADINGS)) {
            if (isSeen(element) && short(element) && !element.closest(".visually-hidden-focusable") && isCut(element)) {
                findings.push({ check: "cut", what: "heading", text: short(element), place: place(element) });
            }
        }
        return findings;
    }

    /** Latin words that a line breaks in their middle, without a hyphen. */
    function broken() {
        const findings = [];
        for (const element of [...document.querySelectorAll(WORDS)].filter(isSeen)) {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                for (const match of node.nodeValue.matchAll(/[A-Za-z]{4,}/g)) {
                    const range = document.createRange();
                    range.setStart(node, match.index);
                    range.setEnd(node, match.index + match[0].length);
                    if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) {
                        findings.push({ check: "cut", what: "a word broken", text: match[0], place: place(element) });
                    }
                }
            }
        }
        return findings;
    }

    /** The nearest ancestor that a reader scrolls sideways, apart from the page itself. */
    function scroller(element) {
        for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
            if (SCROLLS.has(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1) {
                return one;
            }
        }
        return null;
    }

    /** @param {string[]} wide what may be scrolled sideways in its own frame, such as a pivot table */
    function sideways(wide) {
        const findings = [];
        for (const element of [document.scrollingElement, ...document.querySelectorAll(".o_action_manager, .o_content, .o_form_view_container, .modal-body")]) {
            const style = getComputedStyle(element);
            const can = element === document.scrollingElement ? !["hidden", "clip"].includes(style.overflowX) : SCROLLS.has(style.overflowX);
            if (can && element.scrollWidth > element.clientWidth + 2 && !wide.some((selector) => element.matches(selector) || element.querySelector(selector))) {
                findings.push({ check: "sideways", what: `${element.scrollWidth} > ${element.clientWidth}`, text: "", place: place(element) });
            }
        }
        for (const button of document.querySelectorAll("button, .btn, a[role=button], .o_list_button button")) {
            const box = button.getBoundingClientRect();
            if (box.width > 0 && isSeen(button) && (box.right > innerWidth + 2 || box.left < -2) && !allowsScroll(button, wide)) {
                findings.push({ check: "sideways", what: "a button beside the screen", text: short(button), place: place(button) });
            }
        }
        return findings;
    }

    function allowsScroll(element, wide) {
        const frame = scroller(element);
        return frame && wide.some((selector) => frame.matches(selector) || frame.querySelector(selector) || frame.closest(selector));
    }

    /** Columns of amounts: the unit stands in the heading, the figures have the same decimals. */
    function columns() {
        const findings = [];
        for (const table of [...document.querySelectorAll(".o_list_table")].filter(isSeen)) {
            for (const heading of table.querySelectorAll("thead th[data-name]")) {
                const name = heading.dataset.name;
                const cells = [...table.querySelectorAll(`tbody td[name="${CSS.escape(name)}"].o_list_number`)].filter((cell) => cell.innerText.trim());
                const figures = cells.map((cell) => cell.innerText.trim().replace(/[,\s]/g, ""));
                const inCell = cells.find((cell) => UNIT.test(cell.innerText));
                if (inCell) {
                    findings.push({ check: "unit", what: "a unit in a cell", text: short(inCell), place: `column ${name}` });
                } else if (UNIT.test(heading.innerText)) {
                    const decimals = new Set(figures.filter((figure) => /\d/.test(figure)).map((figure) => (figure.split(".")[1] || "").length));
                    if (decimals.size > 1) {
                        findings.push({ check: "unit", what: "decimals differ", text: figures.slice(0, 4).join(" "), place: `column ${name}` });
                    }
                }
            }
        }
        return findings;
    }

    /** Pages of figures: whose they are and until when stands above them, and each figure has its definition. */
    function figures(models) {
        // the pages of the portal have services, but no actions
        const { props } = window.odoo?.__WOWL_DEBUG__?.root.env.services.action?.currentController || {};
        const model = props?.resModel || document.body.dataset.model;
        const view = [...document.querySelectorAll(".o_pivot_view, .o_graph_view, .o_list_view")].find(isSeen);
        if (!view || !models.includes(model)) {
            return [];
        }
        const findings = [];
        const scope = [...document.querySelectorAll(".o_kfz_scope")].find(isSeen);
        if (!scope || !scope.innerText.trim()) {
            findings.push({ check: "scope", what: "whose figures, and until when", text: "", place: model });
        }
        for (const heading of view.querySelectorAll(".o_pivot_measure_row")) {
            if (!heading.dataset.tooltip && !/^(?:计数|Count)$/.test(short(heading))) {
                findings.push({ check: "scope", what: "a figure without definition", text: short(heading), place: model });
            }
        }
        return findings;
    }

    /** On a desktop the board shows all its stages, each with its count. */
    function board() {
        const groups = innerWidth < 1300 ? [] : [...document.querySelectorAll(".o_kfz_board .o_kanban_group")].filter(isSeen);
        return groups
            .filter((group) => group.getBoundingClientRect().right > innerWidth + 2 || !/\(\d+\)/.test(group.innerText))
            .map((group) => ({ check: "board", what: "a stage out of sight, or without its count", text: short(group), place: place(group) }));
    }

    function errors() {
        const shown = [...document.querySelectorAll(".o_error_dialog, .o_notification.bg-danger, .o_dialog_error")].find(isSeen);
        return shown ? [{ check: "error", what: "an error on the page", text: short(shown), place: "dialog" }] : [];
    }

    window.kfzLayout = {
        look(rules) {
            return [...errors(), ...figures(rules.figures), ...board(), ...cut(), ...broken(), ...columns(), ...sideways(innerWidth < 600 ? rules.wide : [...rules.wide, ".o_list_renderer", ".o_kanban_renderer", ".o_activity_view_table"])];
        },
    };
})();
