from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ..base.period_words import day_text

#: the list of assignments whose official has left
LEFT_PAGE = "kfz_investment.kfz_assignment_left_action"


class KfzAssignment(models.Model):
    """Assignments that are handed on: one ends and the next begins on the same day, without gap or overlap."""

    _inherit = "kfz.assignment"

    end_reason = fields.Char(
        "Why the assignment ended",
        readonly=True,
        copy=False,
        help="One line, where the assignment ended without a successor.",
    )
    has_left = fields.Boolean(
        "Official has left",
        compute="_compute_has_left",
        search="_search_has_left",
        help="The assignment is open although the official or unit has been archived.",
    )

    @api.depends("date_to", "official_id.active")
    def _compute_has_left(self):
        for assignment in self:
            assignment.has_left = assignment._kfz_is_unended() and not assignment.official_id.active

    def _search_has_left(self, operator, value):
        if operator != "in":
            return NotImplemented
        left = self._kfz_unended() & fields.Domain("official_id", "any", [("active", "=", False)])
        return left if True in value else ~left

    def _kfz_pass_on(self, successor, day, reason=False):
        """End open assignments on a day; whoever succeeds begins on it, unless they have the role in the project already.

        A project of an account manager goes to the successor's user. The gates are asked once both is done. What begins later
        goes to the successor from its first day on.

        :param successor: ``kfz.official``, or none where the assignments end for a reason
        """
        for assignment in self:
            lead, role = assignment.lead_id, assignment.role
            former = {lead: assignment.official_id}
            begins = max(day, assignment.date_from)
            assignment._kfz_end_on(day, not successor and reason)
            if successor and not successor._kfz_has_role(lead, role):
                self.create(
                    {
                        "lead_id": lead.id,
                        "official_id": successor.id,
                        "role": role,
                        "date_from": begins,
                    }
                )
            if role == "account_manager":
                # before the gates: an account manager is one by the project's user, too
                lead._kfz_give_to_manager(successor, former)
            lead._kfz_evidence_changed()

    def _kfz_end_on(self, day, reason):
        """End one on a day; one that has not begun yet is taken out.

        :raises UserError: for a day before one that has begun
        """
        if self.date_from > calendar.today():
            # sudo: what never began is no history; who leaves is handed over by a manager
            self.sudo().unlink()
            return
        if self.date_from > day:
            raise UserError(
                self.env._(
                    "The assignment of “%(official)s” to “%(project)s” begins on %(date)s, after the day of the hand-over. Choose a later day, or end that assignment on the project's page first.",
                    official=self.official_id.name,
                    project=self.lead_id.name,
                    date=day_text(self.env, self.date_from),
                )
            )
        values = {"date_to": day, "end_reason": reason}
        self._kfz_may_set("end_reason")._kfz_write_before_gates(values)

    @api.model
    def _kfz_tell_left(self):
        """Tell the managers of each zone, in their language, of what archived officials and units still hold.

        :return: those assignments
        """
        left = self.with_context(active_test=False).search([("has_left", "=", True)])
        for zone, rows in left.grouped("company_id").items():
            managers = self.env["kfz.notice.mixin"]._kfz_managers_of(zone)
            for lang, users in managers.grouped("lang").items():
                env = self.with_context(lang=lang).env
                text = env._(
                    "Assignments of officials or units that have been archived: %(count)s. Open each official and press “Leaves office” to hand them over.",
                    count=len(rows),
                )
                page = (LEFT_PAGE, env._("Official has left"))
                env["kfz.notice.mixin"]._kfz_tell_users(users, text, page)
        return left
