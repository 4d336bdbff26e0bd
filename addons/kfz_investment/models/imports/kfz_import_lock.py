from odoo import api, fields, models
from odoo.tools import SQL


class KfzImportLock(models.Model):
    """Two imports into one zone come one after the other: the second compares its rows with what the first has written."""

    _name = "kfz.import.lock"
    _description = "Lock of imports"
    _rec_name = "scope"
    _log_access = False

    company_id = fields.Many2one("res.company", "Zone", required=True, ondelete="cascade")
    scope = fields.Char(
        required=True,
        help="Lists that write the same records share a lock: directory, trade or visits.",
    )
    count = fields.Integer("Imports", required=True, default=0)

    _once = models.UniqueIndex("(company_id, scope)", "A zone has one lock per kind of list.")

    @api.model
    def _kfz_take(self, scope, zone_ids):
        """Hold the locks of zones until the transaction ends.

        The row is changed, not only locked: whoever has waited would otherwise go on with what it saw before, add
        everything once more, and nobody would notice. So it fails here, and Odoo tries it again on what is there now.

        :raises psycopg2.errors.SerializationFailure: when another import was committed since this transaction began
        """
        for zone in sorted(zone_ids):
            self.env.execute_query(
                SQL(
                    """INSERT INTO kfz_import_lock (company_id, scope, count) VALUES (%s, %s, 1)
                       ON CONFLICT (company_id, scope) DO UPDATE SET count = kfz_import_lock.count + 1
                       RETURNING id""",
                    zone,
                    scope,
                )
            )
