from odoo import api, models
from odoo.exceptions import UserError

from .table_guard import TableGuard


class KfzAppendOnlyMixin(models.AbstractModel):
    """A ledger: rows are added and read, never changed or deleted (design §3, rule 2), in the database either."""

    _name = "kfz.append.only.mixin"
    _description = "Append-only ledger"
    _kfz_table_guards = (TableGuard(),)

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._(
                "“%(ledger)s” is a ledger: its entries cannot be changed. Record a new entry instead.",
                ledger=self.env["ir.model"]._get(self._name).name,
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "“%(ledger)s” is a ledger: its entries cannot be deleted.",
                ledger=self.env["ir.model"]._get(self._name).name,
            )
        )
