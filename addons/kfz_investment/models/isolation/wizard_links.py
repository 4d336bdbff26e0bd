"""A wizard is read only as long as all that it leads to is.

A link shows its name as superuser, and so does a field that is read through it: whoever once opened the window would go on reading
what was lost meanwhile.
"""

from odoo.fields import Domain
from odoo.tools import SQL

from .guarded import is_guarded


def wizard_links(rules, model_name):
    """The wizards of a model all of whose links lead to what the user reads, in any of the own zones.

    :param rules: ``ir.rule`` with the user's rights
    """
    zones = rules.env.user.company_ids.ids
    rules = rules.with_context(allowed_company_ids=zones)
    guard = Domain.TRUE
    for field in rules.env[model_name]._fields.values():
        if _leads_to_guarded(rules.env, model_name, field):
            target = rules.env[field.comodel_name]
            is_reader = target.has_access("read")
            readable = rules._compute_domain(target._name, "read") if is_reader else Domain.FALSE
            guard &= Domain.custom(to_sql=_leads_among(field, readable))
    return guard


def _leads_to_guarded(env, model_name, field):
    if not field.store or field.type not in ("many2one", "many2many"):
        return False
    # wizards of core choose contacts and files by rules of their own
    ours = model_name.startswith("kfz.") or field.comodel_name.startswith(("kfz.", "crm."))
    return ours and is_guarded(env, field.comodel_name)


def _leads_among(field, readable):
    """SQL of “what a field of the wizard leads to are records of the domain”."""

    def to_sql(model, alias, query):
        # sudo: the domain is the rule of the user whose wizards are searched
        target = model.env[field.comodel_name].sudo().with_context(active_test=False)
        found = target._search(readable)
        if field.type == "many2one":
            link = SQL.identifier(alias, field.name)
            if found.is_empty():
                return SQL("%s IS NULL", link)
            return SQL("(%s IS NULL OR %s IN %s)", link, link, found.subselect())
        linked = SQL.identifier("linked", field.column2)
        hidden = SQL("TRUE") if found.is_empty() else SQL("%s NOT IN %s", linked, found.subselect())
        return SQL(
            "NOT EXISTS (SELECT 1 FROM %s AS linked WHERE %s = %s AND %s)",
            SQL.identifier(field.relation),
            SQL.identifier("linked", field.column1),
            SQL.identifier(alias, "id"),
            hidden,
        )

    return to_sql
