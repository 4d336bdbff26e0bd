"""Pages of projects as the web client asks for them."""

import ast

from lxml import etree
from odoo.addons.mail.tools.discuss import Store
from odoo.tests import Form

#: what the client asks for where an arch does not say (``view_service.js``)
CLIENT_LIMIT = 80
BOARD = "kfz_investment.crm_lead_view_kanban_kfz"
MINE = "kfz_investment.crm_lead_view_kanban_mine_kfz"
LIST = "kfz_investment.crm_lead_view_list_kfz"
FORM = "kfz_investment.crm_lead_view_form_kfz"
CHATTER = ("activities", "attachments", "contact_fields", "followers", "suggestedRecipients")


def arch_of(env, xmlid, kind):
    """The arch of a view of projects as the client gets it."""
    view = env["ir.model.data"]._xmlid_to_res_id(xmlid)
    return etree.fromstring(env["crm.lead"].get_view(view, kind)["arch"])


def cost(env, page, *arguments):
    """Queries of a page the second time, when what is kept for all pages is there."""
    for _time in range(2):
        env.flush_all()
        env.invalidate_all()
        before = env.cr.sql_log_count
        page(env, *arguments)
    return env.cr.sql_log_count - before


def spec_of(env, arch, shown=()):
    """What a list or a board reads; a lazy column only where it is shown (``lazy_list.js``)."""
    known, spec = env["crm.lead"]._fields, {}
    for node in arch.iter("field"):
        name, options = node.get("name"), ast.literal_eval(node.get("options") or "{}")
        if name in known and (name in shown or not options.get("lazy")):
            is_link = known[name].type == "many2one"
            spec[name] = {"fields": {"display_name": {}}} if is_link else {}
    return spec


def board(env, domain, limit=None):
    """Open the board as the client does: the bars, then the columns with their first cards.

    :param limit: cards of a column; by default what the board says
    """
    arch, projects = arch_of(env, BOARD, "kanban"), env["crm.lead"]
    projects = projects.with_context(default_is_promotion=True, read_group_expand=True)
    bar = arch.find("progressbar")
    colors = ast.literal_eval(bar.get("colors"))
    projects.read_progress_bar(domain, "stage_id", {"field": bar.get("field"), "colors": colors})
    projects.web_read_group(
        domain,
        ["stage_id"],
        [
            "expected_revenue:sum",
            "company_currency:array_agg_distinct",
            "expected_revenue:sum_currency",
        ],
        order=arch.get("default_order"),
        auto_unfold=True,
        opening_info=[],
        unfold_read_specification=spec_of(env, arch),
        unfold_read_default_limit=limit or int(arch.get("limit") or CLIENT_LIMIT),
        groupby_read_specification={},
    )


def cards(env, domain):
    """Open the page of a lead official: the cards of projects, one below the other."""
    arch = arch_of(env, MINE, "kanban")
    env["crm.lead"].web_search_read(
        domain,
        spec_of(env, arch),
        order=arch.get("default_order"),
        limit=CLIENT_LIMIT,
        count_limit=10001,
    )


def project_list(env, domain, shown=()):
    """Open the list: its first 80 rows."""
    spec = spec_of(env, arch_of(env, LIST, "list"), shown)
    env["crm.lead"].web_search_read(domain, spec, limit=CLIENT_LIMIT, count_limit=10001)


def project_page(env, lead):
    """Open a project with the lines on its page, and its chatter."""
    lead = lead.with_env(env)
    Form(lead, FORM)
    store = Store()
    lead._thread_to_store(store, [], request_list=CHATTER)
    store.add(env["mail.message"]._message_fetch(domain=None, thread=lead)["messages"])
    store.get_result()


def save_page(env, lead, values):
    """Save a change on a project's page; the client reads the page again."""
    lead = lead.with_env(env)
    _save(lead, values, Form(lead, FORM)._view["fields_spec"])


def save_rows(env, leads, values):
    """Save the same change of several rows, as a list's multi-edit does."""
    _save(leads.with_env(env), values, spec_of(env, arch_of(env, LIST, "list")))


def _save(leads, values, spec):
    leads.web_save(values, spec)
    leads.env.flush_all()
    # what waits for the commit
    leads.env.cr.flush()
