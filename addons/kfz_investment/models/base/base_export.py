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
        answer = super().export_data(fields_to_export)
        export = self.env.context.get("kfz_export")
        if not isinstance(export, Export):
            export = Export("call")
        if export.screen:
            self._kfz_amounts_as_shown(fields_to_export, answer["datas"], export)
        if not self.env.su:
            names = [name for name in fields_to_export if name not in ("id", ".id")]
            log._kfz_log_list(self, names, export)
        return answer
