from odoo import models
from odoo.exceptions import UserError

from ...domain import calendar
from ..base.period_words import day_text


class KfzDueMixin(models.AbstractModel):
    """The acts on promises and issues that ask for words: a window, and what it does; putting off is the one that both have."""

    _inherit = "kfz.due.mixin"

    def _kfz_ask(self, act):
        """The window that asks for the words, and the day, of an act."""
        self.ensure_one()
        self._kfz_check_may_act()
        wizard = self.env["kfz.due.act"]
        return {
            "type": "ir.actions.act_window",
            "name": wizard._kfz_title(act),
            "res_model": wizard._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_act": act, f"default_{self._asked_as}": self.id},
        }

    def _kfz_act(self, act, words, day):
        """Do an act of the window.

        :raises UserError: for one that does not fit such a record
        """
        self.ensure_one()
        if act == "postpone":
            self._kfz_postpone(day, words)
            return
        doing = self._kfz_acts().get(act)
        if not doing:
            raise UserError(self.env._("Choose what to do, on the page of the promise or issue."))
        doing(words)

    def _kfz_acts(self):
        """{act of the window: method that does it}"""
        return {}

    def _kfz_tell(self, text):
        """A note on the project, in the name of whoever acts."""
        # sudo: whoever answers for something acts on it also where they do not read the project
        self.sudo().lead_id._kfz_note(text)

    def _kfz_tell_owner(self, before):
        self._kfz_tell(
            self.env._(
                "“%(name)s”: %(new)s answers for it instead of %(old)s.",
                name=self.name,
                # sudo: names of officials, as the list shows them
                new=self.sudo().owner_id.name,
                old=before.sudo().name,
            )
        )

    def _kfz_pass_to(self, successor):
        """Somebody else answers for it, since whoever did leaves office; the caller has checked that the user may say so."""
        before = self.owner_id
        self._kfz_set(owner_id=successor.id)
        self._kfz_tell_owner(before)

    # dates

    def action_postpone(self):
        """The window that asks for another day and the reason."""
        return self._kfz_ask("postpone")

    def _kfz_postpone(self, day, reason):
        """Put it off, or forward; the former day and the reason stay in the project's chatter.

        :raises UserError: without a reason, for the same day, a day that has passed, or what is closed
        """
        self.ensure_one()
        reason = self._kfz_words_given(reason)
        self._kfz_check_may_act()
        self._kfz_check_open()
        if not day or day < calendar.today() or day == self.date_due:
            raise UserError(self.env._("Choose another day, today or later."))
        before = self.date_due
        self._kfz_set(date_due=day)
        self._kfz_tell(
            self.env._(
                "“%(name)s” is due on %(new)s instead of %(old)s: %(reason)s",
                name=self.name,
                new=day_text(self.env, day),
                old=day_text(self.env, before),
                reason=reason,
            )
        )

    def _kfz_check_open(self):
        if self.is_closed:
            raise UserError(self.env._("“%(name)s” is closed already.", name=self.name))
