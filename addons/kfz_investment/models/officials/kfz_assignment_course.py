from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...domain import calendar
from ..base.nightly import nightly
from ..guards.quiet import is_quiet

#: what says whose assignment it is: fixed for clients once it is recorded, so that nobody stands in for a moment
FIXED = ("official_id", "role", "date_from")
#: days back for which the nightly run finds what began or ended, so that a missed night loses nothing
BACK = 40


class KfzAssignment(models.Model):
    """The course of an assignment: it begins on its first day and is over on its last.

    Whoever is assigned is in office. What is recorded is not rewritten: it ends, or is handed over, and the past stays. One
    that has not begun yet leaves no past, and is taken out instead.
    """

    _inherit = "kfz.assignment"

    @api.model
    def _kfz_unended(self):
        """The domain of assignments that go on or are still to begin; on its last day one has ended."""
        return Domain("date_to", "=", False) | Domain("date_to", ">", calendar.today())

    @api.model
    def _kfz_current(self):
        """The domain of those that have begun and go on."""
        return Domain("date_from", "<=", calendar.today()) & self._kfz_unended()

    def _kfz_is_unended(self):
        return not self.date_to or self.date_to > calendar.today()

    def _kfz_is_current(self):
        return (
            bool(self.date_from) and self.date_from <= calendar.today() and self._kfz_is_unended()
        )

    @api.constrains("official_id", "date_to")
    def _check_in_office(self):
        """:raises ValidationError: for an assignment of somebody who has left, unless it is past"""
        for assignment in self.filtered(lambda each: each._kfz_is_unended()):
            if not assignment.official_id.active:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” has left and takes on no project. Choose somebody who is in office, or restore the official first.",
                        name=assignment.official_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        assignments = super().create(vals_list)
        unended = assignments.filtered(lambda each: each._kfz_is_unended())
        unended.official_id._kfz_touch()
        if not is_quiet(self.env):
            unended._kfz_log_leading()
        return assignments

    def _kfz_log_leading(self):
        """Who becomes lead official of a project that is there stands in its chatter, with who says so."""
        leading = self.filtered(lambda one: one.role == "lead_official")
        # sudo: when the project was entered; one that is entered with its officials says it by itself
        for each in leading.filtered(
            lambda one: one.sudo().lead_id.create_date < self.env.cr.now()
        ):
            # sudo: whoever assigns may write on the project; the name stands on its page
            each.sudo().lead_id._message_log(
                body=self.env._(
                    "%(official)s becomes “%(role)s”",
                    official=each.sudo().official_id.name,
                    role=each._kfz_word("role"),
                ),
                author_id=self.env.user.partner_id.id,
            )

    def write(self, vals):
        """:raises UserError: when a client rewrites whose assignment it is"""
        fixed = () if self.env.su else [name for name in FIXED if name in vals]
        before = {each: [each[name] for name in fixed] for each in self} if fixed else {}
        result = super().write(vals)
        for assignment, values in before.items():
            if values != [assignment[name] for name in fixed]:
                raise UserError(
                    self.env._(
                        "An assignment is not rewritten: its history would say otherwise than it was. End it, or hand it over with “Assign”."
                    )
                )
        return result

    def action_end(self):
        """End the assignments today; the rows stay as history, but for those that have not begun."""
        self.check_access("write")
        today = calendar.today()
        unended = self.filtered(lambda each: each._kfz_is_unended())
        waiting = unended.filtered(lambda each: each.date_from > today)
        (unended - waiting).date_to = today
        # sudo: what never began is no history; the user may change the assignments, as was checked
        waiting.sudo().unlink()

    @api.model
    @nightly
    def _cron_turns(self):
        """Nightly: projects show who is assigned to them from the first day of an assignment to its last."""
        today = calendar.today()
        since = fields.Date.subtract(today, days=BACK)
        turned = self.search(
            (Domain("date_from", ">", since) & Domain("date_from", "<=", today))
            | (Domain("date_to", ">", since) & Domain("date_to", "<=", today))
        )
        turned.lead_id._kfz_officials_again()


class KfzOfficial(models.Model):
    """Whoever assigns and whoever archives an official at the same moment do not pass each other."""

    _inherit = "kfz.official"

    def _kfz_touch(self):
        """Write the rows without a change: a transaction that locks them later begins again and sees the assignment."""
        if self:
            self.env.cr.execute(
                "UPDATE kfz_official SET id = id WHERE id IN %s", [tuple(sorted(self.ids))]
            )


class CrmLead(models.Model):
    """Who is assigned depends on the day."""

    _inherit = "crm.lead"

    def _kfz_touch(self):
        """As for officials: whoever sets the task force of a project at the same moment begins again."""
        self.env.cr.execute("UPDATE crm_lead SET id = id WHERE id IN %s", [tuple(sorted(self.ids))])

    def _kfz_officials_again(self):
        """Find out anew who is assigned today."""
        for name in ("lead_official_id", "responsible_unit_id", "account_manager_id"):
            self.env.add_to_compute(self._fields[name], self)
        self.flush_recordset()
