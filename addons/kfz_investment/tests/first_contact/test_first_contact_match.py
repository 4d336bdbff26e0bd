import datetime
import random
from unittest.mock import patch

from odoo.tests import tagged

from ...domain import calendar, first_contact, names
from ...models.first_contact import kfz_first_contact_match
from ...models.first_contact.kfz_first_contact_match import Asked
from ..directory.directory_common import made_up_code
from .first_contact_common import FirstContactCase

BRANDS = ("锦程", "锦城", "甪端", "甪瑞", "鑫瑞达", "鑫瑞", "云岭恒通", "云岭恒达")
TRADES = ("冷链物流", "国际货运代理", "咖啡加工", "供应链管理", "供应链", "07号仓", "08号仓", "")


@tagged("post_install", "-at_install")
class TestMatch(FirstContactCase):
    """Many claims are asked for little, and say what comparing with each of them says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draw = random.Random(17)
        zones, today = (cls.zone_a | cls.zone_b | cls.zone_c).ids, calendar.today()
        cls.Claim.create(
            [
                {
                    **cls._made_up(number),
                    "company_id": zones[number % 3],
                    "claimed_from": datetime.date(2026, 1, 1 + number % 9),
                    "protected_until": today,
                }
                for number in range(300)
            ]
        )
        cls.env.flush_all()

    @classmethod
    def _made_up(cls, number):
        name = f"示例{cls.draw.choice(BRANDS)}{cls.draw.choice(TRADES)}公司"
        code = made_up_code("530111", 10 + cls.draw.randrange(85)) if number % 2 else False
        return {"name": name, "name_key": names.match_key(name), "uscc": code}

    def _asked(self, count):
        made_up = [self._made_up(number) for number in range(count)]
        return [
            Asked(self.zone_b.id, False, first_contact.identity(each["name"], each["uscc"]))
            for each in made_up
        ]

    def _by_comparing(self, ask):
        """The hits by the rule alone: all claims of other zones that the database calls similar, each compared."""
        self.env.cr.execute(
            "SELECT id FROM kfz_first_contact WHERE company_id <> %s AND (uscc = %s OR name_key = %s OR name_key %% %s)",
            (ask.zone_id, ask.identity.code, ask.identity.key, ask.identity.key),
        )
        claims = self.Claim.browse(sorted(row[0] for row in self.env.cr.fetchall()))
        matches = [
            (first_contact.match(ask.identity, claim._kfz_identity()), claim) for claim in claims
        ]
        return first_contact.best_by_zone(
            first_contact.Hit(match, claim.company_id.id, claim.claimed_from, claim)
            for match, claim in matches
            if match
        )

    def test_the_answer_is_that_of_comparing_with_each_claim(self):
        if not self.env.registry.has_trigram:
            self.skipTest("pg_trgm is not installed")
        asked = self._asked(120)
        found = self.Claim._kfz_find_claims_of_other_zones(asked)
        expected = [self._by_comparing(ask) for ask in asked]
        self.assertEqual(found, expected)
        self.assertEqual({hit.match for hits in found for hit in hits}, {"code", "name", "alike"})

    def test_one_question_has_the_same_answer_however_many_claims_are_compared_first(self):
        if not self.env.registry.has_trigram:
            self.skipTest("pg_trgm is not installed")
        asked = [ask for ask in self._asked(80) if not ask.identity.code]
        expected = [self._by_comparing(ask) for ask in asked]
        # of none, of a few, and of all of a zone's claims
        for oldest in (1, 7, 100, 101, 200):
            with patch.object(kfz_first_contact_match, "OLDEST", oldest):
                found = [self.Claim._kfz_find_claims_of_other_zones([ask]) for ask in asked]
            self.assertEqual(found, [[hits] for hits in expected], oldest)

    def test_one_question_asks_an_index_only_where_a_zone_has_more_claims(self):
        if not self.env.registry.has_trigram:
            self.skipTest("pg_trgm is not installed")
        ask = Asked(self.zone_b.id, False, first_contact.identity("示例无人同名公司", None))
        for oldest, asks in ((200, False), (1, True)):
            with (
                patch.object(kfz_first_contact_match, "OLDEST", oldest),
                patch.object(type(self.Claim), "_kfz_alike_queries", return_value=[]) as queries,
            ):
                self.Claim._kfz_find_claims_of_other_zones([ask])
            self.assertEqual(queries.called, asks)

    def test_who_has_a_code_is_compared_only_with_claims_without_one(self):
        asked = [ask for ask in self._asked(40) if ask.identity.code]
        rows = self.Claim._kfz_candidates(asked, certain=False)
        if self.env.registry.has_trigram:
            self.assertTrue(rows)
        self.assertFalse([row for row in rows if row[-1]])

    def test_only_the_claims_that_are_told_are_read(self):
        [ask] = self._asked(1)
        self.env.invalidate_all()
        [hits] = self.Claim._kfz_find_claims_of_other_zones([ask])
        self.assertTrue(hits)
        with self.assertQueryCount(3):
            self.Claim._kfz_find_claims_of_other_zones([ask])
        read = set(self.Claim._fields["company_id"]._get_cache(self.env(su=True)))
        self.assertLessEqual(read, {hit.claim.id for hit in hits})
