from collections import Counter

from odoo import models
from odoo.exceptions import UserError

from .export_amounts import Export

#: records in one file; a list beyond it is a copy of the database
MOST = 20_000


class Base(models.AbstractModel):
    """Lists that leave the system, by whatever way: the right, the limit, the units and the log."""

    _inherit = "base"

    def export_data(self, fields_to_export):
        """Core's export, for whoever may, of a sensible number of records, entered in ``kfz.export.log``.

        :raises AccessError: names who may export
        :raises UserError: for more records than one file should have
        """
        log = self.env["kfz.export.log"]
        log._kfz_check_right()
        if len(self) > MOST:
            raise UserError(
                self.env._(
                    "This list has %(count)s records, and a file takes at most %(most)s. Narrow the list with a filter, or export it in parts.",
                    count=f"{len(self):,}",
                    most=f"{MOST:,}",
                )
            )
        export = self.env.context.get("kfz_export")
        if not isinstance(export, Export):
            export = Export("call")
        rows, counts = [], Counter()
        for part in self._kfz_batches():
            rows += super(Base, part).export_data(fields_to_export)["datas"]
            part._kfz_learn(fields_to_export, export, counts)
        if export.screen:
            self._kfz_amounts_as_shown(fields_to_export, rows, export)
        if not self.env.su:
            names = [name for name in fields_to_export if name not in ("id", ".id")]
            log._kfz_log_list(self, names, export, counts)
        return {"datas": rows}

    def _kfz_learn(self, names, export, counts):
        """What units and log need to know of a part of the records, while its values are in memory."""
        if export.screen:
            self._kfz_learn_currencies(names, export)
        if not self.env.su:
            counts.update(self.env["kfz.export.log"]._kfz_counts(self))
