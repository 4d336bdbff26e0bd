"""Guards in the database are there by now; seal the rows that counted before, as they are found.

The award ledger had triggers of its own, which the common guards replace.
"""

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL


def migrate(cr, version):
    """Seal confirmed trade, figures, transitions, conditions and corrections once."""
    cr.execute(
        """
        DROP TRIGGER IF EXISTS kfz_award_entry_rows ON kfz_award_entry;
        DROP TRIGGER IF EXISTS kfz_award_entry_table ON kfz_award_entry;
        DROP FUNCTION IF EXISTS kfz_award_entry_refuse();
        """
    )
    env = api.Environment(cr, SUPERUSER_ID, {})
    seals = env["kfz.ledger.seal"]
    for model, _seal in seals._kfz_sealed_models():
        seals._kfz_seal_rows(
            model,
            SQL(
                "NOT EXISTS (SELECT FROM kfz_ledger_seal s WHERE s.ledger = %s AND s.row_id = t.id)",
                model,
            ),
        )
