from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestDateGroups(KfzCase):
    """Periods in lists, boards, pivots and graphs follow the reader's language."""

    def _labels(self, spec, lang):
        self.env["res.lang"]._activate_lang("zh_CN")
        Interaction = self.env["kfz.interaction"].with_context(lang=lang)
        groups = Interaction.formatted_read_group(
            [("lead_id", "=", self.lead.id)], [spec], ["__count"]
        )
        counts = [
            Interaction.search_count(group["__extra_domain"] + [("lead_id", "=", self.lead.id)])
            for group in groups
        ]
        self.assertEqual(counts, [group["__count"] for group in groups])
        return [
            group[spec] and group[spec][1] if ":" in spec and "number" not in spec else group[spec]
            for group in groups
        ]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project("lead")
        cls.lead.interaction_ids = [
            (5,),
            *(
                (0, 0, {"date": day, "kind": "received_visit", "summary": "示例"})
                for day in ("2026-05-09", "2026-07-01")
            ),
        ]

    def test_in_chinese_the_year_comes_first(self):
        self.assertEqual(self._labels("date:month", "zh_CN"), ["2026年5月", "2026年7月"])
        self.assertEqual(self._labels("date:quarter", "zh_CN"), ["2026年第2季度", "2026年第3季度"])
        self.assertEqual(self._labels("date:year", "zh_CN"), ["2026年"])
        self.assertEqual(self._labels("date:day", "zh_CN"), ["2026年5月9日", "2026年7月1日"])

    def test_in_english_the_wording_of_core_stays(self):
        self.assertEqual(self._labels("date:month", "en_US"), ["May 2026", "July 2026"])

    def test_numbers_of_months_and_records_without_a_date_stay_as_they_are(self):
        self.assertEqual(self._labels("date:month_number", "zh_CN"), [5, 7])
        leads = self.env["crm.lead"].with_context(lang="zh_CN")
        [group] = leads.formatted_read_group(
            [("id", "=", self.lead.id)], ["landed_date:month"], ["__count"]
        )
        self.assertFalse(group["landed_date:month"])
