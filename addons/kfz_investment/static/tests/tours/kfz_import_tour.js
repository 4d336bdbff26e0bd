import { registry } from "@web/core/registry";

/** Takes in a list of three rows of which one is bad: upload by drop, preview with its error, import, result. In Chinese. */
registry.category("web_tour.tours").add("kfz_import_tour", {
    steps: () => [
        {
            content: "drop the file on the page",
            trigger: ".o_kfz_import_drop",
            run: async () => {
                const text = "企业名录（示例）\n企业名称,注册资本（万元）,成立日期\n昆明示例导入一有限公司,100,2024年3月5日\n昆明示例导入二有限公司,1-2,2024.3.5\n合计,101,\n";
                const transfer = new DataTransfer();
                transfer.items.add(new File([text], "示例名录.csv", { type: "text/csv" }));
                const place = document.querySelector(".o_kfz_import_drop");
                place.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
            },
        },
        { content: "read it", trigger: "button[name=action_preview]:contains(读取文件)", run: "click" },
        { content: "one row is good", trigger: ".o_kfz_import_count:contains(将新建) .o_field_widget[name=created_count]:contains(1)" },
        { content: "one is bad, in words", trigger: ".o_data_row:contains(区间)" },
        { content: "what the good one becomes", trigger: ".o_kfz_import_preview:contains(昆明示例导入一有限公司):contains(100万元)" },
        { content: "import", trigger: "button[name=action_import]:contains(导入无误的行)", run: "click" },
        { content: "the result", trigger: ".o_kfz_import_count:contains(已新建) .o_field_widget[name=created_count]:contains(1)" },
        { content: "the bad row is offered back", trigger: "button[name=action_download_rejected]:contains(下载未导入的行)" },
        { content: "open the directory", trigger: "button[name=action_open_records]", run: "click" },
        { content: "it is there", trigger: ".o_kanban_record:contains(昆明示例导入一有限公司), .o_data_row:contains(昆明示例导入一有限公司)" },
    ],
});
