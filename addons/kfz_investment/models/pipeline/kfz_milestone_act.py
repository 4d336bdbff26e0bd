from odoo import models
from odoo.exceptions import UserError

from ...domain import calendar
from ..base.period_words import day_text

#: what a replacement may say otherwise than the milestone that it replaces
REPLACED = (
    "effective_date",
    "registered_on",
    "ground",
    "project_company_ids",
    "note",
    "attachment_ids",
)


class KfzMilestone(models.Model):
    """The acts on a milestone: recognise and reverse. No other method sets its state."""

    _inherit = "kfz.milestone"

    _asked_as = "milestone_id"
    _settled_fields = ("lead_id", "milestone", *REPLACED[:-1])

    def action_recognise(self):
        """Recognise the milestones, with everything that shows them at hand.

        :raises UserError: naming each thing that is not there
        :raises AccessError: when the user does not work on the project; for a landing, when the user is not a manager
        """
        for milestone in self.filtered(lambda m: m.state == "draft"):
            milestone._kfz_check_may_recognise()
            milestone._kfz_check_shown()
            milestone._kfz_check_named(self.browse())
            values = milestone._kfz_recognised_values()
            milestone._kfz_may_set(*values).write(values)
            milestone.lead_id._kfz_note(
                self.env._(
                    "“%(milestone)s” recognised, effective %(date)s.",
                    milestone=milestone._kfz_text("milestone"),
                    date=day_text(self.env, milestone.effective_date),
                )
            )

    def action_reverse(self):
        """The wizard that asks for the reason and, where there is one, what is right instead."""
        return self._kfz_ask_act("reverse")

    def action_correct(self):
        """A milestone is corrected by reversing it and recognising the right one, in the same window."""
        action = self.action_reverse()
        return {
            **action,
            "context": {**action["context"], "kfz_by_correct": True},
            "name": self.env["kfz.correction.ask"]._kfz_title("correct"),
        }

    def _kfz_reverse(self, reason, replacement=None, owed=False):
        """Reverse a recognised milestone and, with ``replacement``, recognise the right one in the same step.

        Without one, the project has to be moved back first: its gate asks for the milestone.

        :param replacement: values that differ, of the fields in ``REPLACED``; None for no replacement
        :param owed: whether what shows the new one is owed, as in a past ledger
        :return: the new milestone, if there is one
        :raises UserError: without a reason, for one that is not recognised, or when something that shows the new one is missing
        :raises AccessError: for anyone but a manager
        """
        self.ensure_one()
        reason = self._kfz_reason(reason)
        self._kfz_check_role(self._kfz_manager_words())
        self._kfz_check_reversible(None if replacement is None else set(replacement))
        new = self.browse() if replacement is None else self._kfz_replace(replacement)
        if new and not owed:
            new._kfz_check_shown(self)
        if new:
            new._kfz_check_named(self)
        before = self._kfz_text("state")
        self._kfz_end(reason, new)
        changed = self._kfz_differences(new) if new else {}
        self._kfz_trace("reverse", {"state": (before, self._kfz_text("state")), **changed}, reason)
        return new

    def _kfz_differences(self, new):
        """{field: (its text here, its text there)} where the milestone that replaces this one says otherwise."""
        old, there = self._kfz_all_texts(), new._kfz_all_texts()
        return {name: (text, there[name]) for name, text in old.items() if text != there[name]}

    def _kfz_all_texts(self):
        """{field: its value in words}, by what is linked and not by what the user sees of it."""
        linked = [name for name in REPLACED if self._fields[name].type == "many2many"]
        self.invalidate_recordset(linked)
        # sudo: the trace also names a link that the user does not see
        texts = self.sudo()._kfz_texts(REPLACED)
        self.invalidate_recordset(linked)
        return texts

    def _kfz_all_links(self, name):
        """What a field links to, with what the user does not see.

        Core keeps one list of links for all users, as it was read first: it is read anew, and forgotten again.
        """
        self.invalidate_recordset([name])
        # sudo: as said
        linked = self.sudo()[name]
        self.invalidate_recordset([name])
        return linked

    def _kfz_check_reversible(self, names):
        if self.state != "recognised":
            raise UserError(
                self.env._(
                    "%(milestone)s is not recognised, so it cannot be reversed.",
                    milestone=self._kfz_words(),
                )
            )
        for name in sorted((names or set()) - set(REPLACED)):
            self._kfz_refuse_field(name)
        if names is not None and not names:
            raise UserError(self.env._("Nothing was changed: enter the right value first."))

    def _kfz_replace(self, replacement):
        """A draft that says what this milestone says, but for some values; with the same documents."""
        names = ("lead_id", "milestone", *REPLACED)
        values, hidden = {}, {}
        for name in names:
            if name in replacement:
                continue
            values[name] = self[name]
            if self._fields[name].type == "many2one":
                values[name] = self[name].id
            elif self._fields[name].type == "many2many":
                # what the user does not see stays linked, too; the user only says what differs
                linked = self._kfz_all_links(name)
                values[name] = [(4, ident) for ident in self[name].ids]
                hidden[name] = [(4, ident) for ident in (linked - self[name]).ids]
        self._kfz_check_carried(replacement)
        new = self.create({**values, **replacement})
        for name, commands in hidden.items():
            if commands:
                # sudo: as above
                new.sudo().write({name: commands})
        return new

    def _kfz_check_carried(self, replacement):
        """Refuse to replace a milestone whose links no new one can have; for the fields that are carried over."""

    def _kfz_end(self, reason, new):
        """Exchange the two at once: in between, the project would lack the milestone that its gate asks for."""
        names = ("state", "reversed_by_id", "reversed_on", "reversal_reason")
        self._kfz_may_set(*names)._kfz_write_before_gates(
            {
                "state": "reversed",
                "reversed_by_id": self.env.uid,
                "reversed_on": calendar.today(),
                "reversal_reason": reason,
            }
        )
        # there is one recognised milestone of a kind: the old one goes first, in the database, too
        self.flush_recordset()
        values = new._kfz_recognised_values()
        new._kfz_may_set(*values)._kfz_write_before_gates(values)
        self.lead_id._kfz_evidence_changed()

    def _kfz_recognised_values(self):
        """What recognising sets."""
        return {"state": "recognised", "recognised_by_id": self.env.uid}

    def _kfz_check_may_recognise(self):
        """:raises AccessError: unless the user works on the project; a landing is recognised by a manager"""
        is_landing = not self or "landed" in self.mapped("milestone")
        self._kfz_check_role(is_landing and self._kfz_manager_words())

    def _kfz_manager_words(self):
        return self.env._(
            "Only a promotion manager can recognise a landing or reverse a recognised milestone."
        )

    def _kfz_check_named(self, replaced):
        """Check what the milestone names before it is recognised, also where what shows it is owed. For rooms to override.

        :param replaced: the recognised milestone that it replaces, or an empty one
        :raises UserError: says what it cannot name
        """

    def _kfz_check_shown(self, replaced=None):
        """
        :param replaced: the recognised milestone that this one corrects
        :raises UserError: naming each thing that is missing before the milestone can be recognised
        """
        absent = self._kfz_absent(replaced)
        if absent:
            raise UserError(
                self.env._(
                    "“%(milestone)s” of “%(project)s” cannot be recognised yet. Still needed:\n%(items)s",
                    milestone=self._kfz_text("milestone"),
                    project=self.lead_id.name,
                    items="\n".join(f"• {item}" for item in absent),
                )
            )

    def _kfz_absent(self, replaced=None):
        """What is missing before the milestone can be recognised, in words.

        :param replaced: the recognised milestone that this one corrects, or this one itself; None: it is recognised anew
        """
        self.ensure_one()
        absent = []
        if self.milestone == "landed":
            if not self.lead_id._kfz_is_signed():
                absent.append(
                    self.env._("the signing of the project: its formal agreement in force")
                )
            if not self.registered_on:
                absent.append(
                    self.env._("the date on which the project company was registered in the zone")
                )
            if not self.ground:
                absent.append(
                    self.env._("a site contract, first capital in place or started construction")
                )
            elif self.ground == "first_capital" and not self.lead_id._kfz_capital():
                absent.append(self.env._("the record of the first capital in place"))
        if not self.attachment_ids._kfz_with_content():
            absent.append(self.env._("a document as evidence"))
        return absent

    def _kfz_words(self):
        return self.env._(
            "%(milestone)s on %(date)s",
            milestone=self._kfz_text("milestone"),
            date=day_text(self.env, self.effective_date),
        )
