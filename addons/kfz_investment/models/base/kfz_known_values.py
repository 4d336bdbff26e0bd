"""What is known of new records before they are in the database: their ids, and stored fields that follow from given ones."""

from odoo import api, models
from odoo.tools import SQL


class Base(models.AbstractModel):
    """For a bulk creation: what is known is inserted with the row instead of computed and written after it."""

    _inherit = "base"

    @api.model
    def _kfz_tell_known(self, ids, rows):
        """Put values of stored computed fields that follow from the other values into the rows of new records; the names of these fields.

        What is told here is inserted with the row instead of computed and written after it. For models to extend.

        :param ids: of the new records, which are not in the database yet
        :param rows: [{stored field: value}]
        """
        return set()

    @api.model
    def _kfz_computed_by(self, module, names):
        """Those of some stored computed fields whose values no other module than the one named computes."""
        return {
            name
            for name in names
            if getattr(type(self), self._fields[name].compute).__module__.startswith(module)
        }

    @api.model
    def _kfz_computed_by_each(self, computed):
        """The same for {module: names}."""
        return set().union(*(self._kfz_computed_by(*each) for each in computed.items()))

    @api.model
    def _kfz_new_ids(self, count):
        """Ids for new rows, from the sequence of the table."""
        return [
            ident
            for [ident] in self.env.execute_query(
                SQL(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    self._table,
                    count,
                )
            )
        ]
