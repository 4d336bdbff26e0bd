from odoo.tests import tagged

from .directory_common import DirectoryCase

NAMES = (
    "示例冷链物流有限公司",
    "冷链物流示例有限公司",
    "冷链物流",
    "云南冷链物流有限公司",
    "冷链物流云南有限公司",
)
WORD = "冷链物流"


@tagged("post_install", "-at_install")
class TestSearchOrder(DirectoryCase):
    """Choosers offer the name that was typed, then names that begin with it, then those in which it occurs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.found = cls._as(cls.officer_a).create(
            [{"name": name, "is_enterprise": True, "is_company": True} for name in NAMES]
        )
        cls.domain = [("id", "in", cls.found.ids)]

    def _offered(self, typed, limit=8, user=None, domain=None):
        partners = self._as(user or self.officer_a)
        return [
            name for _id, name in partners.name_search(typed, domain or self.domain, limit=limit)
        ]

    def test_exact_then_beginning_then_within(self):
        offered = self._offered(WORD)
        self.assertEqual(offered[0], WORD)
        self.assertEqual(set(offered[:3]), {name for name in NAMES if name.startswith(WORD)})
        self.assertEqual(set(offered[3:]), {name for name in NAMES if not name.startswith(WORD)})
        self.assertEqual(self._offered(f" {WORD} "), offered)

    def test_fewer_are_the_first_of_more(self):
        offered = self._offered(WORD)
        for limit in range(1, len(NAMES) + 2):
            self.assertEqual(self._offered(WORD, limit), offered[:limit])

    def test_the_same_are_found_as_by_a_search(self):
        for typed in (WORD, "冷链", "链", "云南 物流", "llwl", "lengl", "有限公司", "X示例"):
            with self.subTest(typed):
                found = self._as(self.officer_a).search(
                    [*self.domain, ("display_name", "ilike", typed)]
                )
                self.assertEqual(sorted(self._offered(typed)), sorted(found.mapped("display_name")))

    def test_what_a_pattern_means_is_a_letter_in_a_name(self):
        self.found[0].name = "100%示例有限公司"
        self.found[1].name = "1002示例有限公司"
        self.assertEqual(self._offered("100%示", limit=1), ["100%示例有限公司"])
        self.found[2].name = "a_示例"
        self.found[3].name = "ab示例"
        self.assertEqual(self._offered("a_示")[0], "a_示例")

    def test_another_zone_is_not_offered_what_it_does_not_see(self):
        self.assertFalse(self._offered(WORD, user=self.officer_b))

    def test_where_enough_begin_with_it_no_others_are_looked_for(self):
        partners, costs = self._as(self.officer_a), []
        for limit in (2, 2, 8):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            partners.name_search(WORD, self.domain, limit=limit)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertEqual(costs[2], costs[1] + 1)

    def test_a_name_is_read_without_the_other_columns(self):
        asked = []
        execute = type(self.env.cr).execute

        def noted(cr, query, *args, **kwargs):
            asked.append(str(getattr(query, "code", query)))
            return execute(cr, query, *args, **kwargs)

        self.env.invalidate_all()
        self.patch(type(self.env.cr), "execute", noted)
        self.assertEqual(self.found.sudo().mapped("display_name"), list(NAMES))
        self.assertEqual(len(asked), 1)
        self.assertNotIn("business_scope", asked[0])
        self.env.invalidate_all()
        self._offered(WORD)
        self.assertNotIn("business_scope", "".join(asked))

    def test_beginnings_come_from_their_index_and_the_others_not_from_that_of_names(self):
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute("SET LOCAL enable_sort = off")
        plans = []
        execute = type(self.env.cr).execute

        def explained(cr, query, *args, **kwargs):
            if "search_text" in str(getattr(query, "code", query)):
                execute(cr, "EXPLAIN " + cr.mogrify(query.code, query.params).decode())
                plans.append("\n".join(row[0] for row in cr.fetchall()))
            return execute(cr, query, *args, **kwargs)

        self.patch(type(self.env.cr), "execute", explained)
        self._as(self.officer_a).name_search(WORD, [("is_enterprise", "=", True)], limit=80)
        self.assertEqual(len(plans), 2)
        self.assertIn("kfz_beginning_idx", plans[0])
        self.assertNotIn("complete_name_index", plans[1])
