"""Ways to make a security bug: each function returns, or is, a seed for ``seeded_bugs.py``."""

from unittest.mock import patch

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from ...controllers import guesses
from ...models.base.documents import Documents
from ...models.isolation import base_guesses, ir_rule, kfz_zone_stamp_mixin, lost

OURS = "kfz_investment."


def drop_rule(xmlid):
    """Switch a record rule off."""

    def seed(case, stack):
        case.env.ref(xmlid).active = False

    return seed


def widen_rule(xmlid, domain="[(1, '=', 1)]"):
    """Widen the domain of a record rule."""

    def seed(case, stack):
        case.env.ref(xmlid).domain_force = domain

    return seed


def no_guard(name):
    """Drop a part of the rules in Python."""

    def seed(case, stack):
        stack.enter_context(
            patch.object(case.env.registry["ir.rule"], name, lambda self, *args: Domain.TRUE)
        )

    return seed


def unstamped(model):
    """Forget that rows of a model stay in their zone."""

    def seed(case, stack):
        stack.enter_context(
            patch.object(
                ir_rule,
                "STAMPED",
                tuple(name for name in kfz_zone_stamp_mixin.STAMPED if name != model),
            )
        )

    return seed


def not_following(model):
    """Forget that a model shows what its record shows."""

    def seed(case, stack):
        stack.enter_context(patch.dict(ir_rule.FOLLOWS))
        ir_rule.FOLLOWS.pop(model)

    return seed


def replaced(model, name, method):
    """Replace a method by a careless one."""

    def seed(case, stack):
        stack.enter_context(patch.object(case.env.registry[model], name, method))

    return seed


def core(model, core_class, name):
    """Remove our part of a method and leave core's."""
    return replaced(model, name, getattr(core_class, name))


def no_constraint(model, name):
    """Remove a constraint."""

    def seed(case, stack):
        cls = case.env.registry[model]
        stack.enter_context(
            patch.object(
                cls,
                "_constraint_methods",
                [
                    method
                    for method in case.env[model]._constraint_methods
                    if method.__name__ != name
                ],
            )
        )

    return seed


def searched_as_superuser(model, name):
    """Make a link searchable past the rules, for speed."""

    def seed(case, stack):
        stack.enter_context(
            patch.object(case.env.registry[model]._fields[name], "bypass_search_access", True)
        )

    return seed


def links_to_documents(case, stack):
    """Read the documents of a record without asking who may read them, for speed."""
    read = fields.Many2many.read
    stack.enter_context(
        patch.object(Documents, "read", lambda self, records: read(self, records.sudo()))
    )


def any_document(case, stack):
    """Forget to ask whether the document that is followed can be read."""
    stack.enter_context(
        patch.object(ir_rule, "document_among", lambda *args: lambda *args: SQL("TRUE"))
    )


def names_projects(self):
    """Make an enterprise's name list its projects, found as superuser for speed."""
    for partner in self:
        partner.display_name = (
            f"{partner.name} {','.join(partner.sudo().kfz_project_ids.mapped('name'))}"
        )


def names_messages(self):
    """Leave the names of messages to core, which fetches them as superuser."""
    for message in self:
        message.display_name = message.subject or f"{self._name},{message.id}"


def by_rights(case, stack):
    """Check the rights of the environment instead of the user's: the web client posts as superuser."""
    check = case.env.registry["mail.thread"]._kfz_check_audience
    stack.enter_context(
        patch.object(
            case.env.registry["mail.thread"],
            "_kfz_check_audience",
            lambda self, partner_ids: None if self.env.su else check(self, partner_ids),
        )
    )


def plain_pages(case, stack):
    """Leave the wording of core's pages as it is."""
    stack.enter_context(patch.object(guesses, "hidden_message", lambda: None))


def guessed_people(case, stack):
    """Forget the links from people to hidden records."""
    stack.enter_context(patch.object(base_guesses, "is_guess", lambda model, condition: False))


def links_unchecked(case, stack):
    """Remove the check of links from create, write and onchange."""
    for name in list(case.env.registry):
        model = case.env.registry[name]
        if not model._abstract or name == "base":
            stack.enter_context(
                patch.object(model, "_kfz_check_links", lambda self, vals_list, form=False: None)
            )


def as_superuser(name):
    """Compute a field as superuser."""

    def seed(case, stack):
        model = case.env.registry["res.partner"]
        original = getattr(model, name)
        stack.enter_context(patch.object(model, name, lambda self: original(self.sudo())))

    return seed


def missing_messages(case, stack):
    """Neither we nor the rule on messages of common records refuses a message that does not exist."""
    replaced("mail.message", "_kfz_check_exists", lambda self: None)(case, stack)
    replaced("ir.rule", "_kfz_common_message_guard", lambda self: Domain.TRUE)(case, stack)


def and_lost(seed):
    """A bug together with the reading of messages on records that the reader has lost: two guards keep what it tells."""

    def both(case, stack):
        stack.enter_context(patch.object(lost, "lost", lambda records, field: records.browse()))
        seed(case, stack)

    return both
