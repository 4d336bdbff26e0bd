from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .kfz_assignment import UNIT_ROLE


class KfzOfficial(models.Model):
    """What an official's page shows: present and past assignments to projects that the reader may read, and the unit."""

    _inherit = "kfz.official"

    current_assignment_ids = fields.Many2many(
        "kfz.assignment", string="Current assignments", compute="_compute_shown_assignments"
    )
    past_assignment_ids = fields.Many2many(
        "kfz.assignment", string="Past assignments", compute="_compute_shown_assignments"
    )
    member_ids = fields.One2many("kfz.official", "unit_id", "People")

    @api.depends("assignment_ids.date_to", "assignment_ids.lead_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_shown_assignments(self):
        """An assignment shows the name of its project: only those whose project the reader reads, whatever its own rule."""
        found = self.env["kfz.assignment"].search(
            [("official_id", "in", self.ids), ("lead_id", "any", [("is_promotion", "=", True)])]
        )
        by_official = found.grouped("official_id")
        for official in self:
            own = by_official.get(official._origin, found.browse())
            official.current_assignment_ids = own.filtered(lambda each: each._kfz_is_unended())
            official.past_assignment_ids = own.filtered(lambda each: not each._kfz_is_unended())

    @api.constrains("unit_id", "is_unit")
    def _check_unit(self):
        members = self.with_context(active_test=False).member_ids
        for official in (self | members).filtered("unit_id"):
            if official.is_unit or not official.unit_id.is_unit:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” cannot belong to “%(unit)s”: a person belongs to a unit, and a unit to none. Choose a unit, or leave “%(field)s” empty.",
                        name=official.name,
                        unit=official.unit_id.name,
                        field=self._fields["unit_id"]._description_string(self.env),
                    )
                )

    @api.constrains("is_unit")
    def _check_roles(self):
        """Whoever holds a role does not become what cannot hold it."""
        held = self.env["kfz.assignment"].search(
            Domain("official_id", "in", self.ids) & self.env["kfz.assignment"]._kfz_unended()
        )
        for assignment in held:
            assignment.official_id._kfz_check_fits(assignment.role)

    def _kfz_check_fits(self, role):
        """:raises ValidationError: unless it is a unit for the role of a unit, and a person for any other"""
        if not self or self.is_unit == (role == UNIT_ROLE):
            return
        roles = dict(self.env["kfz.assignment"]._fields["role"]._description_selection(self.env))
        words = {"name": self.name, "role": roles[role]}
        if self.is_unit:
            raise ValidationError(
                self.env._(
                    "“%(name)s” is a unit, and “%(role)s” is a role for a person. Choose a person.",
                    **words,
                )
            )
        raise ValidationError(
            self.env._(
                "“%(name)s” is a person, and “%(role)s” is a role for a unit. Choose a department or office.",
                **words,
            )
        )

    def _kfz_check_fits_all(self, role):
        for official in self:
            official._kfz_check_fits(role)

    def _kfz_has_role(self, lead, role):
        """Whether it has the role in the project, now or from a day to come."""
        self.ensure_one()
        return bool(
            lead.assignment_ids.filtered(
                lambda each: (
                    each.official_id == self and each.role == role and each._kfz_is_unended()
                )
            )
        )
