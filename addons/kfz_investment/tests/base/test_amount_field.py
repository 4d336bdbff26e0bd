import json
from pathlib import Path

from odoo.tests import HttpCase, new_test_user, tagged

CASES = json.loads(
    (Path(__file__).parents[1] / "files" / "amount_cases.json").read_text(encoding="utf-8")
)

TYPED = {
    "3000万": 30_000_000,
    "3,000万元": 30_000_000,
    "1.2亿": 120_000_000,
    "1.2亿元": 120_000_000,
    "1亿2000万": 120_000_000,
    "１．２亿": 120_000_000,
    "￥500万": 5_000_000,
    "人民币500万元": 5_000_000,
    "2千万": 20_000_000,
    "-3万": -30_000,
    "12.5 million": 12_500_000,
    "1.2 billion": 1_200_000_000,
    "1.1亿": 110_000_000,
    "300万美元": 3_000_000,
    "0.0001万": 1,
    "3千": 3000,
    "500元": 500,
    # no unit: read in the user's own number format, or not at all
    "30000000": None,
    "万": None,
    "亿亿": None,
    "3X": None,
    "1.2M": None,
}


@tagged("post_install", "-at_install")
class TestAmountField(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zone = cls.env.ref("kfz_investment.zone_kcbz")
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.user = new_test_user(
            cls.env,
            login="kfz_amount",
            groups="kfz_investment.group_kfz_officer",
            lang="zh_CN",
            tz="Asia/Shanghai",
            company_id=cls.zone.id,
            company_ids=[(6, 0, cls.zone.ids)],
        )

    def test_typed_units_are_read_and_saved_in_yuan(self):
        self.start_tour("/odoo/kfz-enterprises/new", "kfz_amount_tour", login="kfz_amount")
        enterprise = self.env["res.partner"].search([("name", "=", "示例金额有限公司")])
        self.assertEqual(enterprise.registered_capital, 120_000_000)
        self.assertEqual(enterprise.paid_in_capital, 30_000_000)
        self.assertEqual(enterprise.company_id, self.zone)

    def test_browser_and_server_format_and_parse_alike(self):
        """The table of the Python unit test, in the browser's own code."""
        code = """
            const amount = odoo.loader.modules.get('@kfz_investment/amount/amount');
            const wrong = [];
            for (const [value, zh, en] of %(cases)s) {
                for (const [lang, wanted] of [['zh-CN', zh], ['en-US', en]]) {
                    const got = amount.formatAmount(value, lang);
                    if (got !== wanted) wrong.push([value, lang, got, wanted]);
                }
            }
            for (const [text, wanted] of Object.entries(%(typed)s)) {
                const got = amount.parseUnits(text);
                if (got !== wanted) wrong.push([text, got, wanted]);
            }
            if (wrong.length) console.error(JSON.stringify(wrong)); else console.log('test successful');
        """ % {"cases": json.dumps(CASES), "typed": json.dumps(TYPED)}
        self.browser_js(
            "/odoo/kfz-enterprises", code, ready="odoo.isReady === true", login="kfz_amount"
        )
