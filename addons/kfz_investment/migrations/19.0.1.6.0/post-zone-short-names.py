"""The four zones get the short names that pages show, which new databases have from the start. What somebody wrote stays."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)
#: {external id: (English, Chinese)}
NAMES = {
    "zone_kcbz": ("Bonded Zone", "综保区"),
    "zone_kmftz": ("FTZ Kunming Area", "昆明片区"),
    "zone_kmetdz": ("ETDZ", "经开区"),
    "zone_mhmd": ("Mohan–Boten", "磨憨—磨丁"),
}


def migrate(cr, version):
    """Fill what is empty, in each installed language."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    chinese = "zh_CN" in dict(env["res.lang"].get_installed())
    for name, (english, short) in NAMES.items():
        zone = env.ref(f"kfz_investment.{name}", raise_if_not_found=False)
        if not zone or zone.zone_short_name:
            continue
        zone.with_context(lang="en_US").zone_short_name = english
        if chinese:
            zone.with_context(lang="zh_CN").zone_short_name = short
        _logger.info("%s is called “%s” on pages", zone.name, english)
