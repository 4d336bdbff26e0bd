from odoo import models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar, duties
from ...domain.follow_up import ENDED
from .kfz_response import FIELDS, WAYS

#: characters of an answer
MOST_WORDS = 2000


class KfzResponse(models.Model):
    """The steps of a response: each checks who acts and what is due now."""

    _inherit = "kfz.response"

    def action_acknowledge(self):
        """Say that the investor knows that the lead has come in, today.

        :raises AccessError: for anyone but those who work on the project
        :raises UserError: when it was acknowledged
        """
        for response in self:
            response._kfz_check_step("acknowledge")
            response._kfz_take("acknowledge", calendar.today())
            response._kfz_note(self.env._("Lead acknowledged."))

    def action_triage(self):
        """The form of a triage of the lead."""
        self.ensure_one()
        self._kfz_check_works()
        return self.lead_id.action_triage()

    def action_answer(self):
        """The window that asks what was answered, how and when."""
        self.ensure_one()
        self._kfz_check_step("answer")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record the answer"),
            "res_model": "kfz.response.answer",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_response_id": self.id},
        }

    def _kfz_answer(self, text, way, day):
        """Record what was answered.

        :raises AccessError: for anyone but those who work on the project
        :raises UserError: without the answer, for a day in the future or before the lead came in, or when it is not due
        """
        self.ensure_one()
        self._kfz_check_step("answer")
        text = text.strip() if isinstance(text, str) else ""
        if not text or len(text) > MOST_WORDS:
            raise UserError(
                self.env._(
                    "Say what was answered, in %(most)s characters at most.", most=MOST_WORDS
                )
            )
        if way not in dict(WAYS):
            raise UserError(self.env._("Choose how it was answered."))
        today = calendar.today()
        if not day or day > today or day < (self.triaged_on or self.started_on):
            raise UserError(
                self.env._(
                    "The day of the answer lies between the day on which the lead was triaged and today. Correct it."
                )
            )
        self._kfz_take("answer", day, answer=text, answer_way=way)
        self._kfz_note(self.env._("Lead answered: %(answer)s", answer=text))

    def _kfz_triaged(self):
        """A triage was recorded today, whatever day stands under it; a lead that nobody had acknowledged is known by it."""
        for response in self:
            if response.step == "acknowledge":
                response._kfz_take("acknowledge", calendar.today())
            if response.step == "triage":
                response._kfz_take("triage", calendar.today())

    def _kfz_overtake(self):
        """The leads have gone into negotiation: nothing more is to be answered. Called by the constraint on their stage."""
        # sudo: the clock is the system's, whoever moves the lead
        self._kfz_as_system().write({"step": "overtaken"})
        self._kfz_find_due()

    def _kfz_go_on_again(self):
        """The leads are leads again: what was still to be done when they went into negotiation is due, by the days of then."""
        # sudo: as above
        for response in self._kfz_as_system():
            left = [step for step in duties.STEPS if not response[FIELDS[step][1]]]
            response.step = left[0]
        self._kfz_find_due()

    def _kfz_check_works(self):
        """:raises AccessError: for anyone but those who work on the project, and for the number of no record, alike"""
        if not all(self._ids):
            raise self.env["ir.rule"]._make_access_error("read", self)
        self.check_access("read")
        if not (self.env.su or self.lead_id.has_access("write")):
            raise AccessError(self.env._("Only those who work on the project answer the lead."))

    def _kfz_check_step(self, step):
        self.ensure_one()
        self._kfz_check_works()
        if self.lead_id.condition in ENDED:
            raise UserError(
                self.env._(
                    "“%(project)s” has ended, so nothing more is to be answered.",
                    project=self.lead_id.name,
                )
            )
        if self.step != step:
            sentences = {
                "acknowledge": self.env._("This lead is to be acknowledged first."),
                "triage": self.env._("This lead is to be triaged first."),
                "answer": self.env._("This lead was triaged already; it is to be answered."),
                "done": self.env._("This lead was answered already."),
                "overtaken": self.env._("This lead went into negotiation, so its clock has ended."),
            }
            if step == "acknowledge" and not self.is_closed:
                raise UserError(self.env._("This lead was acknowledged already."))
            raise UserError(sentences[self.step])

    def _kfz_take(self, step, day, **values):
        """Take a step and go on to the next."""
        _by, on, who = FIELDS[step]
        following = [*duties.STEPS, "done"][duties.STEPS.index(step) + 1]
        # sudo: nobody writes the clock; the caller has checked role and step
        self._kfz_as_system().write({on: day, who: self.env.uid, "step": following, **values})
        self._kfz_find_due()

    def _kfz_note(self, text):
        # sudo: the caller has checked who acts; the note is in their name
        self.sudo().lead_id._kfz_note(text)
