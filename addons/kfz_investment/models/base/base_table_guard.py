import psycopg2.errors
from odoo import api, models
from odoo.tools.sql import table_exists

from . import table_guard


class Base(models.AbstractModel):
    """Guards in the database, declared by the model whose rows they keep."""

    _inherit = "base"

    #: :class:`table_guard.TableGuard` objects: what the database refuses in this model's table
    _kfz_table_guards = ()

    def _auto_init(self):
        is_guarded = self._auto and not self._abstract and self._kfz_table_guards
        if is_guarded and not self.pool.ready and table_exists(self.env.cr, self._table):
            # new columns are filled, stored values computed, data corrected: until the update commits
            table_guard.open_pass(self.env.cr, "update of the system")
        super()._auto_init()
        if is_guarded:
            # when the columns are there and filled
            self.pool.post_init(self._kfz_install_guards)

    def _kfz_install_guards(self):
        cr = self.env.cr
        cr.execute(table_guard.FUNCTION)
        links = [
            (self.env[field.comodel_name]._table, field.name)
            for field in self._fields.values()
            if field.type == "many2one" and field.store and field.column_type
        ]
        table_guard.install(cr, self._table, self._kfz_table_guards, links)

    @api.model
    def _sql_error_to_message(self, exc):
        if isinstance(exc, psycopg2.errors.RestrictViolation) and "kfz guard" in str(exc):
            model = next(
                (
                    self.env["ir.model"]._get(name).name
                    for name, model in self.pool.items()
                    if model._table == exc.diag.table_name and not model._abstract
                ),
                exc.diag.table_name,
            )
            return self.env._(
                "“%(model)s” holds entries that count, so the database keeps them as they are. Use the buttons of the record that corrects them, or archive what you wanted to delete.",
                model=model,
            )
        if isinstance(exc, psycopg2.errors.RestrictViolation):
            return self._kfz_restrict_message(exc.diag.table_name)
        return super()._sql_error_to_message(exc)

    @api.model
    def _kfz_restrict_message(self, table):
        """Words for a record that another table links to; from PostgreSQL 18 on, core knows the error no more.

        :param table: of the links: that of a model, or of the many2many of one
        """
        for name, model in self.pool.items():
            if model._abstract or model._transient:
                continue
            links = self.env[name]._kfz_restricting(table)
            if model._table == table or links:
                words = [self.env["ir.model"]._get(name).name, *links[:1]]
                return self.env._(
                    "This record is still named by others (“%(model)s”), so it cannot be deleted. Archive it instead.",
                    model=" – ".join(words),
                )
        return self.env._(
            "This record is still named by others, so it cannot be deleted. Archive it instead."
        )

    @api.model
    def _kfz_restricting(self, table):
        """The labels of the many2many fields that keep their links in a table, and the linked records with them.

        The field of the other side lets its own records go.
        """
        return [
            field._description_string(self.env)
            for field in self._fields.values()
            if field.type == "many2many"
            and field.store
            and field.relation == table
            and field.ondelete == "restrict"
        ]
