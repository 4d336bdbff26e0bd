from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ...models.base.lists import comma
from ...models.base.period_words import day_text


class KfzOfficialLeave(models.TransientModel):
    """An official leaves office: one line per open assignment, all handed over in one step or none."""

    _name = "kfz.official.leave"
    _description = "Leaves office"

    official_id = fields.Many2one("kfz.official", required=True, readonly=True)
    company_id = fields.Many2one(related="official_id.company_id")
    is_unit = fields.Boolean(related="official_id.is_unit")
    day = fields.Date("Day of leaving", required=True, default=lambda self: calendar.today())
    successor_id = fields.Many2one(
        "kfz.official",
        "One successor for all",
        domain="[('company_id', '=', company_id), ('is_unit', '=', is_unit), ('id', '!=', official_id)]",
        help="Copied to every line; a line may name somebody else.",
    )
    line_ids = fields.One2many("kfz.official.leave.line", "leave_id", "Open assignments")
    due_count = fields.Integer(
        "Promises and issues",
        compute="_compute_due_count",
        help="What is open and the official answers for. What belongs to a project goes to its successor, all else to the one successor.",
    )

    @api.depends("official_id")
    def _compute_due_count(self):
        for wizard in self:
            wizard.due_count = wizard.official_id._kfz_left_due_count()

    @api.model
    def _kfz_for(self, official):
        """The window of an official, with a line per open assignment."""
        wizard = self._kfz_may_set("official_id").create({"official_id": official.id})
        lines = self.env["kfz.official.leave.line"]._kfz_may_set("leave_id", "assignment_id")
        lines.create(
            [
                {"leave_id": wizard.id, "assignment_id": assignment.id}
                for assignment in official._kfz_open_assignments()
            ]
        )
        return wizard

    @api.onchange("successor_id")
    def _onchange_successor_id(self):
        if self.successor_id:
            self.line_ids.successor_id = self.successor_id

    def action_apply(self):
        """Hand over every open assignment, end the term and archive the official: all of it or nothing.

        :raises UserError: for a day or a line that is not right; each wrong line is named
        """
        self.ensure_one()
        official = self.official_id
        official._kfz_check_may_hand_over()
        official.check_access("write")
        official._kfz_lock_rows()
        self._kfz_check_day()
        gone = self._kfz_gone()
        lines = self.line_ids - gone
        self._kfz_check_no_new(lines)
        if refused := lines._kfz_refusals():
            raise UserError("\n".join(refused))
        names = gone.mapped("shown_project")
        for line in lines:
            line.assignment_id._kfz_pass_on(line.successor_id, self.day, line._kfz_why())
        follow = {
            each.assignment_id.lead_id: each.successor_id for each in lines if each.successor_id
        }
        official._kfz_pass_due(follow, self.successor_id)
        official._kfz_leave(self.day)
        return self._kfz_done(len(lines), names)

    def _kfz_check_day(self):
        if self.day > calendar.today():
            raise UserError(
                self.env._(
                    "%(date)s is in the future. Enter the term's last day on the page of the official, and hand over on the day.",
                    date=day_text(self.env, self.day),
                )
            )

    def _kfz_gone(self):
        """The lines whose assignment has ended or gone since the window was opened."""
        return self.line_ids.filtered(
            lambda line: (
                not line.assignment_id
                or not line.assignment_id._kfz_is_unended()
                or line.assignment_id.official_id != self.official_id
            )
        )

    def _kfz_check_no_new(self, lines):
        """:raises UserError: when the official has been assigned to something since the window was opened"""
        missing = self.official_id._kfz_open_assignments() - lines.assignment_id
        if missing:
            raise UserError(
                self.env._(
                    "“%(name)s” has been assigned since this window was opened: %(projects)s. Open “Leaves office” again.",
                    name=self.official_id.name,
                    projects=comma(self.env).join(missing.lead_id.mapped("name")),
                )
            )

    def _kfz_done(self, count, gone):
        """The official's page again, and what was done."""
        message = self.env._(
            "“%(name)s” has left. Assignments handed over or ended: %(count)s.",
            name=self.official_id.name,
            count=count,
        )
        if gone:
            message += "\n" + self.env._(
                "Somebody else had ended these meanwhile: %(projects)s.",
                projects=comma(self.env).join(gone),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "warning" if gone else "success",
                "sticky": bool(gone),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class KfzOfficialLeaveLine(models.TransientModel):
    """An open assignment of an official who leaves: its successor, or why it ends without one."""

    _name = "kfz.official.leave.line"
    _description = "Assignment of an official who leaves"

    leave_id = fields.Many2one(
        "kfz.official.leave", required=True, readonly=True, ondelete="cascade"
    )
    # no cascade: an assignment that somebody deletes meanwhile leaves its line, so that it can be said
    assignment_id = fields.Many2one("kfz.assignment", readonly=True, ondelete="set null")
    shown_project = fields.Char(
        "Project", compute="_compute_shown_project", store=True, precompute=True
    )
    role = fields.Selection(related="assignment_id.role")
    date_from = fields.Date("Since", related="assignment_id.date_from")
    has_ended = fields.Boolean("Project is closed", compute="_compute_has_ended")
    company_id = fields.Many2one(related="leave_id.company_id")
    is_unit = fields.Boolean(related="leave_id.is_unit")
    official_id = fields.Many2one(related="leave_id.official_id")
    successor_id = fields.Many2one(
        "kfz.official",
        "Successor",
        domain="[('company_id', '=', company_id), ('is_unit', '=', is_unit), ('id', '!=', official_id)]",
    )
    reason = fields.Char("Why there is none", help="One line: why nobody takes over.")

    @api.depends("assignment_id")
    def _compute_shown_project(self):
        for line in self:
            line.shown_project = line.assignment_id.lead_id.name or line.shown_project

    @api.depends("assignment_id")
    def _compute_has_ended(self):
        for line in self:
            line.has_ended = bool(line.assignment_id) and not line.assignment_id.lead_id.active

    def _kfz_why(self):
        """The reason that is kept with an assignment that ends without a successor."""
        reason = " ".join((self.reason or "").split())
        return reason or (self.env._("The project is closed.") if self.has_ended else False)

    def _kfz_refusals(self):
        """What is wrong, one sentence a line, with the project's name."""
        return [refusal for line in self if (refusal := line._kfz_refusal())]

    def _kfz_refusal(self):
        roles = dict(self.env["kfz.assignment"]._fields["role"]._description_selection(self.env))
        words = {"project": self.shown_project, "role": roles[self.role]}
        if self.successor_id:
            return self._kfz_unfit(words)
        if self._kfz_why() and (self.role != "lead_official" or self.has_ended):
            return None
        if self.role == "lead_official":
            return self.env._(
                "“%(project)s” needs a lead official: choose a successor.", project=words["project"]
            )
        return self.env._(
            "“%(project)s”, %(role)s: choose a successor, or say in one line why there is none.",
            **words,
        )

    def _kfz_unfit(self, words):
        """Why the successor does not do, or None."""
        successor, official = self.successor_id, self.leave_id.official_id
        words = {**words, "name": successor.name}
        if successor == official:
            return self.env._(
                "“%(project)s”: “%(name)s” leaves, and cannot be the successor.", **words
            )
        if not successor.active:
            return self.env._(
                "“%(project)s”: “%(name)s” is archived. Choose somebody who is in office.", **words
            )
        if successor.company_id != official.company_id:
            return self.env._(
                "“%(project)s”: the successor is of another zone. Choose somebody of this zone.",
                **words,
            )
        if successor.is_unit != official.is_unit:
            return self.env._(
                "“%(project)s”: “%(name)s” does not fit the role “%(role)s”. Persons follow persons, and units follow units.",
                **words,
            )
        return None
