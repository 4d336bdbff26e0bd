"""The enterprises that the plan names come with the product now: those that are there already are not created again.

Only the common directory is asked. A zone's own enterprise of the same name stays beside the common one and is shown as its
look-alike: were the common one left out for it, other zones could tell that somebody has it.
"""

import logging

from lxml import etree
from odoo.tools import file_open

_logger = logging.getLogger(__name__)
DATA = "kfz_investment/data/kfz_enterprise_data.xml"


def migrate(cr, version):
    """Give them the external ids of the data, which are loaded for missing ones alone."""
    with file_open(DATA, "rb") as file:
        records = etree.parse(file).findall(".//record")
    for record in records:
        cr.execute(
            """INSERT INTO ir_model_data (module, name, model, res_id, noupdate)
               SELECT 'kfz_investment', %s, 'res.partner', id, true
                 FROM res_partner
                WHERE name = %s AND is_enterprise AND company_id IS NULL
             ORDER BY active DESC, id
                LIMIT 1
                   ON CONFLICT DO NOTHING""",
            [record.get("id"), record.findtext("field[@name='name']")],
        )
        if cr.rowcount:
            _logger.info("enterprise %s of the plan is there already", record.get("id"))
