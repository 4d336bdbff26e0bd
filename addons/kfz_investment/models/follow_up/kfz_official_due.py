from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...domain.follow_up import GOING


class KfzOfficial(models.Model):
    """Who confirms and who acts follows the logins of officials."""

    _inherit = "kfz.official"

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            self._kfz_due_of_theirs()
        return result

    def _kfz_due_of_theirs(self):
        """Find out anew who is to act on what the officials answer for or lead."""
        # sudo: whoever changes a login need not read the projects
        assignments = self.env["kfz.assignment"].sudo()
        wanted = assignments._kfz_unended() & Domain("official_id", "in", self.ids)
        leads = assignments.search(wanted).lead_id
        for records in self._kfz_due_lines():
            leads |= records.lead_id
            records.filtered(lambda each: not each.lead_id)._kfz_watch_due()
        leads.with_env(self.env)._kfz_due_again()

    def _kfz_due_lines(self):
        """What is open and the officials answer for: promises, and issues, those of enterprises without a project included."""
        theirs = [("owner_id", "in", self.ids), ("is_closed", "=", False)]
        # sudo: whoever changes a login or hands over need not read the projects
        return [self.env[model].sudo().search(theirs) for model in ("kfz.promise", "kfz.issue")]

    def _kfz_left_due_count(self):
        return super()._kfz_left_due_count() + sum(map(len, self._kfz_due_lines()))

    def _kfz_pass_due(self, by_lead, successor):
        """Promises and issues go to whoever succeeds in their project, all others to the one successor."""
        super()._kfz_pass_due(by_lead, successor)
        for record in [each for records in self._kfz_due_lines() for each in records]:
            heir = by_lead.get(record.lead_id) or successor
            if not heir or not heir.active or heir.company_id != record.company_id:
                raise UserError(
                    self.env._(
                        "“%(official)s” still answers for “%(name)s”. Choose somebody in office in this zone as the one successor for all.",
                        official=self[:1].name,
                        name=record.name,
                    )
                )
            record.with_env(self.env)._kfz_pass_to(heir)

    # what they carry: the projects that go on, as their workload counts them

    @api.depends("assignment_ids.lead_id.condition", "user_id")
    def _compute_active_count(self):
        """Whoever reads the workload reads the same figure here; others count what is assigned on projects of theirs."""
        super()._compute_active_count()
        Workload = self.env["kfz.workload"]
        if Workload.has_access("read"):
            rows = Workload.search_fetch([("official_id", "in", self.ids)], ["project_count"])
            counts = {row.id: row.project_count for row in rows}
            for official in self.filtered(lambda each: each._origin.id in counts):
                official.active_count = counts[official._origin.id]

    @api.model
    def _kfz_working(self):
        going = Domain("is_promotion", "=", True) & Domain("condition", "in", GOING)
        going &= Domain("active", "=", True)
        # their names are not shown, and the workload counts them for the same readers
        return super()._kfz_working() & Domain("lead_id", "any!", going)

    def _kfz_carried(self):
        """With those that the official manages by login, without an account manager on record."""
        carried = super()._kfz_carried()
        if self and self == self._kfz_person_of(self.user_id, self.company_id):
            on_record = Domain("role", "=", "account_manager")
            on_record &= self.env["kfz.assignment"]._kfz_current()
            carried |= (
                Domain("user_id", "=", self.user_id.id)
                & Domain("company_id", "=", self.company_id.id)
                & Domain("assignment_ids", "not any", on_record)
            )
        return carried & Domain("condition", "in", GOING)


class ResUsers(models.Model):
    """A login that is closed or opened changes who acts."""

    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            # sudo: the administrator, who closes logins, may have no part in the promotion
            officials = self.env["kfz.official"].sudo().search([("user_id", "in", self.ids)])
            officials.with_env(self.env)._kfz_due_of_theirs()
        return result
