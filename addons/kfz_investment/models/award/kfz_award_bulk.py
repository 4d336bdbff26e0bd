import operator

from odoo import api, models
from odoo.tools import SQL

from ..base.sql_arrays import sql_array
from .kfz_award_ledger import ENTRY_FIGURES


class KfzAward(models.Model):
    """Writing different values to many awards at once."""

    _inherit = "kfz.award"

    @api.model
    def _kfz_update(self, names, rows, **same):
        """Write different values to many awards with one statement: (id, value for each name), and the ``same`` to all.

        :return: what an entry of the ledger says of them now, as ``_kfz_entry_figures_of``
        """
        # neighbours in the table one after the other
        rows = sorted(rows, key=operator.itemgetter(0))
        records = self.browse([row[0] for row in rows])
        records.flush_recordset()
        same |= {"write_uid": self.env.uid, "write_date": self.env.cr.now()}
        written = self.env.execute_query(
            SQL(
                "UPDATE kfz_award a SET %s FROM unnest(%s) AS new(id, %s) WHERE a.id = new.id RETURNING %s",
                self._assignments(names, same),
                self._value_arrays(names, rows),
                SQL(", ").join(map(SQL.identifier, names)),
                ENTRY_FIGURES,
            )
        )
        records.invalidate_recordset()
        return self._kfz_entry_figures_of(written)

    @api.model
    def _assignments(self, names, same):
        """``name = new.name`` for each name, and ``name = value`` for what is the same of all."""
        different = [
            SQL("%s = new.%s", SQL.identifier(name), SQL.identifier(name)) for name in names
        ]
        return SQL(", ").join(
            [
                *different,
                *(SQL("%s = %s", SQL.identifier(name), value) for name, value in same.items()),
            ]
        )

    @api.model
    def _value_arrays(self, names, rows):
        """The ids, and the values of each name, as arrays of the columns' types."""
        ids, *columns = map(list, zip(*rows, strict=True))
        arrays = [
            sql_array(column, self._fields[name].column_type[1])
            for name, column in zip(names, columns, strict=True)
        ]
        return SQL(", ").join([sql_array(ids, "int"), *arrays])
