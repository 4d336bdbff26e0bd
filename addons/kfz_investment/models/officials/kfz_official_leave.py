from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

MANAGER = "kfz_investment.group_kfz_manager"


class KfzOfficial(models.Model):
    """An official leaves office: every open assignment finds a successor, and only then is the official archived."""

    _inherit = "kfz.official"

    @api.constrains("active")
    def _check_left(self):
        """:raises ValidationError: for whoever is archived with open assignments, in whatever way"""
        for official in self.filtered(lambda each: not each.active):
            if open_count := len(official._kfz_open_assignments()):
                raise ValidationError(
                    self.env._(
                        "“%(name)s” still has open assignments: %(count)s. Open the official and press “Leaves office”: it hands each of them to a successor, and archives the official then.",
                        name=official.name,
                        count=open_count,
                    )
                )

    def _kfz_open_assignments(self):
        """The assignments that have not ended, those of archived projects included."""
        return (
            self.env["kfz.assignment"]
            .with_context(active_test=False)
            .search(
                Domain("official_id", "in", self.ids) & self.env["kfz.assignment"]._kfz_unended()
            )
        )

    def _kfz_left_due_count(self):
        """How much else the officials answer for, beside what is assigned to them; higher rooms count theirs."""
        return 0

    def _kfz_pass_due(self, by_lead, successor):
        """Hand on what else the officials answer for. Higher rooms do.

        :param by_lead: {project: who succeeds the official there}
        :param successor: who takes all else, or none
        :raises UserError: for something that nobody would answer for
        """

    @api.model
    def _kfz_check_may_hand_over(self):
        """:raises AccessError: unless a promotion manager asks"""
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._(
                    "Only a promotion manager hands over what an official leaves. Ask a manager of your zone."
                )
            )

    def action_leave(self):
        """The window that asks for the successor of each open assignment.

        :raises AccessError: unless the user is a promotion manager
        """
        self.ensure_one()
        self._kfz_check_may_hand_over()
        self.check_access("write")
        wizard = self.env["kfz.official.leave"]._kfz_for(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Leaves office"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _kfz_leave(self, day):
        """End the term on the day and archive; whatever was assigned has found its successor before.

        :raises UserError: when something is still assigned
        """
        self.ensure_one()
        values = {"active": False}
        if not self.term_to or self.term_to > day:
            values["term_to"] = day
        if self.term_from and self.term_from > day:
            raise UserError(
                self.env._(
                    "The term of “%(name)s” begins later than the day of leaving. Correct the day, or the term.",
                    name=self.name,
                )
            )
        self.write(values)
