"""The plan's enterprises that were there already get their source lines, which demonstration data had among their business."""

import logging

from lxml import etree
from odoo import SUPERUSER_ID, api
from odoo.tools import file_open

_logger = logging.getLogger(__name__)
DATA = "kfz_investment/data/kfz_enterprise_data.xml"
#: how the scope of business ended that demonstration data made of the plan's words
DEMO_SCOPE = "（据《昆明综合保税区“十四五”产业发展规划》："


def migrate(cr, version):
    """Only where there is no source line; nothing else of them changes, but for that scope of business."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    with file_open(DATA, "rb") as file:
        records = etree.parse(file).findall(".//record")
    count = 0
    for record in records:
        partner = env.ref(f"kfz_investment.{record.get('id')}", raise_if_not_found=False)
        if not partner or partner.source_note:
            continue
        vals = {"source_note": record.findtext("field[@name='source_note']")}
        if DEMO_SCOPE in (partner.business_scope or ""):
            vals["business_scope"] = False
        partner.write(vals)
        count += 1
    _logger.info("%s enterprises of the plan got their source lines", count)
