"""After the first installation in a container: Chinese, Shanghai, Monday weeks, CNY, and the administrator's password and role."""

import os

env = globals()["env"]  # given by odoo shell
langs = env["res.lang"].with_context(active_test=False).search([("code", "in", ("zh_CN", "en_US"))])
langs.write({"active": True, "week_start": "1"})
env["ir.default"].set("res.partner", "lang", "zh_CN")
env["ir.default"].set("res.partner", "tz", "Asia/Shanghai")
env.ref("base.CNY").active = True
env.ref("base.main_company").write(
    {
        "name": "四区联席办公室",
        "country_id": env.ref("base.cn").id,
        "currency_id": env.ref("base.CNY").id,
    }
)
zones = [env.ref(f"kfz_investment.zone_{code}").id for code in ("kcbz", "kmftz", "kmetdz", "mhmd")]
env.ref("base.user_admin").write(
    {
        "password": os.environ["ADMIN_PASSWORD"].strip(),
        "lang": "zh_CN",
        "tz": "Asia/Shanghai",
        # sees the product that was installed; appoints the people of the zones
        "company_ids": [(4, zone) for zone in zones],
        "company_id": zones[0],
        "group_ids": [(4, env.ref("kfz_investment.group_kfz_manager").id)],
    }
)
reporter = env.ref("mail.ir_cron_module_update_notification", raise_if_not_found=False)
if reporter:
    reporter.active = False
env.cr.commit()
