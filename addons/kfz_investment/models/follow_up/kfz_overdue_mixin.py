from odoo import api, fields, models
from odoo.fields import Domain

from ...domain import calendar
from ...domain.follow_up import ENDED


class KfzOverdueMixin(models.AbstractModel):
    """Something on a project with a day by which it is to be done: open until it is closed, and overdue after its day.

    Nothing is overdue on a project that has ended. Days are those of Shanghai.
    """

    _name = "kfz.overdue.mixin"
    _inherit = ["kfz.of.project.mixin"]
    _description = "Something that can be overdue"

    date_due = fields.Date("Deadline")
    is_closed = fields.Boolean("Closed")
    is_overdue = fields.Boolean(
        "Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )

    @api.depends("date_due", "is_closed", "lead_id.condition")
    def _compute_is_overdue(self):
        overdue = self.filtered_domain(self._kfz_overdue())
        for record in self:
            record.is_overdue = record in overdue

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = self._kfz_overdue()
        return overdue if True in value else ~overdue

    @api.model
    def _kfz_open(self):
        """What is open, on projects that have not ended, a colleague's among them."""
        ended = Domain("condition", "in", ENDED)
        return Domain("is_closed", "=", False) & Domain("lead_id", "not any!", ended)

    @api.model
    def _kfz_overdue(self):
        return self._kfz_open() & Domain("date_due", "<", calendar.today())
