from odoo import models
from odoo.exceptions import AccessError, UserError

from ..guards.base_grants import may_set

#: what figures, awards and reports of a signed project rest on
FIXED = ("partner_id", "area_id")


class CrmLead(models.Model):
    """A signed project: its enterprise and area change by a manager's act, with a reason; it is terminated, not archived."""

    _inherit = "crm.lead"

    def _kfz_check_fixed(self, vals):
        super()._kfz_check_fixed(vals)
        given = {name: vals[name] for name in FIXED if name in vals and not may_set(self, name)}
        archives = not vals.get("active", True)
        if self.env.su or not (given or archives):
            return
        for lead in self.filtered(lambda lead: lead.is_promotion and lead._kfz_is_signed()):
            lead._kfz_check_settled_values(given)
            if archives:
                lead._kfz_check_archived()

    def _kfz_check_archived(self):
        """:raises UserError: unless the signed project is archived already"""
        if self.active:
            raise UserError(
                self.env._(
                    "“%(project)s” has been signed: terminate it with a reason, so that it stays in its quarter.",
                    project=self.name,
                )
            )

    def _kfz_check_settled_values(self, vals):
        """:raises UserError: when one of the values is not that of the signed project"""
        if any((self[name].id or False) != (value or False) for name, value in vals.items()):
            raise UserError(
                self.env._(
                    "“%(project)s” has been signed, and past figures rest on its enterprise and area. A manager changes them with “Correct project”, giving the reason.",
                    project=self.name,
                )
            )

    def action_correct_project(self):
        """The wizard that asks for the right enterprise or area, and the reason."""
        self.ensure_one()
        self._kfz_check_correctable()
        return {
            **self.env["ir.actions.actions"]._for_xml_id(
                "kfz_investment.kfz_correction_ask_action"
            ),
            "name": self.env["kfz.correction.ask"]._kfz_title("correct"),
            "context": {"default_act": "correct", "default_lead_id": self.id},
        }

    def _kfz_correct(self, vals, reason):
        """Correct enterprise or area of a signed project.

        :raises UserError: without a reason, for a project that is not signed, or when nothing changes
        :raises AccessError: for anyone but a manager who works on the project
        """
        self.ensure_one()
        self._kfz_check_correctable()
        reason = self._kfz_words_given(
            reason, self.env._("Give the reason in one line; it stays with the project.")
        )
        if unknown := set(vals) - set(FIXED):
            raise UserError(
                self.env._(
                    "“%(field)s” is not corrected here: change it on the project.",
                    field=self._kfz_field_label(min(unknown)),
                )
            )
        before = self._kfz_link_names(vals)
        self._kfz_may_set(*vals).write(vals)
        now = self._kfz_link_names(vals)
        changed = {name: (old, now[name]) for name, old in before.items() if old != now[name]}
        if not changed:
            raise UserError(self.env._("Nothing was changed: enter the right value first."))
        self.env["kfz.correction"]._kfz_enter(self, self, "correct", changed, reason)

    def _kfz_link_names(self, names):
        """{field: the name of what it links to}."""
        return {name: self[name].display_name or "" for name in names}

    def _kfz_check_correctable(self):
        """:raises AccessError: for anyone but a manager; :raises UserError: for a project that is not signed"""
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._(
                    "Only a promotion manager can correct the enterprise or the area of a signed project, because past figures rest on them."
                )
            )
        self.check_access("write")
        if not self.is_promotion or not self._kfz_is_signed():
            raise UserError(
                self.env._(
                    "“%(project)s” is not signed: change it on its page, there is nothing to correct.",
                    project=self.name,
                )
            )

    def _kfz_words(self):
        return f"{self.project_code or ''} {self.name}".strip()
