import ast
import pathlib

from odoo.tests import BaseCase, tagged

ADDON = pathlib.Path(__file__).parents[2]
FOLDERS = ("models", "wizard", "report", "controllers")
#: a client can send any key of the context: what our code reads of it, and why that opens nothing
READ = {
    "kfz_bulk": "an object of our own class; anything else is ignored",
    "allowed_company_ids": "core's own key, whose shape is checked in the address of a report before core reads it",
    "kfz_saved": "an object of our own class; anything else is ignored",
    "kfz_asked": "an object of our own class; anything else is ignored",
    "kfz_gate_batch": "an object of our own class; anything else is ignored",
    "kfz_narrow": "an object of our own class; anything else is ignored",
    "kfz_entered": "an object of our own class; anything else is ignored",
    "kfz_created": "an object of our own class; anything else is ignored",
    "kfz_export": "an object of our own class; anything else is ignored",
    "kfz_quiet": "an object of our own class; anything else is ignored",
    "kfz_grant": "an object of our own class; anything else is ignored",
    "kfz_schedule": "an object of our own class; anything else is ignored",
    "mail_create_bypass_create_check": "an object of core's; anything else is ignored",
    "kfz_as_of": "the moment of a report that the user reads by the same rules; refused when it is none",
    "kfz_filename": "what a trade record says of its source; the user could enter it",
    "kfz_default_zone": "set by the import itself, over what a client sends, once it has checked that the user works there",
    "default_enterprise_ids": "the enterprises ticked in a list, found again by the user's own rules; checked again when merged",
    "tracking_disable": "obeyed for the system alone; a gate takes it from clients",
    "install_mode": "a gate rule without a date, which its manager may enter as well",
    "formatted_display_name": "core's own: the name in a list of choices, with more of the record that the user reads",
    "lang": "the language of labels; core knows the installed ones",
    "tz": "the time zone in which a file shows moments; the user's own choice",
    "default_is_promotion": "fills forms, chooses labels; a manager's or officer's own entry",
    "default_is_enterprise": "fills forms; the user's own entry",
    "default_company_id": "fills forms; checked like the value that a user enters, by rules and links",
    "default_stage_id": "fills forms; gates check the stage whatever it comes from",
}


def keys_read(text):
    """The literal keys that a source reads from a context."""
    return {key for node in ast.walk(ast.parse(text)) if (key := _key_read(node))}


def _key_read(node):
    """The key that one expression reads, or None."""
    if isinstance(node, ast.Subscript) and _is_context(node.value):
        return _text(node.slice)
    if isinstance(node, ast.Compare) and _is_context(node.comparators[0]):
        return _text(node.left)
    if not isinstance(node, ast.Call):
        return None
    if getattr(node.func, "attr", "") == "get" and _is_context(node.func.value):
        return _text(node.args[0])
    if getattr(node.func, "id", "") == "default_id":
        return f"default_{_text(node.args[1])}"
    return None


def _is_context(node):
    return getattr(node, "attr", getattr(node, "id", "")) in ("context", "_context")


def _text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@tagged("post_install", "-at_install")
class TestKnownKeys(BaseCase):
    """Every key of the context that our code obeys is known, with the reason why a client may send it."""

    def test_each_key_is_known(self):
        found = {
            key
            for folder in FOLDERS
            for path in (ADDON / folder).rglob("*.py")
            for key in keys_read(path.read_text(encoding="utf-8"))
        }
        self.assertEqual(found - READ.keys(), set(), "keys without a reason in READ")
        self.assertEqual(READ.keys() - found, set(), "keys in READ that nobody reads")

    def test_the_scan_finds_each_way_to_read(self):
        for text in (
            'self.env.context.get("a")',
            'context["a"]',
            '"a" in self.env.context',
            'x = env.context.get("a", 1)',
        ):
            with self.subTest(text=text):
                self.assertEqual(keys_read(text), {"a"})
        self.assertEqual(keys_read('default_id(self.env, "a")'), {"default_a"})
