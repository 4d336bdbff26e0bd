from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain import calendar
from ..base.period_words import day_text


class KfzInteraction(models.Model):
    """What becomes of a project's open next step when a visit leaves another one: whoever records the visit says it."""

    _inherit = "kfz.interaction"

    open_step = fields.Char(
        "Open next step",
        compute="_compute_open_step",
        exportable=False,
        help="What an earlier visit to the project left to be done, as far as you read it.",
    )
    former_step = fields.Selection(
        [
            ("done", "It is done"),
            ("replaced", "The new one replaces it"),
            ("kept", "It is still to be done"),
        ],
        "What becomes of it",
        copy=False,
        help="Of the next step that is open on the project. Without an answer, a step without a date gives way to a new one of the same person.",
    )

    @api.depends("lead_id", "date")
    @api.depends_context("uid", "lang")
    def _compute_open_step(self):
        for visit in self:
            # only who records a visit is asked
            former = not visit._origin and visit._kfz_former()
            visit.open_step = former._kfz_step_text() if former else False

    def _kfz_former(self):
        """The newest earlier visit to the same project that left something to be done, this one apart.

        A past visit that is entered late says nothing about what was agreed after it.
        """
        lead = self.lead_id._origin
        if not lead:
            return self.browse()
        left = [("next_step_done", "=", False), ("next_step_replaced", "=", False)]
        others = [("lead_id", "=", lead.id), ("id", "not in", self._origin.ids)]
        others += [("date", "<=", self.date)] if self.date else []
        return self.search(
            [*others, *left, ("next_step", "!=", False)], order="date desc, id desc", limit=1
        )

    def _kfz_step_text(self):
        if not self.next_step_date:
            return self.next_step
        return self.env._(
            "%(step)s, by %(day)s", step=self.next_step, day=day_text(self.env, self.next_step_date)
        )

    @api.onchange("lead_id", "next_step")
    def _onchange_former_step(self):
        """Whoever has to answer finds what is likely: what was due by today is done, what was to come gives way."""
        former = self._kfz_former()
        if self._origin or not former or not self.next_step:
            self.former_step = False
        elif not self.former_step:
            day = former.next_step_date
            self.former_step = "done" if day and day <= calendar.today() else "replaced"

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        for visit in visits.filtered("former_step"):
            if visit.former_step == "replaced" and not visit.next_step:
                raise ValidationError(
                    self.env._(
                        "Enter the next step that takes the place of the open one, or say that the open one is done."
                    )
                )
            visit._kfz_settle_former()
        return visits

    def write(self, vals):
        """:raises UserError: when it is to say afterwards that something else became of the former step"""
        if "former_step" in vals and not self.env.su:
            if any(visit.former_step != (vals["former_step"] or False) for visit in self):
                raise UserError(
                    self.env._(
                        "What became of the former step was said when the visit was recorded. Settle it on the visit that left it."
                    )
                )
        return super().write(vals)

    def _kfz_settle_former(self):
        """Do with the open next step what the visit says, and leave a note on the project."""
        former = self._kfz_former()
        if not former:
            return
        texts = {
            "done": self.env._("Next step done: “%(step)s”.", step=former.next_step),
            "replaced": self.env._(
                "Next step “%(step)s” gave way to “%(new)s”.",
                step=former.next_step,
                new=self.next_step or "–",
            ),
            "kept": self.env._("Next step still to be done: “%(step)s”.", step=former.next_step),
        }
        # sudo: the visit that left the step may be a colleague's
        theirs = former._kfz_as_system()
        if self.former_step == "done":
            theirs._kfz_step_is_done()
        elif self.former_step == "replaced":
            theirs.next_step_replaced = True
            theirs.lead_id._kfz_follow_steps(theirs, {theirs.next_step})
        theirs._kfz_watch_steps()
        # sudo: whoever records a visit need not be one who writes on the project
        self.lead_id.sudo().message_post(body=texts[self.former_step])
