/** What a reader sees on a page, and what must not stand there. Works on any page; `kfzWords.look(rules)` gives the findings. */
(() => {
    /** A value of Python or JavaScript where a person expects a word. */
    const CODE = /\b(?:crm|kfz|mail|res|ir)(?:\.\w+)+\([\d, ]*\)|\b(?:kfz|crm\.lead|res\.partner)(?:\.\w+)+|\[\]|\{\}|[（(][)）]|\[object |(?<![\w.-])(?:undefined|None(?! [a-z])|False|True|NaN|null)(?![\w.-])|%\(\w+\)s|\{\{/;
    const LATIN = /[A-Za-z][A-Za-z'’]+/g;
    /** What is Latin in any language: addresses, names of files, codes with digits. */
    const CODES = /https?:\/\/\S+|\S+@\S+\.\w+|[^\s，。；：、]*\.(?:xlsx?|csv|pdf|docx?|png|jpe?g|txt|ofd|wps)\b|\b(?=\S*\d)[A-Za-z0-9][\w./-]*[A-Za-z0-9]\b/gi;
    const HAN = /\p{Script=Han}/u;
    const PERIODS = /\bQ[1-4]\b|\bW\d{1,2}\b|[一二三四五六七八九十]+月 \d{4}|(?<![\d-])\d{4}-\d{2}(?![\d-])|\b\d{1,2}\/\d{1,2}\/\d{4}\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d/;
    const PERIODS_EN = /\d+月|第\d+(?:季度|周)|(?<![\d-])\d{4}-Q[1-4]/;
    /** More Chinese than a period: somebody wrote it in Chinese, with its periods. */
    const WRITTEN = /(?![年月日第季度周元])\p{Script=Han}/u;
    /** An amount in yuan, or one that nobody rounded; 亿元 alone has up to four decimals. Below a milliard, a figure that names its unit is exact on purpose. */
    const RAW = /(?:CN)?¥\s?\d|(?<![\d.,])\d{1,3}(?:,\d{3}){3,}|(?<!CNY )(?<![\d.,])\d{1,3}(?:,\d{3}){2}(?![\d.,]*\d*元)(?!,)|(?<![\d.,\w-])\d+\.\d{3,}(?![\d.%亿]|\d* billion)|(?<![\w.])\d+(?:\.\d+)?e[+-]?\d+(?!\w)/;
    const UNIT = /元|CNY|million/;
    const ATTRIBUTES = ["title", "placeholder", "aria-label", "data-tooltip", "alt"];
    /** What hangs on a label and repeats what a person wrote, such as why a condition was waived. */
    const TOLD = new Set(["title", "data-tooltip"]);
    const UNSEEN = "script, style, noscript, template";
    const LABELS = "th[data-name], label.o_form_label, .o_horizontal_separator, .nav-link, button, .btn, .dropdown-item, .o_group_name, .o_menu_brand, .o_nav_entry";

    function isSeen(element) {
        return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest(UNSEEN);
    }

    /** Every text on the page: `{text, element, kind}` with kind text, value or an attribute. */
    function texts(root = document.body) {
        const found = [];
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const text = node.nodeValue.replace(/\s+/g, " ").trim();
            if (text && node.parentElement && isSeen(node.parentElement)) {
                found.push({ text, element: node.parentElement, kind: "text" });
            }
        }
        for (const element of root.querySelectorAll("input, textarea")) {
            if (!["checkbox", "radio", "hidden", "password", "file", "color"].includes(element.type) && element.value && isSeen(element)) {
                found.push({ text: element.value, element, kind: "value" });
            }
        }
        for (const name of ATTRIBUTES) {
            for (const element of root.querySelectorAll(`[${name}]`)) {
                const text = element.getAttribute(name).trim();
                if (text && isSeen(element)) {
                    found.push({ text, element, kind: name });
                }
            }
        }
        return found;
    }

    function place(element) {
        const named = element.closest("[name], [data-name], [class*='o_']");
        const name = named?.getAttribute("name") || named?.dataset?.name || [...(named?.classList || [])].find((one) => one.startsWith("o_")) || "";
        return `${element.tagName.toLowerCase()} in ${name}`;
    }

    const inside = (element, selectors) => selectors.some((selector) => element.closest(selector));

    /** Whether the heading of a figure's column names the unit. */
    function hasHeadedUnit(element) {
        const cell = element.closest("td");
        const table = cell?.closest("table");
        if (!table) {
            return false;
        }
        const headings = [...table.querySelectorAll("thead th")];
        const isWhole = table.closest(".o_pivot") || cell.closest("tfoot");
        const own = isWhole ? headings : [headings[cell.cellIndex]];
        return own.some((heading) => UNIT.test(heading?.innerText || ""));
    }

    function latinWords(text, allowed) {
        const bare = text.replace(CODES, " ");
        return [...bare.matchAll(LATIN)].map((match) => match[0]).filter((word) => !allowed.has(word));
    }

    function look(rules) {
        const findings = [];
        const chinese = rules.lang.startsWith("zh");
        const allowed = new Set(rules.latin);
        const sales = new RegExp(rules.sales.map((word) => (/^\w/.test(word) ? `\\b${word}\\b` : word)).join("|"), "i");
        const find = (check, { text, element, kind }, what) =>
            findings.push({ check, what, text: text.length > 120 ? `${text.slice(0, 117)}…` : text, place: `${place(element)}${kind === "text" ? "" : `, ${kind}`}` });
        for (const one of texts()) {
            if (inside(one.element, rules.data)) {
                continue;
            }
            const code = CODE.exec(one.text);
            // a group of records without a value is headed “None” in English
            if (code && one.text !== "None") {
                find("code", one, code[0]);
            }
            const word = sales.exec(one.text);
            if (word && !inside(one.element, rules.sales_data)) {
                find("sales", one, word[0]);
            }
            if (chinese) {
                latinWords(one.text, allowed).forEach((latin) => find("latin", one, latin));
            } else if (!TOLD.has(one.kind) && HAN.test(one.text) && one.element.closest(LABELS) && !inside(one.element, rules.han_data)) {
                find("han", one, one.text);
            }
            const period = (chinese ? PERIODS : PERIODS_EN).exec(chinese || !WRITTEN.test(one.text) ? one.text : "");
            if (period && one.kind !== "value") {
                find("period", one, period[0]);
            }
            const raw = one.kind === "text" && RAW.exec(one.text);
            if (raw && !inside(one.element, rules.numbers) && (raw[0].includes("¥") || !hasHeadedUnit(one.element))) {
                find("raw", one, raw[0]);
            }
        }
        if (chinese) {
            findings.push(...bareLabels(rules));
        }
        return findings;
    }

    /** Labels, headings and buttons of a Chinese page that have letters, but no Chinese. */
    function bareLabels(rules) {
        const findings = [];
        for (const element of document.querySelectorAll(LABELS)) {
            const text = element.innerText?.replace(/\s+/g, " ").trim();
            if (text && isSeen(element) && !HAN.test(text) && /[A-Za-z]/.test(text) && !inside(element, rules.data)) {
                const words = latinWords(text, new Set(rules.latin));
                if (words.length) {
                    findings.push({ check: "label", what: text, text, place: place(element) });
                }
            }
        }
        return findings;
    }

    window.kfzWords = { look, texts, place, isSeen };
})();
