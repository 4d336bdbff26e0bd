from odoo.tests import Form, tagged

from ...domain import names
from .directory_common import CODES, DirectoryCase


@tagged("post_install", "-at_install")
class TestSearch(DirectoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.target = cls._as(cls.officer_a).create(
            {
                "name": "昆明甪端综保物流有限公司",
                "is_enterprise": True,
                "vat": CODES[0],
                "phone": "0871-67015764",
                "child_ids": [(0, 0, {"name": "张示例", "phone": "+86 138 0000 1234"})],
            }
        )
        cls.other = cls._as(cls.officer_a).create(
            {
                "name": "重庆甪端冷链有限公司",
                "is_enterprise": True,
                "vat": CODES[2],
                "phone": "023-60000000",
            }
        )

    def test_every_means_finds_the_enterprise_and_only_it(self):
        for typed in (
            "昆明",
            "综保物流",
            "甪端 综保",
            CODES[0],
            CODES[0][4:16],
            "９１５３０１１１",
            f"9153 0111 {CODES[0][8:12].lower()}",
            "67015764",
            "(0871) 6701-5764",
            "+86 871 67015764",
            "0871 6701",
            "13800001234",
            "138-0000-1234",
            "kunming",
            "zongbao",
            "kmldzb",
            "kmzb",
            "KMZB",
            "ｋｍｚｂ",
        ):
            with self.subTest(typed):
                found = self._as(self.officer_a).search(
                    [("is_enterprise", "=", True), ("display_name", "ilike", typed)]
                )
                self.assertIn(self.target, found)
                self.assertNotIn(self.other, found)

    def test_both_readings_of_a_heteronym(self):
        for typed in ("chongqing", "cqld", "zqld"):
            self.assertIn(
                self.other, self._as(self.officer_a).search([("display_name", "ilike", typed)])
            )

    def test_many2one_of_a_lead_finds_by_initials(self):
        found = self._as(self.officer_a).name_search("kmzb", [("is_enterprise", "=", True)])
        self.assertIn(self.target.id, [item[0] for item in found])
        self.assertNotIn(self.other.id, [item[0] for item in found])

    def test_not_ilike_excludes(self):
        found = self._as(self.officer_a).search(
            [("is_enterprise", "=", True), ("display_name", "not ilike", "kmzb")]
        )
        self.assertIn(self.other, found)
        self.assertNotIn(self.target, found)

    def test_search_field_of_the_page(self):
        arch = self.env.ref("kfz_investment.res_partner_view_search_kfz").arch
        self.assertIn("[('display_name', 'ilike', self)]", arch)

    def test_contact_phone_of_another_zone_finds_nothing(self):
        self.target.action_publish_enterprise()
        theirs = self._as(self.officer_b)
        self.assertIn(self.target, theirs.search([("display_name", "ilike", "kmzb")]))
        for number in ("13800001234", "67015764"):
            self.assertNotIn(self.target, theirs.search([("display_name", "ilike", number)]))
            self.assertIn(
                self.target, self._as(self.officer_a).search([("display_name", "ilike", number)])
            )

    def test_core_search_fields_still_find(self):
        partner = self.env["res.partner"].create(
            {
                "name": "Jane O'Neil",
                "email": "jane@example.com",
                "ref": "R-77",
                "company_registry": "CR 9",
            }
        )
        for typed in ("o'neil", "JANE@example", "r-77", "cr 9"):
            self.assertIn(
                partner, self.env["res.partner"].search([("display_name", "ilike", typed)]), typed
            )

    def test_search_indexes_exist(self):
        self.env.cr.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'res_partner'"
        )
        indexes = dict(self.env.cr.fetchall())
        definitions = " ".join(indexes.values())
        self.assertIn("res_partner_kfz_name_key_index", indexes)
        if self.env.registry.has_trigram:
            self.assertRegex(definitions, r"gin \(.*search_text.* gin_trgm_ops\)")
            self.assertRegex(definitions, r"gin \(.*name_key.* gin_trgm_ops\)")

    def test_search_uses_the_trigram_index(self):
        if not self.env.registry.has_trigram:
            self.skipTest("pg_trgm is not installed")
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        query = self.env["res.partner"]._search([("display_name", "ilike", "甪端综保物流")])
        self.env.cr.execute("EXPLAIN " + self.env.cr.mogrify(query.select()).decode())
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("res_partner__search_text_index", plan)

    def test_two_characters_are_found_wherever_they_stand(self):
        Partner = self._as(self.officer_a)
        for typed, found in (
            *(("昆明", True), ("明甪", True), ("甪端", True), ("端综", True), ("流有", True)),
            *(("甪流", False), ("司昆", False)),
        ):
            for records in (
                Partner.search([("display_name", "ilike", typed)]),
                (self.target | self.other).filtered_domain([("display_name", "ilike", typed)]),
            ):
                self.assertEqual(self.target in records, found, typed)
            others = Partner.search([("display_name", "not ilike", typed)])
            self.assertEqual(self.target in others, not found, typed)

    def test_a_search_for_two_characters_uses_the_index_of_pairs(self):
        if not self.env.registry.has_trigram:
            self.skipTest("pg_trgm is not installed")
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        query = self.env["res.partner"]._search([("display_name", "ilike", "甪端")])
        self.env.cr.execute("EXPLAIN " + self.env.cr.mogrify(query.select()).decode())
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("res_partner_kfz_pairs_index", plan)


@tagged("post_install", "-at_install")
class TestLookAlikes(DirectoryCase):
    def test_form_place_and_punctuation_aside_the_same(self):
        known = self._own(self.officer_a, "甪端航空技术（云南）有限公司")
        form = Form(
            self._as(self.officer_a).with_context(default_is_enterprise=True),
            "kfz_investment.res_partner_view_form_kfz",
        )
        form.name = "云南甪端航空技术有限责任公司"
        self.assertEqual(form.kfz_similar_ids[:], known)
        enterprise = form.save()
        self.assertNotEqual(enterprise, known, "look-alikes are never merged")

    def test_a_typo_is_suggested_and_another_trade_is_not(self):
        known = self._own(self.officer_a, "昆明甪端供应链管理有限公司")
        self._own(self.officer_a, "昆明甪端橡胶有限公司")
        self.assertEqual(
            self._as(self.officer_a)._kfz_find_similar("昆明甪端供应琏管理有限公司"), known
        )

    def test_same_code_comes_first(self):
        known = self._own(self.officer_a, "貔貅文化传媒", vat=CODES[0])
        similar = self._own(self.officer_a, "麒麟甪橡胶")
        found = self._as(self.officer_a)._kfz_find_similar(
            "麒麟甪橡胶有限公司", vat=CODES[0].lower()
        )
        self.assertEqual(found, known + similar)
        self.assertEqual(found[0], known)

    def test_other_zones_own_enterprises_are_not_suggested(self):
        self._own(self.officer_b, "乙区秘密目标有限公司")
        self.assertFalse(self._as(self.officer_a)._kfz_find_similar("乙区秘密目标"))

    def test_one_query(self):
        self._own(self.officer_a, "麒麟甪橡胶")
        partners = self._as(self.officer_a)
        partners._kfz_find_similar("热身")
        self.env.flush_all()
        partners.invalidate_model()
        with self.assertQueryCount(2):  # the search, the names of what it found
            partners._kfz_find_similar("麒麟甪橡胶有限公司", vat=CODES[1])

    def test_key_is_stored(self):
        enterprise = self._own(self.officer_a, "上海甪端冷链物流（集团）有限公司")
        self.assertEqual(enterprise.name_key, names.match_key("甪端冷链物流"))


@tagged("post_install", "-at_install")
class TestBatch(DirectoryCase):
    def _count_create(self, number):
        values = [
            {
                "name": f"重庆示例批量{number}第{index}号有限公司",
                "is_enterprise": True,
                "phone": f"0871-6{index:07}",
                "registered_capital": 1_000_000,
                "ownership": "private",
            }
            for index in range(number)
        ]
        partners = self._as(self.officer_a).with_context(tracking_disable=True)
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        partners.create(values)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_forty_enterprises_cost_no_more_queries_than_four(self):
        self._count_create(2)
        few, many = self._count_create(4), self._count_create(40)
        self.assertLessEqual(many, few)


@tagged("post_install", "-at_install")
class TestIndustry(DirectoryCase):
    def test_sections_and_divisions_are_complete(self):
        industries = self.env["res.partner.industry"].search([("classification", "=", "gbt4754")])
        sections = industries.filtered(lambda rec: not rec.parent_id)
        divisions = industries - sections
        self.assertEqual("".join(sorted(sections.mapped("code"))), "ABCDEFGHIJKLMNOPQRST")
        self.assertEqual(
            sorted(divisions.mapped("code")), [f"{number:02}" for number in range(1, 98)]
        )
        self.assertEqual(self.env.ref("kfz_investment.industry_gbt_59").name_zh, "装卸搬运和仓储业")
        self.assertEqual(self.env.ref("kfz_investment.industry_gbt_59").parent_id.code, "G")

    def test_texts_of_tables_are_matched_in_any_form(self):
        texts = [
            "橡胶和塑料制品业",
            "C29 橡胶和塑料制品业",
            "29",
            "C29",
            "计算机、通信和其他电子设备制造业",
            "房地产业",
            "制造业",
            "Leasing",
            "无此行业",
        ]
        found = self.env["res.partner.industry"].match_texts(texts)
        self.assertEqual(
            [found[text].code if text in found else None for text in texts],
            ["29", "29", "29", "29", "39", "70", "C", "71", None],
        )

    def test_search_by_section_finds_its_divisions(self):
        enterprise = self._own(
            self.officer_a, industry_id=self.env.ref("kfz_investment.industry_gbt_29").id
        )
        section = self.env.ref("kfz_investment.industry_gbt_c")
        self.assertEqual(enterprise.industry_section_id, section)
        self.assertIn(
            enterprise, self._as(self.officer_a).search([("industry_id", "child_of", section.id)])
        )

    def test_stock_industries_are_untouched(self):
        self.assertFalse(self.env.ref("base.res_partner_industry_A").classification)
