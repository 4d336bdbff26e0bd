import { registry } from "@web/core/registry";

/** Headings that no word of the import knows, and what each is: one choice per column. */
const COLUMNS = {
    事项全称: "name",
    落户主体: "enterprise",
    归口地盘: "zone",
    推进到哪一步: "stage",
    "拟投盘子（万元）": "investment",
    落笔那天: "signed_date",
    "纸面数额（万元）": "signed_amount",
    联络人: "contact",
    挂帅的人: "lead_official",
    跑腿的人: "account_manager",
};

const drop = (name, rows) => ({
    content: `drop ${name} on the page`,
    trigger: ".o_kfz_import_drop",
    run: async () => {
        const text = ["某办项目一览（示例）", Object.keys(COLUMNS).join(","), ...rows].join("\n") + "\n";
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], name, { type: "text/csv" }));
        const place = document.querySelector(".o_kfz_import_drop");
        place.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
});

const read = { content: "read it", trigger: "button[name=action_preview]:contains(读取文件)", run: "click" };
const take = { content: "import", trigger: "button[name=action_import].btn-primary", run: "click" };

/** A manager sends the ledger of an office for the first time, and the next one of the same office. In Chinese. */
registry.category("web_tour.tours").add("kfz_import_columns_tour", {
    steps: () => [
        drop("示例台账一.csv", [
            "示例列项目一,昆明示例列一有限公司,KCBZ,签约,12000,2026-03-05,11000,张示例,示例领导甲,示例专员甲",
            "示例列项目二,昆明示例列二有限公司,KCBZ,洽谈,5000,,,李示例,示例领导乙,示例专员乙",
        ]),
        read,
        { content: "the columns are open", trigger: ".o_kfz_import_columns_head[aria-expanded=true]" },
        { content: "close them", trigger: ".o_kfz_import_columns_head[aria-expanded=true]", run: "click" },
        {
            content: "two rows wait for the stage: one remark, which leads to its column",
            trigger: '.o_data_row:contains(推进到哪一步) .o_kfz_import_column_link:contains(D)',
            run: "click",
        },
        {
            content: "its choice has the focus",
            trigger: '.o_kfz_import_column_shown[data-heading="推进到哪一步"] select[name=field]:focus',
        },
        ...Object.entries(COLUMNS).map(([heading, field]) => ({
            content: `${heading} is ${field}`,
            trigger: `.o_kfz_import_column[data-heading="${heading}"] select[name=field]`,
            run: `select ${field}`,
        })),
        { content: "use them", trigger: ".o_kfz_import_columns_use", run: "click" },
        { content: "nothing is left to decide", trigger: ".o_kfz_import_columns_head[aria-expanded=false]" },
        { content: "both rows are good", trigger: ".o_kfz_import_count .o_field_widget[name=created_count]:contains(2)" },
        { content: "what the first one becomes", trigger: ".o_kfz_import_preview:contains(示例列项目一):contains(1.2亿元)" },
        take,
        { content: "the result", trigger: ".o_kfz_import_count:contains(已新建)" },
        { content: "the next one", trigger: "button[name=action_restart]", run: "click" },
        drop("示例台账二.csv", [
            "示例列项目三,昆明示例列三有限公司,KCBZ,签约,8000,2026-04-05,7000,王示例,示例领导甲,示例专员甲",
        ]),
        read,
        { content: "nothing is asked", trigger: ".o_kfz_import_columns_head[aria-expanded=false]" },
        { content: "its row is good", trigger: ".o_kfz_import_count .o_field_widget[name=created_count]:contains(1)" },
        { content: "open the columns all the same", trigger: ".o_kfz_import_columns_head", run: "click" },
        { content: "they are as last time", trigger: '.o_kfz_import_column[data-heading="归口地盘"] .text-bg-success' },
        take,
        { content: "the result", trigger: ".o_kfz_import_count:contains(已新建)" },
    ],
});
