from lxml import etree
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .import_common import ImportCase

#: values of the fields that decide what the page offers
NOTHING = {
    "state": "preview",
    "is_refused": False,
    "open_count": 0,
    "error_count": 0,
    "created_count": 0,
    "updated_count": 0,
    "proposal_count": 0,
    "change_count": 0,
}


@tagged("post_install", "-at_install")
class TestImportPage(ImportCase):
    """What the page of an import offers: no button without an effect, and a sentence where nothing is imported."""

    def _shown(self, path, **values):
        arch = etree.fromstring(self.env["kfz.import"].get_view(view_type="form")["arch"])
        values = {**NOTHING, **values}
        return [
            node for node in arch.xpath(path) if not safe_eval(node.get("invisible"), dict(values))
        ]

    def test_the_import_is_offered_where_it_does_something(self):
        for words, values, offered in (
            ("nothing", {}, []),
            ("errors alone", {"error_count": 2}, []),
            ("good rows", {"created_count": 2}, [("Import", True)]),
            ("both", {"updated_count": 1, "error_count": 1}, [("Import the good rows", True)]),
            ("a change to tick", {"change_count": 1}, [("Import", False)]),
            (
                "a change to tick beside errors",
                {"change_count": 1, "error_count": 1},
                [("Import the good rows", False)],
            ),
            (
                "columns to decide",
                {"created_count": 2, "open_count": 1},
                [("Import the good rows", False)],
            ),
        ):
            with self.subTest(words):
                buttons = self._shown("//button[@name='action_import']", **values)
                found = [(b.get("string"), "btn-primary" in b.get("class", "")) for b in buttons]
                self.assertEqual(found, offered)

    def test_a_tap_on_a_card_opens_no_form_of_its_fields(self):
        page = etree.fromstring(self.env["kfz.import"].get_view(view_type="form")["arch"])
        [remarks] = page.xpath("//field[@name='shown_line_ids']/kanban")
        changes = etree.fromstring(
            self.env.ref("kfz_investment.kfz_import_change_view_kanban").arch
        )
        self.assertEqual([remarks.get("can_open"), changes.get("can_open")], ["0", "0"])

    def test_where_nothing_is_imported_a_sentence_says_so(self):
        for values, words in (
            ({}, "already in the database"),
            ({"error_count": 2}, "There is nothing to import"),
            ({"change_count": 1}, "As long as no change is ticked"),
            ({"error_count": 1, "created_count": 1}, "Import the good rows now"),
            ({"open_count": 1}, "Say in the list of columns"),
        ):
            alerts = self._shown(
                "//div[@role='status'][not(contains(@invisible, 'undo_count'))]", **values
            )
            texts = ["".join(alert.itertext()) for alert in alerts]
            with self.subTest(words):
                self.assertEqual(len(texts), 1, texts)
                self.assertIn(words, texts[0])
