import datetime

from odoo.orm.identifiers import NewId
from odoo.tests import BaseCase, tagged

from ...models.guards.link_values import (
    LARGEST,
    Malformed,
    all_identifiers,
    identifier,
    identifiers,
    lines,
    reference,
)

NOT_IDS = (
    "125",
    " 125 ",
    "125.0",
    125.0,
    0.0,
    True,
    [125],
    ["125"],
    [[4, 125]],
    {"id": "125"},
    {"id": [125]},
    ("125", "x"),
    10**20,
    LARGEST + 1,
    -125,
    b"125",
    datetime.date(2026, 1, 1),
)


@tagged("post_install", "-at_install")
class TestLinkValues(BaseCase):
    """What a link may look like, without a database."""

    def test_what_core_sends_is_an_id(self):
        for value, ident in (
            (125, 125),
            (LARGEST, LARGEST),
            (False, None),
            (None, None),
            ("", None),
            (0, None),
            ((125, "name"), 125),
            ({"id": 125, "display_name": "x"}, 125),
            ({"id": False}, None),
            (NewId(125), 125),
            (NewId(), None),
        ):
            with self.subTest(value=value):
                self.assertEqual(identifier(value), ident)

    def test_anything_else_is_none(self):
        for value in NOT_IDS:
            with self.subTest(value=value):
                with self.assertRaises(Malformed):
                    identifier(value)
                with self.assertRaises(Malformed):
                    all_identifiers([1, value])

    def test_commands(self):
        for value, ids, all_ids in (
            (False, set(), set()),
            ([], set(), set()),
            ([1, 2], {1, 2}, {1, 2}),
            ([(0, "virtual_1", {"name": "x"})], set(), set()),
            ([[1, 3, {"name": "x"}], [2, 4], [3, 5], [4, 6], [5]], {3, 4, 6}, {3, 4, 5, 6}),
            ([[6, 0, [7, 8]]], {7, 8}, {7, 8}),
            ([(4, 9, 0), (4, NewId(10))], {9, 10}, {9, 10}),
            ([{"id": 11}], {11}, {11}),
        ):
            with self.subTest(value=value):
                self.assertEqual(identifiers(value), ids)
                self.assertEqual(identifiers(value, form=True), all_ids)

    def test_lines_of_no_list_are_none(self):
        for value in (64, 64.0, True, "64", {"id": 64}, b"64", None, False):
            with self.subTest(value=value):
                self.assertEqual(lines(value), [])
        self.assertEqual(lines([(0, 0, {"a": 1}), {"b": 2}, 5]), [{"a": 1}, {"b": 2}])

    def test_what_is_no_command(self):
        for value in (
            "[[4, 125]]",
            125,
            True,
            {"id": 125},
            [[4, "125"]],
            [[4, 125.0]],
            [[4, [125]]],
            [4, [125]],
            [[4, True]],
            [4, True],
            [[4]],
            [[]],
            [[6, 0, ["125"]]],
            [[6, 0, "125"]],
            [[6, 0]],
            [[7, 125]],
            [["4", 125]],
            [[True, 125, {}]],
            [[0, 0]],
            [[0, 0, "x"]],
            [[1, 125]],
            [[1, "125", {}]],
            ["125"],
            [None],
            [[4, 10**20]],
            [[4, -1]],
        ):
            with self.subTest(value=value), self.assertRaises(Malformed):
                identifiers(value)

    def test_references(self):
        self.assertEqual(reference("crm.lead,125"), ("crm.lead", 125))
        for empty in (False, None, "", "crm.lead,0"):
            self.assertIsNone(reference(empty))
        for value in (125, ["crm.lead", 125], "crm.lead", "crm.lead,x", "crm.lead, 125", "a,1,2"):
            with self.subTest(value=value), self.assertRaises(Malformed):
                reference(value)
