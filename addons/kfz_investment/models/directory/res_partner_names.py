from odoo import models

#: what core makes the name of a partner of when it is shown, besides the columns that it says
SHOWN = ("is_company", "company_name", "parent_id", "type")


class ResPartner(models.Model):
    """A partner's name is put together when it is shown, and not read from the column that core names."""

    _inherit = "res.partner"

    def _kfz_name_columns(self):
        return [*super()._kfz_name_columns(), *(self._fields[name] for name in SHOWN)]
