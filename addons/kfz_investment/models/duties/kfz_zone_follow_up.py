from odoo import api, fields, models


class KfzZoneFollowUp(models.Model):
    """Contacts that are overdue, in figures alone. They are counted where they are shown, by one question for all zones."""

    _inherit = "kfz.zone.follow.up"

    duty_overdue_count = fields.Integer(
        "Contacts overdue",
        compute="_compute_duty_overdue_count",
        help="Contacts due by the duties of lead officials, units and account managers whose day has passed.",
    )

    @api.depends("company_id")
    def _compute_duty_overdue_count(self):
        overdue = [("company_id", "in", self.company_id.ids), ("state", "=", "overdue")]
        # sudo: a figure alone, of zones whose figures the reader reads; the joint office reads no duty
        groups = self.env["kfz.duty"].sudo()._read_group(overdue, ["company_id"], ["__count"])
        counts = {zone.id: count for zone, count in groups}
        for row in self:
            row.duty_overdue_count = counts.get(row.company_id.id, 0)

    def action_open_duties(self):
        """The contacts behind the figure."""
        return self._kfz_open_overdue("kfz_duty_action", [("state", "=", "overdue")])
