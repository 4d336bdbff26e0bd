"""The menu of actions of a page, without entries of core that have no use there. Plain functions."""


def without_entries(env, result, pages, hidden):
    """What ``get_views`` gave, without some entries on some pages.

    :param result: changed in place
    :param pages: external ids of the views; ``None``: all
    :param hidden: external ids of the actions
    """
    lookup = env["ir.model.data"]._xmlid_to_res_id
    hidden_ids = {lookup(name, raise_if_not_found=False) for name in hidden}
    page_ids = {lookup(name, raise_if_not_found=False) for name in pages or ()} - {False}
    for view in result["views"].values():
        if view.get("toolbar") and (pages is None or view.get("id") in page_ids):
            view["toolbar"] = _without(view["toolbar"], hidden_ids)
    return result


def _without(toolbar, hidden):
    """The entries of each kind that stay."""
    return {
        kind: [entry for entry in entries if entry["id"] not in hidden]
        for kind, entries in toolbar.items()
    }
