from odoo import fields, models

from .table_guard import TableGuard


class KfzGuardPass(models.Model):
    """What passed the guards of the database: one row per transaction, table and reason, entered by the guard itself.

    ``moment`` is the start of the transaction, in UTC. Updates of the addon and merges of contacts or projects pass;
    anything else here is a question for the operator of the database.
    """

    _name = "kfz.guard.pass"
    _description = "Passes of the database guards"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "reason"
    _log_access = False
    _kfz_table_guards = (
        # the row of a transaction counts until that transaction ends
        TableGuard(when="OLD.transaction <> pg_current_xact_id()::text", on="UPDATE"),
        TableGuard(on="DELETE"),
    )

    reason = fields.Char(required=True, readonly=True)
    table_name = fields.Char("Table", required=True, readonly=True)
    operation = fields.Char(required=True, readonly=True)
    count = fields.Integer("Rows", required=True, readonly=True)
    moment = fields.Datetime("When", required=True, readonly=True)
    transaction = fields.Char(required=True, readonly=True)

    _once = models.UniqueIndex("(transaction, table_name, operation, reason)")
