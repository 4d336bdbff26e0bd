"""Keys of the context: those that core's and our code reads, found in the sources, and what a client may put there."""

import functools
import pathlib
import re

import odoo
import odoo.addons

READ = re.compile(
    r"""context(?:\.get|\.pop)?[\[(]\s*["'](\w+)["']|["'](\w+)["']\s+(?:not\s+)?in\s+[\w.]*context\b"""
)
#: sent whether the sources name them or not
ALWAYS = (
    "active_test",
    "allowed_company_ids",
    "bin_size",
    "force_company",
    "import_file",
    "install_mode",
    "kfz_grant",
    "lang",
    "mail_create_nolog",
    "mail_create_nosubscribe",
    "mail_notrack",
    "module",
    "prefetch_fields",
    "su",
    "tracking_disable",
    "tz",
    "uid",
)
PLAIN = (True, "试探", [1])


@functools.cache
def keys(modules):
    """All keys of the context that the installed modules and the framework read.

    :param modules: names of the installed modules
    """
    folders = [
        pathlib.Path(odoo.__path__[0]) / part for part in ("orm", "models", "api", "service")
    ]
    for name in modules:
        folders += [
            pathlib.Path(path) / name
            for path in odoo.addons.__path__
            if (pathlib.Path(path) / name).is_dir()
        ]
    found = set(ALWAYS)
    for folder in folders:
        for path in folder.rglob("*.py"):
            if "tests" not in path.parts:
                text = path.read_text(encoding="utf-8")
                found.update(one or other for one, other in READ.findall(text))
    return sorted(found)


def values(key, zone, hidden):
    """What a client sends for a key.

    :param zone: id of the other zone
    :param hidden: {model: id} of hidden records
    """
    lead = hidden["crm.lead"]
    special = {
        "allowed_company_ids": ([zone], [str(zone)], str(zone), [False], []),
        "force_company": (zone, str(zone)),
        "company_id": (zone, str(zone)),
        "uid": (1, 2, "1"),
        "lang": ("x", "../..", 5, None),
        "tz": ("nowhere", 5),
        "active_id": (lead, str(lead)),
        "active_ids": ([lead], [str(lead)]),
        "active_model": ("crm.lead", "res.partner"),
        "default_res_model": ("crm.lead",),
        "default_res_id": (lead, str(lead)),
        "default_model": ("crm.lead",),
        "active_test": (False,),
        "prefetch_fields": (False,),
        "kfz_grant": (True, [["kfz.award", "state"]], {"fields": [["kfz.award", "state"]]}),
    }
    if key in special:
        return special[key]
    return (lead, str(lead), [lead]) if key.startswith("default_") else PLAIN
